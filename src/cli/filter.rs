//! Which findings are told, and which of them make `check` fail.

use super::args::{Deny, FilterArgs, Level};
use super::tally::Tally;
use super::terminal::Status;
use crate::base::{Diagnostic, Severity, codes};
use crate::text::nearest::nearest;

/// What `--select`, `--ignore`, `--min-severity`, `--deny` and `--exit-zero` come to.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    select: Vec<String>,
    ignore: Vec<String>,
    least: Severity,
    deny: Option<Deny>,
    exit_zero: bool,
}

impl Filter {
    /// The filter that the arguments ask for.
    ///
    /// # Errors
    ///
    /// When a code is none of ours: a misspelt one would hide nothing, or everything.
    pub(super) fn new(args: &FilterArgs) -> Result<Self, String> {
        let mut given = args.select.iter().chain(&args.ignore);
        if let Some(unknown) = given.find(|code| codes::find(code).is_none()) {
            return Err(unknown_code(unknown));
        }
        Ok(Self {
            select: args.select.clone(),
            ignore: args.ignore.clone(),
            least: severity(args.min_severity),
            deny: args.deny,
            exit_zero: args.exit_zero,
        })
    }

    /// Whether a finding is told.
    pub(super) fn takes(&self, finding: &Diagnostic) -> bool {
        let is = |code: &String| code == finding.code;
        (self.select.is_empty() || self.select.iter().any(is))
            && !self.ignore.iter().any(is)
            && finding.severity <= self.least
    }

    /// The exit status for what was told.
    pub(super) fn status(&self, total: Tally) -> Status {
        let denied = match self.deny {
            None => 0,
            Some(Deny::Warnings) => total.warnings,
            Some(Deny::Notes) => total.warnings + total.notes,
        };
        if self.exit_zero || total.errors + denied == 0 { Status::Clean } else { Status::Errors }
    }
}

/// Says that a code does not exist, and which one is probably meant.
pub(super) fn unknown_code(code: &str) -> String {
    let meant = nearest(code, codes::ALL.iter().map(|known| known.code));
    let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    format!("`{code}` is not a diagnostic code{hint} (`openclaw-lsp explain-code` lists them)")
}

const fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Information => Severity::Information,
        Level::Hint => Severity::Hint,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args() -> FilterArgs {
        FilterArgs {
            select: Vec::new(),
            ignore: Vec::new(),
            min_severity: Level::Hint,
            exit_zero: false,
            deny: None,
        }
    }

    fn finding(code: &'static str, severity: Severity) -> Diagnostic {
        Diagnostic {
            code,
            severity,
            range: crate::text::TextRange::empty(0),
            path: String::new(),
            message: String::new(),
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        }
    }

    #[test]
    fn what_is_ignored_is_not_told_even_when_it_is_selected() {
        let codes = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let filter = FilterArgs {
            select: codes(&["unknown-key", "wrong-type"]),
            ignore: codes(&["wrong-type"]),
            ..args()
        };
        let filter = Filter::new(&filter).unwrap();
        assert!(filter.takes(&finding("unknown-key", Severity::Error)));
        assert!(!filter.takes(&finding("wrong-type", Severity::Error)));
        assert!(!filter.takes(&finding("invalid-path", Severity::Error)));
    }

    #[test]
    fn the_least_severity_is_told_too() {
        let filter = Filter::new(&FilterArgs { min_severity: Level::Warning, ..args() }).unwrap();
        assert!(filter.takes(&finding("admin-key", Severity::Warning)));
        assert!(!filter.takes(&finding("unknown-model", Severity::Information)));
    }

    #[test]
    fn a_misspelt_code_is_refused_with_the_one_that_is_meant() {
        let wrong = FilterArgs { ignore: vec!["unknwon-key".to_owned()], ..args() };
        let said = Filter::new(&wrong).unwrap_err();
        assert!(said.contains("did you mean `unknown-key`?"), "{said}");
    }

    #[test]
    fn the_status_follows_what_is_denied() {
        let warned = Tally { files: 1, warnings: 1, ..Tally::default() };
        let noted = Tally { files: 1, notes: 1, ..Tally::default() };
        let failed = Tally { files: 1, errors: 1, ..Tally::default() };
        let status = |deny, exit_zero, total| {
            Filter::new(&FilterArgs { exit_zero, deny, ..args() }).unwrap().status(total)
        };
        assert_eq!(status(None, false, warned), Status::Clean);
        assert_eq!(status(Some(Deny::Warnings), false, warned), Status::Errors);
        assert_eq!(status(Some(Deny::Warnings), false, noted), Status::Clean);
        assert_eq!(status(Some(Deny::Notes), false, noted), Status::Errors);
        assert_eq!(status(Some(Deny::Notes), true, failed), Status::Clean);
    }
}
