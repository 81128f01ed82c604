//! Diagnostics: everything OpenClaw would say about the document, all stages at once.

use crate::text::TextRange;

/// The number of a file in its project; the main configuration is 0.
pub type FileId = usize;

/// How bad a finding is, by the severity law.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// OpenClaw refuses the configuration.
    Error,
    /// OpenClaw runs, but does not do what the text says.
    Warning,
    /// Worth knowing.
    Information,
    /// A suggestion.
    Hint,
}

impl Severity {
    /// The word that the command line prints: `error`, `warning`, `information` or `hint`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Information => "information",
            Self::Hint => "hint",
        }
    }

    /// The severity of a name that [`Severity::as_str`] gives.
    pub fn of_name(name: &str) -> Option<Self> {
        [Self::Error, Self::Warning, Self::Information, Self::Hint]
            .into_iter()
            .find(|severity| severity.as_str() == name)
    }
}

/// How an editor may draw a finding (LSP `DiagnosticTag`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Drawn struck through.
    Deprecated,
    /// Drawn faded.
    Unnecessary,
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The other file of the project that it lies in, by its number there; none for the document itself.
    pub file: Option<FileId>,
    /// The place, in bytes.
    pub range: TextRange,
    /// What is to be seen there.
    pub message: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The stable kebab-case code; `docs/diagnostics/<code>.md` explains it.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place, in bytes.
    pub range: TextRange,
    /// The dotted path as OpenClaw prints it: `agents.entries.main`, array indexes as `.0`, `<root>` for the top;
    /// an unknown key is reported at its parent.
    pub path: String,
    /// Names the value, what was expected and the remedy.
    pub message: String,
    /// How to draw it.
    pub tags: Vec<Tag>,
    /// Other places.
    pub related: Vec<Related>,
    /// What belongs in its place, where that is known: the text of a value, or a key where it is drawn over one.
    pub meant: Option<String>,
}
