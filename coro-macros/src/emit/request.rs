//! A request for a type that only the compiler knows: a trait that nothing implements, put to the value where it is
//! bound. What the compiler says of it is the refusal's own message, with the type in it.
//!
//! ```text
//! trait TypeOfTotalInAverager { fn written(&self) {} }
//! TypeOfTotalInAverager::written(&finally(&total, 0));
//! ```
//!
//! The integer has no type before everything else is inferred; only then is the trait asked for.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Expr;

use crate::diagnostics::{Asked, Diagnostic};
use crate::names;
use crate::parse::CoroutineFn;

/// A message for one value, put to it as a trait.
pub(super) struct Request {
    span: Span,
    message: String,
    label: &'static str,
    /// The compiler shows it beside the message.
    trait_name: Ident,
    notes: Vec<String>,
    finally: TokenStream,
}

impl Request {
    /// `None` if `refusal`, the `idx`th of the function, asks for no type.
    pub(super) fn new(refusal: &Diagnostic, idx: usize, function: &CoroutineFn) -> Option<Self> {
        let span = refusal.span();
        let asked = refusal.asked()?;
        let (finally, label) = match asked {
            Asked::Binding(_) | Asked::Value(_) | Asked::Iterated => ("finally", "its type is `{Self}`"),
            Asked::Item => ("finally_item", "its items are of type `{Self}`"),
        };
        let mut notes = vec![
            "a type with `impl` or a closure in it cannot be written: keep the value in a `Box<dyn …>`"
                .to_owned(),
        ];
        notes.extend(function.undeclared.iter().map(|(arg, param)| {
            format!("`{param}`, the type of `{arg}`, can be written once it is declared: `fn {}<{param}: …>({arg}: {param})`", function.name)
        }));
        Some(Self {
            span,
            notes,
            message: refusal.message_of_trait(),
            label,
            trait_name: names::type_of(asked, idx, &function.machine, span),
            finally: names::blamed_at(function.runtime.private(finally), span),
        })
    }

    /// The statement that asks for the type of the local `ident`.
    pub(super) fn of(&self, ident: &Ident) -> TokenStream {
        let Self { span, message, label, trait_name, notes, finally } = self;
        quote_spanned! {*span=>
            {
                #[diagnostic::on_unimplemented(message = #message, label = #label, #(note = #notes),*)]
                trait #trait_name {
                    fn written(&self) {}
                }
                trait Never {}
                // With an implementation, of whatever, the compiler does not advise to write one. This one is for no local.
                #[diagnostic::do_not_recommend]
                impl<T: Never> #trait_name for [T] {}
                #trait_name::written(&#finally(&#ident, 0));
            }
        }
    }

    /// `expr` → `(match (expr) { value => { request; value } })`
    pub(super) fn of_value(&self, expr: &mut Expr) {
        let value = names::value();
        let request = self.of(&value);
        *expr = Expr::Verbatim(quote_spanned!(self.span=> (match (#expr) { #value => { #request #value } })));
    }
}
