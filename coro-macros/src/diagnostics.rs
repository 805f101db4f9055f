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
}

impl Diagnostic {
    pub(crate) fn new(span: Span, what: impl Display) -> Self {
        Self { span, what: what.to_string(), note: None, help: None }
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

    /// The three lines as one message, which is what `compile_error!` can carry.
    fn message(&self) -> String {
        let mut message = self.what.clone();
        for (word, text) in [("note", &self.note), ("help", &self.help)] {
            if let Some(text) = text {
                message.push_str(&format!("\n{word}: {text}"));
            }
        }
        message
    }
}

/// Gathers refusals; two gates of the pipeline ask whether it is still empty.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    refusals: Vec<Diagnostic>,
}

impl Sink {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
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
