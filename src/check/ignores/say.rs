//! What there is to say of a comment that ignores findings.

use super::apply::Use;
use super::directive::{Directive, IGNORE, IGNORE_FILE, Named, Scope};
use crate::base::codes::{self, INVALID_IGNORE, UNUSED_IGNORE};
use crate::base::{Diagnostic, Severity, Snapshot, Tag};
use crate::check::collect;
use crate::check::finding::Finding;
use crate::text::TextRange;
use crate::text::nearest::nearest;

/// Where a comment cannot do what it says, or does nothing.
pub(super) fn of(snapshot: &Snapshot, directive: &Directive, uses: &[Use]) -> Vec<Diagnostic> {
    let findings = match misplaced(directive) {
        Some(finding) => vec![finding],
        None => of_codes(directive, uses),
    };
    let tree = &snapshot.tree;
    findings.iter().map(|finding| collect::mask(tree, collect::diagnostic(tree, 0, finding, None))).collect()
}

/// Where the comment as a whole says nothing that can be followed.
fn misplaced(directive: &Directive) -> Option<Finding> {
    let Directive { comment, verb, codes, .. } = directive;
    let word = if directive.scope == Scope::File { IGNORE_FILE } else { IGNORE };
    if verb.code != word {
        let message = format!("`{}` is not an instruction: write `{word}`", verb.code);
        return Some(Finding::information(INVALID_IGNORE, verb.range, message).meant(Some(word)));
    }
    if codes.is_empty() {
        let message = format!("this ignores nothing: name the codes, as in `{word} unknown-model`");
        return Some(Finding::information(INVALID_IGNORE, *comment, message));
    }
    let message = "this is about the whole file only at its top, before the first brace";
    (!directive.counts).then(|| Finding::information(INVALID_IGNORE, *comment, message))
}

fn of_codes(directive: &Directive, uses: &[Use]) -> Vec<Finding> {
    let is_unused = |(named, outcome): (&Named, &Use)| is_known(named) && *outcome == Use::default();
    let pairs = || directive.codes.iter().zip(uses);
    if pairs().all(is_unused) {
        let names: Vec<String> = directive.codes.iter().map(|named| format!("`{}`", named.code)).collect();
        return vec![unused(directive.comment, &names.join(", "), directive.scope)];
    }
    pairs().filter_map(|(named, outcome)| of_code(directive, named, *outcome)).collect()
}

fn is_known(named: &Named) -> bool {
    codes::find(&named.code).is_some()
}

fn of_code(directive: &Directive, named: &Named, outcome: Use) -> Option<Finding> {
    let code = &named.code;
    if !is_known(named) {
        return Some(unknown(named));
    }
    if outcome.ignores {
        return None;
    }
    if let Some(line) = outcome.refused {
        let line = line + 1;
        let message = format!(
            "OpenClaw refuses the configuration for the `{code}` of line {line}: it cannot be ignored"
        );
        return Some(Finding::information(INVALID_IGNORE, named.range, message));
    }
    Some(unused(named.range, &format!("`{code}`"), directive.scope))
}

fn unknown(named: &Named) -> Finding {
    let meant = nearest(&named.code, codes::ALL.iter().map(|known| known.code));
    let hint = match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`openclaw-lsp explain-code` lists them".to_owned(),
    };
    let message = format!("`{}` is not a diagnostic code: {hint}", named.code);
    Finding::information(INVALID_IGNORE, named.range, message).meant(meant)
}

fn unused(range: TextRange, names: &str, scope: Scope) -> Finding {
    let place = match scope {
        Scope::File => "this file".to_owned(),
        Scope::Line(line) => format!("line {}", line + 1),
    };
    let message = format!("this ignores nothing: {place} has no finding of {names}");
    Finding::new(UNUSED_IGNORE, Severity::Hint, range, message).tagged(Tag::Unnecessary)
}
