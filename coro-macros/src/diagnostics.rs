//! The error sink: every refusal is gathered here and shown at once, each in the one form
//! *what / `note:` why / `help:` do this*.

use std::fmt::Display;

use proc_macro2::{Ident, Span, TokenStream};

/// One refusal at one place of the user's code.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    span: Span,
    what: String,
    note: Option<String>,
    help: Option<String>,
    asked: Option<Asked>,
    breaks_rust: bool,
    /// Whether a state that rustc lays out could do it.
    is_lifted_by_box: bool,
}

/// A value whose type is to be written. The compiler knows it where the macro does not.
#[derive(Clone, Debug)]
pub(crate) enum Asked {
    /// What a pattern binds.
    Binding(Ident),
    /// An expression that begins at the refused token, as the user wrote it.
    Value(String),
    /// What a `for` loop goes through.
    Iterated,
    /// An item of that.
    Item,
}

/// Where the inferred type is to appear in a message; no source contains it.
const INFERRED: char = '\u{fdd0}';

impl Diagnostic {
    pub(crate) fn new(span: Span, what: impl Display) -> Self {
        Self {
            span,
            what: what.to_string(),
            note: None,
            help: None,
            asked: None,
            breaks_rust: true,
            is_lifted_by_box: false,
        }
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

    /// As [`Diagnostic::help`], with the type in it that is asked for.
    pub(crate) fn asks(mut self, asked: Asked, help: impl FnOnce(char) -> String) -> Self {
        self.help = Some(help(INFERRED));
        self.asked = Some(asked);
        self.in_plain_rust()
    }

    /// The body would be right if a suspension were a call of a function.
    pub(crate) fn in_plain_rust(mut self) -> Self {
        self.breaks_rust = false;
        self
    }

    pub(crate) fn span(&self) -> Span {
        self.span
    }

    pub(crate) fn asked(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    /// `boxed` is a way out, where the function can be boxed.
    pub(crate) fn lifted_by_box(mut self) -> Self {
        self.is_lifted_by_box = true;
        self
    }

    /// The message as a format of `#[diagnostic::on_unimplemented]`, in which the type stands that was asked for.
    pub(crate) fn message_of_trait(&self) -> String {
        self.lines().replace('{', "{{").replace('}', "}}").replace(INFERRED, "{Self}")
    }

    /// The message where nobody knows that type.
    fn message(&self) -> String {
        self.lines().replace(INFERRED, "T")
    }

    /// The three lines as one message, which is what `compile_error!` can carry.
    fn lines(&self) -> String {
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

    /// Whether the body would be right if suspensions were calls, so that only refusals of ours are to be shown for it.
    pub(crate) fn is_plain_rust(&self) -> bool {
        self.refusals.iter().all(|refusal| !refusal.breaks_rust)
    }

    pub(crate) fn refusals(&self) -> &[Diagnostic] {
        &self.refusals
    }

    /// Leaves out what is said otherwise.
    pub(crate) fn retain(&mut self, is_left: impl FnMut(&Diagnostic) -> bool) {
        self.refusals.retain(is_left);
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

/// Whether two tokens stand at the same place of the source. Where there is no compiler that knows, they may.
pub(crate) fn is_same_place(left: Span, right: Span) -> bool {
    let place = |span: Span| {
        let start = span.unwrap().start();
        (start.line(), start.column())
    };
    !proc_macro::is_available() || place(left) == place(right)
}
