//! A function taken apart, as text: the stage's dump.

use std::fmt;

use quote::ToTokens;
use syn::Attribute;

use super::CoroutineFn;
use crate::text::text;

impl fmt::Display for CoroutineFn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_attributes(f, "struct", &self.machine_attrs)?;
        write_attributes(f, "units", &self.lint_attrs)?;
        write_attributes(f, "function", &self.attrs)?;
        let vis = self.vis.to_token_stream();
        if !vis.is_empty() {
            write!(f, "{} ", text(&vis))?;
        }
        if self.constness.is_some() {
            write!(f, "const ")?;
        }
        write!(f, "fn {}", self.name)?;
        let params: Vec<_> = self.generics.params.iter().map(text).collect();
        if !params.is_empty() {
            write!(f, "<{}>", params.join(", "))?;
        }
        let args: Vec<_> = self
            .args
            .iter()
            .map(|arg| {
                let (pat, ty) = (text(&arg.pat), text(&arg.ty));
                let is_field = arg.field == pat.trim_start_matches("mut ");
                if is_field { format!("{pat}: {ty}") } else { format!("{} as {pat}: {ty}", arg.field) }
            })
            .collect();
        write!(f, "({}) -> {}", args.join(", "), self.machine)?;
        if let Some(clause) = &self.generics.where_clause {
            write!(f, " {}", text(clause))?;
        }
        let received = self.received.ty.as_ref().map_or_else(|| "?".to_owned(), text);
        write!(f, "\nrecv {received}")?;
        if let Some(per_send) = &self.received.per_send {
            write!(f, " for one send {per_send}")?;
        }
        writeln!(f, ", yield {}, return {}", text(&self.yielded), text(&self.returned))
    }
}

fn write_attributes(f: &mut fmt::Formatter<'_>, place: &str, attrs: &[Attribute]) -> fmt::Result {
    attrs.iter().try_for_each(|attr| writeln!(f, "{} on the {place}", text(attr)))
}
