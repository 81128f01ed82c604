//! How many findings are told at once.

use super::codes::TOO_MANY;
use super::{Diagnostic, Severity};

/// The most findings of one document that an editor gets: it draws each of them, and nobody reads more.
pub const MOST_FINDINGS: usize = 1_000;

/// At most so many of the findings of a document, the worst of them, by position, and a last one that counts the rest.
pub fn limited(mut found: Vec<Diagnostic>, most: usize) -> Vec<Diagnostic> {
    if found.len() <= most {
        return found;
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    // The sort is stable: of equally bad ones the first stay.
    order.sort_by_key(|index| found.get(*index).map(|one| one.severity));
    let mut is_shown = vec![false; found.len()];
    order.iter().take(most).for_each(|index| is_shown[*index] = true);
    let rest = rest(&found, &is_shown);
    let mut shown = is_shown.iter();
    found.retain(|_| shown.next() == Some(&true));
    found.extend(rest);
    found
}

/// The finding that counts those that are not shown, at the first of them.
fn rest(found: &[Diagnostic], is_shown: &[bool]) -> Option<Diagnostic> {
    let hidden = || found.iter().zip(is_shown).filter(|(_, shown)| !**shown).map(|(one, _)| one);
    let first = hidden().next()?;
    let count = hidden().count();
    let errors = hidden().filter(|one| one.severity == Severity::Error).count();
    let among = if errors > 0 { format!(", {errors} of them errors") } else { String::new() };
    Some(Diagnostic {
        code: TOO_MANY,
        severity: Severity::Information,
        range: first.range,
        path: first.path.clone(),
        message: format!(
            "{count} more findings are not shown{among}: fix the others first, or list all with `openclaw-lsp check --all`"
        ),
        tags: Vec::new(),
        related: Vec::new(),
        meant: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    fn one(at: usize, severity: Severity) -> Diagnostic {
        Diagnostic {
            code: "unknown-key",
            severity,
            range: TextRange::at(at, 1),
            path: String::new(),
            message: format!("{at}"),
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        }
    }

    #[test]
    fn the_worst_stay_in_their_places_and_the_rest_is_counted() {
        let severities =
            [Severity::Hint, Severity::Error, Severity::Warning, Severity::Error, Severity::Error];
        let found: Vec<_> =
            severities.into_iter().enumerate().map(|(at, severity)| one(at, severity)).collect();
        assert_eq!(limited(found.clone(), 5), found);
        let limited = limited(found, 2);
        let told: Vec<&str> = limited.iter().map(|one| &*one.message).collect();
        let rest = "3 more findings are not shown, 1 of them errors: fix the others first, or list all with `openclaw-lsp check --all`";
        assert_eq!(told, ["1", "3", rest]);
        assert_eq!((limited[2].code, limited[2].range), ("too-many-findings", TextRange::at(0, 1)));
    }
}
