//! Which names a piece of code mentions: in paths, in the arguments of macros, in format strings.

use std::collections::{HashMap, HashSet};

use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};
use syn::{Expr, Macro, Pat, Stmt};

use crate::normalize::{macro_operands, macro_pattern};
use crate::walk::visit::{self, Visit};

/// Whether `lifetime` stands in `tokens`.
pub(crate) fn has_lifetime(tokens: &TokenStream, lifetime: &syn::Lifetime) -> bool {
    let mut follows_quote = false;
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => {
            follows_quote = punct.as_char() == '\'';
            false
        }
        TokenTree::Ident(ident) => std::mem::take(&mut follows_quote) && ident == lifetime.ident,
        TokenTree::Group(group) => has_lifetime(&group.stream(), lifetime),
        TokenTree::Literal(_) => false,
    })
}

/// The names that `expr` mentions as a value, its macros' tokens included.
pub(crate) fn in_expr(expr: &Expr) -> HashSet<String> {
    let mut mentions = Mentions::default();
    mentions.visit_expr(expr);
    mentions.names
}

/// As [`in_expr`], for a statement.
pub(crate) fn in_stmt(stmt: &Stmt) -> HashSet<String> {
    let mut mentions = Mentions::default();
    mentions.visit_stmt(stmt);
    mentions.names
}

/// As [`in_expr`], for a pattern (constants, ranges and guards in it).
pub(crate) fn in_pat(pat: &syn::Pat) -> HashSet<String> {
    let mut mentions = Mentions::default();
    mentions.visit_pat(pat);
    mentions.names
}

/// Where `name` first stands in `tokens`.
pub(crate) fn span_of(tokens: &TokenStream, name: &str) -> Option<Span> {
    tokens.clone().into_iter().find_map(|token| match token {
        TokenTree::Ident(ident) => (ident == name).then(|| ident.span()),
        TokenTree::Group(group) => span_of(&group.stream(), name),
        TokenTree::Literal(literal) => {
            captured_names(&literal).iter().any(|it| it == name).then(|| literal.span())
        }
        TokenTree::Punct(_) => None,
    })
}

#[derive(Default)]
struct Mentions {
    names: HashSet<String>,
    /// Names that mean something else here: bound by the code itself.
    own: Vec<String>,
}

impl Mentions {
    fn note(&mut self, name: String) {
        if !self.own.contains(&name) {
            self.names.insert(name);
        }
    }

    /// Visits code in which `pats` bind names of their own.
    fn scoped<'p>(&mut self, pats: impl IntoIterator<Item = &'p Pat>, visit: impl FnOnce(&mut Self)) {
        let n_own = self.own.len();
        self.own.extend(pats.into_iter().flat_map(bound_names));
        visit(self);
        self.own.truncate(n_own);
    }
}

/// Whether names may be bound in the arguments of a macro: in braces, by a closure or a pattern.
pub(crate) fn may_bind(mac: &Macro) -> bool {
    fn has_binder(tokens: &TokenStream) -> bool {
        tokens.clone().into_iter().any(|token| match token {
            TokenTree::Group(group) => group.delimiter() == Delimiter::Brace || has_binder(&group.stream()),
            TokenTree::Punct(punct) => punct.as_char() == '|',
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        })
    }
    mac.path.segments.last().is_some_and(|last| last.ident == "matches") || has_binder(&mac.tokens)
}

/// The names that `pat` binds.
pub(crate) fn bound_names(pat: &Pat) -> Vec<String> {
    crate::types::bindings(pat, None).into_iter().map(|binding| binding.ident.to_string()).collect()
}

impl<'ast> Visit<'ast> for Mentions {
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if let Some(ident) = path.path.get_ident() {
            self.note(ident.to_string());
        }
        visit::visit_expr_path(self, path);
    }
    fn visit_macro(&mut self, mac: &'ast Macro) {
        let Some(operands) = may_bind(mac).then(|| macro_operands(mac)).flatten() else {
            return self.tokens(&mac.tokens);
        };
        for operand in &operands {
            if let Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(format), .. }) = operand {
                captured_names(&format.token()).into_iter().for_each(|name| self.note(name));
            }
            self.visit_expr(operand);
        }
        if let Some((pat, guard)) = macro_pattern(mac) {
            self.visit_pat(&pat);
            self.scoped([&pat], |me| guard.iter().for_each(|guard| me.visit_expr(guard)));
        }
    }
    // An item cannot see the locals around it.
    fn visit_item(&mut self, _: &'ast syn::Item) {}

    fn visit_block(&mut self, block: &'ast syn::Block) {
        self.scoped([], |me| visit::visit_block(me, block));
    }
    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        self.own.extend(bound_names(&local.pat));
    }
    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.scoped(&closure.inputs, |me| visit::visit_expr_closure(me, closure));
    }
    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        self.scoped([&arm.pat], |me| visit::visit_arm(me, arm));
    }
    fn visit_expr_if(&mut self, expr: &'ast syn::ExprIf) {
        self.scoped([], |me| {
            me.visit_expr(&expr.cond);
            me.visit_block(&expr.then_branch);
        });
        expr.else_branch.iter().for_each(|(_, otherwise)| self.visit_expr(otherwise));
    }
    fn visit_expr_let(&mut self, expr: &'ast syn::ExprLet) {
        visit::visit_expr_let(self, expr);
        self.own.extend(bound_names(&expr.pat));
    }
    fn visit_expr_while(&mut self, expr: &'ast syn::ExprWhile) {
        self.scoped([], |me| visit::visit_expr_while(me, expr));
    }
    fn visit_expr_for_loop(&mut self, expr: &'ast syn::ExprForLoop) {
        self.visit_expr(&expr.expr);
        self.scoped([&*expr.pat], |me| me.visit_block(&expr.body));
    }
}

impl Mentions {
    fn tokens(&mut self, tokens: &TokenStream) {
        let mut dots = 0;
        for token in tokens.clone() {
            match &token {
                TokenTree::Ident(ident) if dots != 1 => self.note(ident.to_string()),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
                TokenTree::Group(group) => self.tokens(&group.stream()),
                TokenTree::Literal(literal) => {
                    captured_names(literal).into_iter().for_each(|name| self.note(name));
                }
            }
            dots = match token {
                TokenTree::Punct(punct) if punct.as_char() == '.' => dots + 1,
                _ => 0,
            };
        }
    }
}

/// The names that a string literal captures, were it a format string: `"{total:>width$}"` → `total`, `width`.
pub(crate) fn captured_names(literal: &Literal) -> Vec<String> {
    let text = literal.to_string();
    if !text.contains('{') || !text.ends_with(['"', '#']) {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut rest = text.as_str();
    while let Some(open) = rest.find('{') {
        rest = &rest[open + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(close) = rest.find('}') else { break };
        let placeholder = &rest[..close];
        names.extend(placeholder_names(placeholder).map(str::to_owned));
        rest = &rest[close + 1..];
    }
    names
}

/// `total:>width$.precision$` → `total`, `width`, `precision`.
fn placeholder_names(placeholder: &str) -> impl Iterator<Item = &str> {
    let (argument, spec) = placeholder.split_once(':').unwrap_or((placeholder, ""));
    let counts = spec.split('$').rev().skip(1).map(|part| {
        let start = part
            .rfind(|c: char| !(c.is_alphanumeric() || c == '_'))
            .map_or(0, |at| at + part[at..].chars().next().map_or(1, char::len_utf8));
        part[start..].trim_start_matches(|c: char| c.is_ascii_digit())
    });
    std::iter::once(argument.trim()).chain(counts).filter(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// `"{x:>w$}"` → `"{x_2:>w_2$}"`
pub(crate) fn rename_captures(literal: &Literal, renames: &HashMap<String, Ident>) -> Literal {
    let text = literal.to_string();
    let mut renamed = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(open) = rest.find('{') {
        renamed.push_str(&rest[..=open]);
        rest = &rest[open + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            renamed.push('{');
            rest = escaped;
            continue;
        }
        let close = rest.find('}').unwrap_or(rest.len());
        renamed.push_str(&rename_words(&rest[..close], renames));
        rest = &rest[close..];
    }
    renamed.push_str(rest);
    let mut literal_renamed: Literal = renamed.parse().unwrap_or_else(|_| literal.clone());
    literal_renamed.set_span(literal.span());
    literal_renamed
}

fn rename_words(placeholder: &str, renames: &HashMap<String, Ident>) -> String {
    let mut renamed = String::new();
    let mut word = String::new();
    let mut is_argument = true;
    for c in placeholder.chars().chain([':']) {
        if c.is_alphanumeric() || c == '_' {
            word.push(c);
            continue;
        }
        let taken = std::mem::take(&mut word);
        match renames.get(&taken).filter(|_| is_argument || c == '$') {
            Some(ident) => renamed.push_str(&ident.to_string()),
            None => renamed.push_str(&taken),
        }
        renamed.push(c);
        is_argument = false;
    }
    renamed.pop();
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_quote;

    fn sorted(names: HashSet<String>) -> Vec<String> {
        let mut names: Vec<_> = names.into_iter().collect();
        names.sort();
        names
    }

    #[test]
    fn a_field_or_method_name_is_no_mention() {
        assert_eq!(sorted(in_expr(&parse_quote!(a.b.c(d)))), ["a", "d"]);
        assert_eq!(sorted(in_expr(&parse_quote!(m!(a.b, 0..c)))), ["a", "c"]);
    }

    #[test]
    fn names_that_the_code_binds_itself_are_no_mentions() {
        assert_eq!(sorted(in_expr(&parse_quote!(a.map(|a| a + b)))), ["a", "b"]);
        assert_eq!(
            sorted(in_expr(&parse_quote!(match c {
                Some(d) => d,
                None => {
                    let e = 1;
                    e
                }
            }))),
            ["c"]
        );
    }

    #[test]
    fn names_that_are_bound_within_a_macro_are_no_mentions() {
        assert_eq!(sorted(in_expr(&parse_quote!(matches!(a, Some(b) if b > c)))), ["a", "c"]);
        assert_eq!(
            sorted(in_expr(&parse_quote!(println!("{d} {}", {
                let e = a.map(|b| b + c);
                e
            })))),
            ["a", "c", "d"]
        );
    }

    #[test]
    fn format_strings_capture_names_and_widths() {
        assert_eq!(
            sorted(in_expr(&parse_quote!(println!("{total:>width$.3} {{no}} {0} {}", x)))),
            ["total", "width", "x"]
        );
    }
}
