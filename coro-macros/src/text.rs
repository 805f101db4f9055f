//! Tokens as text, spaced about as rustfmt would: for the stages' dumps, which are also what their tests compare.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

/// `tokens` on one line.
pub(crate) fn text(tokens: &impl ToTokens) -> String {
    let mut writer = Writer::default();
    writer.tokens(tokens.to_token_stream());
    writer.text
}

/// The operators of more than one character.
const OPERATORS: &[&str] = &[
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=", "^=", "|=", "&=",
    "<<", ">>", "<<=", ">>=", "..", "...", "..=",
];

/// What the last token says about the space behind it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Last {
    /// Nothing yet: the start of a group.
    #[default]
    Start,
    /// A word, a literal or a closed group: an operator behind it is binary.
    Operand,
    /// A keyword, after which an expression or a type starts.
    Keyword,
    /// An operator that wants a space behind it.
    Operator,
    /// A prefix operator, a path separator, an opened angle: what follows sticks to it.
    Sticky,
}

#[derive(Debug, Default)]
struct Writer {
    text: String,
    last: Last,
    /// How many `<` of generics are open.
    n_angles: usize,
    /// The parameters of a closure are open.
    in_bars: bool,
}

impl Writer {
    fn tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(group.delimiter(), group.stream()),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(punct) => {
                    let mut operator = String::from(punct.as_char());
                    let mut is_joint = punct.spacing() == Spacing::Joint;
                    while let (true, Some(TokenTree::Punct(next))) = (is_joint, tokens.peek()) {
                        if !self.goes_on(&operator, next.as_char()) {
                            break;
                        }
                        operator.push(next.as_char());
                        is_joint = next.spacing() == Spacing::Joint;
                        tokens.next();
                    }
                    self.punct(&operator);
                }
            }
        }
    }

    /// Whether `next` belongs to the same operator; the `>>` that closes generics is two.
    fn goes_on(&self, operator: &str, next: char) -> bool {
        let longer = format!("{operator}{next}");
        OPERATORS.contains(&longer.as_str()) && !(self.n_angles > 0 && operator == ">")
    }

    fn space(&mut self) {
        match self.last {
            Last::Operand | Last::Keyword | Last::Operator => self.text.push(' '),
            Last::Start | Last::Sticky => {}
        }
    }

    fn word(&mut self, word: &str) {
        self.space();
        self.text.push_str(word);
        self.last = if is_keyword(word) { Last::Keyword } else { Last::Operand };
    }

    fn group(&mut self, delimiter: Delimiter, stream: TokenStream) {
        let (open, close) = match delimiter {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace if stream.is_empty() => ("{}", ""),
            Delimiter::Brace => ("{ ", " }"),
            Delimiter::None => ("", ""),
        };
        if delimiter == Delimiter::Brace || self.last != Last::Operand {
            self.space();
        }
        self.text.push_str(open);
        let (n_angles, in_bars) = (std::mem::take(&mut self.n_angles), std::mem::take(&mut self.in_bars));
        self.last = Last::Start;
        self.tokens(stream);
        self.text.push_str(close);
        (self.n_angles, self.in_bars) = (n_angles, in_bars);
        self.last = Last::Operand;
    }

    fn punct(&mut self, operator: &str) {
        let is_prefix = self.last != Last::Operand;
        match operator {
            "," | ";" | ":" => self.push(operator, Last::Operator),
            "?" => self.push(operator, Last::Operand),
            ".." | "..." if self.last == Last::Operator => self.spaced(operator, Last::Sticky),
            "." | ".." | "..=" | "..." => self.push(operator, Last::Sticky),
            "::" if is_prefix => self.spaced(operator, Last::Sticky),
            "::" => self.push(operator, Last::Sticky),
            "!" if self.last == Last::Operand => self.push(operator, Last::Operand),
            "<" if is_prefix || self.follows_type() => {
                if is_prefix {
                    self.space();
                }
                self.n_angles += 1;
                self.push(operator, Last::Sticky);
            }
            ">" if self.n_angles > 0 => {
                self.n_angles -= 1;
                self.push(operator, Last::Operand);
            }
            "|" if is_prefix || self.in_bars => {
                if !self.in_bars {
                    self.space();
                }
                let last = if self.in_bars { Last::Operator } else { Last::Sticky };
                self.in_bars = !self.in_bars;
                self.push(operator, last);
            }
            "||" if is_prefix => self.spaced(operator, Last::Operator),
            "'" | "#" | "@" => self.spaced(operator, Last::Sticky),
            _ if is_prefix && matches!(operator, "&" | "&&" | "*" | "-" | "!") => {
                self.spaced(operator, Last::Sticky);
            }
            _ => {
                self.spaced(operator, Last::Operator);
            }
        }
    }

    /// Whether the text ends in a type's name or a path separator, so that `<` opens generics.
    fn follows_type(&self) -> bool {
        let word = self.text.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
        self.text.ends_with("::") || word.starts_with(char::is_uppercase)
    }

    fn spaced(&mut self, operator: &str, last: Last) {
        self.space();
        self.push(operator, last);
    }

    fn push(&mut self, operator: &str, last: Last) {
        self.text.push_str(operator);
        self.last = last;
    }
}

fn is_keyword(word: &str) -> bool {
    const KEYWORDS: &[&str] = &[
        "as", "box", "break", "const", "dyn", "else", "for", "if", "impl", "in", "let", "loop", "match",
        "move", "mut", "ref", "return", "unsafe", "use", "where", "while",
    ];
    KEYWORDS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_spaced_as_rust_is_written() {
        for source in [
            "let mut total: f64 = -1.0;",
            "f(a, &b[1..], &mut *c)?.d::<u8>(|x, y| x + !y)",
            "if a < b && c > d | e { g() } else { h::<Vec<Vec<u8>>>() }",
            "let x: &'a Box<dyn Fn(fn(&str)) -> Option<&'static str>> = y;",
            "<T as IntoIterator>::Item",
            "println!(\"{}\", x as u8)",
            "while let Some((a, b)) = ::core::iter::Iterator::next(&mut items) {}",
            "x.0 += y % 2",
            "let [a, .., b] = c else {}",
            "f(|| a || b, || g(), a..=b)",
        ] {
            let tokens: TokenStream = source.parse().expect("tokens");
            assert_eq!(text(&tokens), source);
        }
    }
}
