//! Tables in Markdown, and the places in the README that they go to.

use crate::Result;

/// A table whose first column is text and whose other ones are numbers.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[&str]| format!("| {} |\n", cells.join(" | "));
    let mut rule = vec!["---:"; header.len()];
    rule[0] = "---";
    let mut table = line(header) + &line(&rule);
    for row in rows {
        table += &line(&row.iter().map(String::as_str).collect::<Vec<_>>());
    }
    table
}

/// The ratio with two decimals, in bold if it is more than the target.
pub(crate) fn ratio(ratio: f64, target: f64) -> String {
    // What is shown is what is compared.
    let shown = (ratio * 100.0).round() / 100.0;
    if shown > target { format!("**{shown:.2}**") } else { format!("{shown:.2}") }
}

/// The document with another text between `<!-- name -->` and `<!-- end -->`.
pub(crate) fn replaced(document: &str, name: &str, text: &str) -> Result<String> {
    let begin = format!("<!-- {name} -->\n");
    let (before, rest) = document.split_once(&begin).ok_or(format!("no {begin:?} in the README"))?;
    let (_, after) = rest.split_once("<!-- end -->").ok_or("no end of the table in the README")?;
    Ok(format!("{before}{begin}{text}<!-- end -->{after}"))
}
