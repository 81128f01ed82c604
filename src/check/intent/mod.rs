//! Values of the wrong type whose intention is plain: `heartbeat: false`, `models: ["a/b"]`, `"30s"` for a number of seconds.
//!
//! [`meant_form`] makes the value that was meant. It is only given out where OpenClaw takes it.

mod keyed;
mod misfit;
mod objects;
mod scalars;

#[cfg(test)]
mod tests;

use crate::base::{Diagnostic, Snapshot};
use crate::schema::TypeSet;
use misfit::Misfit;

/// The codes whose findings are looked at.
const CODES: [&str; 3] = ["wrong-type", "no-union-branch", "invalid-enum-value"];

/// The source of the value that was meant by the one whose finding begins at an offset, and whether it may be shown.
pub fn meant_form(snapshot: &Snapshot, offset: usize) -> Option<(String, bool)> {
    let misfit = Misfit::at(snapshot, offset)?;
    let form = forms(&misfit).into_iter().find(|form| misfit.is_taken(form))?;
    let is_shown = misfit.is_shown(&form);
    Some((form, is_shown))
}

/// What may have been meant, the likeliest first.
fn forms(misfit: &Misfit<'_>) -> Vec<String> {
    let mut found = Vec::new();
    if misfit.expects(TypeSet::BOOLEAN) {
        found.extend(scalars::boolean(misfit));
    }
    if misfit.expects(TypeSet::NUMBER) || misfit.expects(TypeSet::INTEGER) {
        found.extend(scalars::number(misfit));
    }
    if misfit.expects(TypeSet::STRING) {
        found.extend(scalars::text(misfit));
    }
    if misfit.expects(TypeSet::ARRAY) {
        found.extend(objects::array(misfit));
    }
    if misfit.expects(TypeSet::OBJECT) {
        found.extend(objects::object(misfit));
        found.extend(keyed::record(misfit));
    }
    found
}

/// Gives the findings of references to secrets where only text goes a code of their own.
pub(super) fn name_references(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    for finding in found.iter_mut().filter(|one| CODES.contains(&one.code)) {
        let misfit = Misfit::at(snapshot, finding.range.start).filter(scalars::is_reference);
        if let Some(misfit) = misfit {
            finding.code = "misplaced-secret-reference";
            finding.message = reference_sentence(&misfit);
        }
    }
}

/// Says of each value of the wrong type in which form it is taken.
pub(super) fn improve(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    for finding in found.iter_mut().filter(|one| CODES.contains(&one.code)) {
        let Some(misfit) = Misfit::at(snapshot, finding.range.start) else { continue };
        if let Some(words) = keyed::sentence(&misfit) {
            finding.message = format!("{}: {words}", finding.message);
            continue;
        }
        let is_known = finding.meant.is_some() || finding.message.contains("write `");
        let form = forms(&misfit).into_iter().find(|form| misfit.is_taken(form)).filter(|_| !is_known);
        if let Some(form) = form.filter(|form| misfit.is_shown(form)) {
            finding.message = format!("{}: write `{form}`", finding.message);
        }
    }
}

fn reference_sentence(misfit: &Misfit<'_>) -> String {
    match scalars::variable(misfit) {
        Some(form) => format!("OpenClaw takes no reference to a secret here, only text: write `{form}`"),
        None => {
            "OpenClaw takes no reference to a secret here, only text: write a `${VARIABLE}` that is set where it runs".to_owned()
        }
    }
}
