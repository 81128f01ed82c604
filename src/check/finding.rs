//! What the passes find, relative to the node where it was found.

use crate::base::{Severity, Tag};
use crate::release::{self, Deed, Version};
use crate::text::TextRange;
use std::sync::Arc;

/// Which path a finding is reported at, seen from the member or element that holds its range.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum At {
    /// At that member or element.
    #[default]
    Here,
    /// At the object that holds it: unknown keys.
    Parent,
    /// So many steps above it.
    Above(usize),
    /// So many steps above it, and from there at a key, dotted, that may not exist.
    Beside(usize, &'static str),
    /// At the document: OpenClaw breaks down while it reads, and names no place.
    Root,
    /// At something below it that may not exist: a key that is missing. Dotted.
    Below(String),
}

/// Where a finding is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Over its range.
    Range,
    /// Over the key of the member whose value begins where the range begins; over the opener where there is no key.
    Owner,
}

/// One finding, with its place relative to the node that it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The stable code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The place, in bytes from the start of the node.
    pub range: TextRange,
    /// How the place is drawn.
    pub mark: Mark,
    /// The path that it is reported at.
    pub at: At,
    /// The sentence.
    pub message: String,
    /// How it is drawn.
    pub tags: Vec<Tag>,
    /// Other places in the same node, with what is to be seen there.
    pub related: Vec<(TextRange, String)>,
    /// What belongs in its place: the text of a value, or a key where it is drawn over one.
    pub meant: Option<String>,
    /// The rule in code that finds it, as in `data/releases/rules.tsv`: the releases that have it refuse the configuration.
    pub rule: Option<&'static str>,
    /// The checks of OpenClaw's security audit that it answers.
    pub answers: Vec<Answer>,
    /// Whether it only answers them: another finding tells the user.
    pub is_silent: bool,
}

/// How bad OpenClaw's security audit calls something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Worth knowing.
    Info,
    /// To be thought about.
    Warn,
    /// To be mended at once.
    Critical,
}

/// A check of OpenClaw's security audit that fails (docs/openclaw/security.md#checks).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The id of the check.
    pub check: String,
    /// How bad it is here.
    pub risk: Risk,
}

impl Finding {
    /// A finding over a range.
    pub fn new(code: &'static str, severity: Severity, range: TextRange, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            range,
            mark: Mark::Range,
            at: At::Here,
            message: message.into(),
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
            rule: None,
            answers: Vec::new(),
            is_silent: false,
        }
    }

    /// A finding of a rule in code, for which the releases that have the rule refuse the configuration.
    pub fn refused(
        rule: &'static str,
        code: &'static str,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        Self::error(code, range, message).rule(rule)
    }

    /// The same, under a rule in code.
    #[must_use]
    pub fn rule(self, rule: &'static str) -> Self {
        Self { rule: Some(rule), ..self }
    }

    /// The finding as it is for a release: an error exactly where that one refuses the configuration; nothing where it
    /// accepts what others refuse, or does not know the place.
    pub(super) fn of_release(mut self, version: Version) -> Option<Self> {
        let Some(history) = self.rule.and_then(|rule| release::rule(rule).or_else(|| release::row(rule)))
        else {
            return Some(self);
        };
        let own = history.at(version)?;
        let is_error = self.severity == Severity::Error;
        match own {
            Deed::Refuses | Deed::Mends => self.severity = Severity::Error,
            Deed::Reads | Deed::Migrates if is_error => return None,
            // Its schema says so; of the newest release the probe may be at fault.
            Deed::Unknown if is_error && version < release::newest() => return None,
            Deed::Reads | Deed::Migrates | Deed::Unknown => {}
        }
        Some(self)
    }

    /// A finding for which OpenClaw refuses the configuration.
    pub fn error(code: &'static str, range: TextRange, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, range, message)
    }

    /// A finding for which OpenClaw does not do what the text says.
    pub fn warning(code: &'static str, range: TextRange, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, range, message)
    }

    /// A finding that is worth knowing.
    pub fn information(code: &'static str, range: TextRange, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Information, range, message)
    }

    /// The same, drawn at the key of the value that begins where its range begins.
    #[must_use]
    pub fn on_owner(self) -> Self {
        Self { mark: Mark::Owner, range: TextRange::at(self.range.start, self.range.len().min(1)), ..self }
    }

    /// The same, as the answer to a check of OpenClaw's security audit.
    #[must_use]
    pub fn answering(mut self, check: impl Into<String>, risk: Risk) -> Self {
        self.answers.push(Answer { check: check.into(), risk });
        self
    }

    /// The same, told by another finding.
    #[must_use]
    pub fn silent(self) -> Self {
        Self { is_silent: true, ..self }
    }

    /// The same, reported at another path.
    #[must_use]
    pub fn at(self, at: At) -> Self {
        Self { at, ..self }
    }

    /// The same, with a tag.
    #[must_use]
    pub fn tagged(mut self, tag: Tag) -> Self {
        self.tags.push(tag);
        self
    }

    /// The same, with what belongs in its place, where that is known.
    #[must_use]
    pub fn meant(self, meant: Option<impl Into<String>>) -> Self {
        Self { meant: meant.map(Into::into), ..self }
    }

    /// The same, with another place that explains it.
    #[must_use]
    pub fn related(mut self, range: TextRange, message: impl Into<String>) -> Self {
        self.related.push((range, message.into()));
        self
    }
}

/// The codes of errors that leave a branch of a union in the running.
const BOUNDS: [&str; 6] =
    ["invalid-length", "pattern-mismatch", "invalid-format", "out-of-range", "invalid-count", "unknown-key"];

/// All findings of a node: its own, and those of the nodes below that have any. Cheap to keep, since clean parts of a
/// document are not in it.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) own: Vec<Finding>,
    pub(super) below: Vec<Below>,
    pub(super) errors: usize,
    /// Errors after which OpenClaw's validation gives a branch of a union up: all but bounds, patterns, formats and
    /// unknown keys.
    pub(super) fatal: usize,
}

/// The findings of a node inside another one.
#[derive(Debug)]
pub(super) struct Below {
    offset: usize,
    findings: Arc<Findings>,
    /// Whether OpenClaw reports them at the node itself, whatever their place: no branch of a union took the value.
    lifted: bool,
}

impl Findings {
    pub(super) fn push(&mut self, finding: Finding) {
        let error = finding.severity == Severity::Error;
        self.errors += usize::from(error);
        self.fatal += usize::from(error && !BOUNDS.contains(&finding.code));
        self.own.push(finding);
    }

    /// Adds what was found in a node that begins `offset` bytes after this one.
    pub(super) fn add(&mut self, offset: usize, findings: Arc<Self>) {
        self.take(Below { offset, findings, lifted: false });
    }

    /// Adds what was found in the branch of a union that was meant, for a value that no branch takes.
    pub(super) fn lift(&mut self, findings: Arc<Self>) {
        self.take(Below { offset: 0, findings, lifted: true });
    }

    fn take(&mut self, below: Below) {
        if !below.findings.is_empty() {
            self.errors += below.findings.errors;
            self.fatal += below.findings.fatal;
            self.below.push(below);
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty() && self.below.is_empty()
    }

    /// Calls `each` for every finding with the absolute offset of its node, and with that of the value whose path it
    /// is reported at where that is another one.
    pub(super) fn each<'f>(&'f self, start: usize, each: &mut impl FnMut(usize, &'f Finding, Option<usize>)) {
        self.each_at(start, None, each);
    }

    fn each_at<'f>(
        &'f self,
        start: usize,
        at: Option<usize>,
        each: &mut impl FnMut(usize, &'f Finding, Option<usize>),
    ) {
        for finding in &self.own {
            each(start, finding, at);
        }
        for below in &self.below {
            let start = start + below.offset;
            below.findings.each_at(start, at.or(below.lifted.then_some(start)), each);
        }
    }
}
