//! The error sink: every refusal is gathered here and shown at once, each in the one form
//! *what / `note:` why / `help:` do this*.

use std::fmt::Display;

use proc_macro2::{Span, TokenStream};

/// One refusal at one place of the user's code.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    span: Span,
    what: String,
    note: Option<String>,
    help: Option<String>,
    /// Whether a state that rustc lays out could do it.
    is_lifted_by_box: bool,
}

impl Diagnostic {
    pub(crate) fn new(span: Span, what: impl Display) -> Self {
        Self { span, what: what.to_string(), note: None, help: None, is_lifted_by_box: false }
    }

    /// Why the rule exists.
    pub(crate) fn note(mut self, note: impl Display) -> Self {
        self.note = Some(note.to_string());
        self
    }

    /// The code to write instead.
    pub(crate) fn help(mut self, help: impl Display) -> Self {
        self.help = Some(help.to_string());
        self
    }

    /// `boxed` is a way out, where the function can be boxed.
    pub(crate) fn lifted_by_box(mut self) -> Self {
        self.is_lifted_by_box = true;
        self
    }

    /// The three lines as one message, which is what `compile_error!` can carry.
    fn message(&self) -> String {
        let mut message = self.what.clone();
        for (word, text) in [("note", &self.note), ("help", &self.help)] {
            if let Some(text) = text {
                message.push_str(&format!("\n{word}: {text}"));
            }
        }
        if self.is_lifted_by_box {
            message.push_str(
                "\nhelp: or write `boxed` in the attribute: the compiler lays the state out, on the heap",
            );
        }
        message
    }
}

/// Gathers refusals; two gates of the pipeline ask whether it is still empty.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    refusals: Vec<Diagnostic>,
    /// The function whose refusals these are can be boxed.
    offers_box: bool,
}

impl Sink {
    /// For a function that can be boxed, or cannot.
    pub(crate) fn offering_box(offers_box: bool) -> Self {
        Self { refusals: Vec::new(), offers_box }
    }

    pub(crate) fn push(&mut self, mut diagnostic: Diagnostic) {
        diagnostic.is_lifted_by_box &= self.offers_box;
        self.refusals.push(diagnostic);
    }

    /// Takes over what syn reported, one refusal an error.
    pub(crate) fn push_syn(&mut self, error: syn::Error) {
        for error in error {
            self.push(Diagnostic::new(error.span(), error.to_string()));
        }
    }

    /// Takes over the refusals of another sink.
    pub(crate) fn append(&mut self, other: Self) {
        self.refusals.extend(other.refusals);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.refusals.is_empty()
    }

    /// The gate: `Err` if anything has been refused so far.
    pub(crate) fn gate(&self) -> Result<(), Refused> {
        if self.is_empty() { Ok(()) } else { Err(Refused) }
    }

    /// One `compile_error!` a refusal, on the user's token.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.refusals
            .into_iter()
            .map(|refusal| syn::Error::new(refusal.span, refusal.message()).into_compile_error())
            .collect()
    }

    /// The messages alone, for tests.
    #[cfg(test)]
    pub(crate) fn messages(&self) -> Vec<String> {
        self.refusals.iter().map(Diagnostic::message).collect()
    }
}

/// A gate was closed: the reasons are in the [`Sink`].
#[derive(Debug)]
pub(crate) struct Refused;
