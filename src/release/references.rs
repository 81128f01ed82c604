//! What releases make of references to models: `data/releases/references.tsv`.

use super::{Span, Version};
use crate::text::cells;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

const TEXT: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/releases/references.tsv"));

/// What a release makes of a reference such as `openai/gpt-4o`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fate {
    /// Whether it refuses a configuration with the reference as a model.
    pub refused: bool,
    /// What `openclaw doctor --fix` writes in its place; nothing where it leaves the reference.
    pub becomes: Option<&'static str>,
}

static FATES: LazyLock<FxHashMap<&'static str, Vec<(Fate, Span)>>> = LazyLock::new(|| {
    let mut fates: FxHashMap<&str, Vec<(Fate, Span)>> = FxHashMap::default();
    for (reference, fate, span) in TEXT.lines().skip(1).filter_map(line) {
        fates.entry(reference).or_default().push((fate, span));
    }
    fates
});

/// A line that cannot be read is left out; a test sees to it that there is none.
fn line(line: &'static str) -> Option<(&'static str, Fate, Span)> {
    let mut cells = cells(line);
    let (reference, what, becomes) = (cells.next()?, cells.next()?, cells.next()?);
    let (since, until) = (cells.next()?, cells.next()?);
    cells.next().is_none().then_some(())?;
    let refused = match what {
        "refuses" => true,
        "reads" => false,
        _ => return None,
    };
    let becomes = Some(becomes).filter(|becomes| !becomes.is_empty());
    Some((reference, Fate { refused, becomes }, Span::read(since, until).ok()?))
}

/// What a release makes of a reference; nothing where it takes it as it is, or was not asked about it.
pub fn fate(reference: &str, version: Version) -> Option<Fate> {
    FATES.get(reference)?.iter().find(|(_, span)| span.includes(version)).map(|(fate, _)| *fate)
}

/// Whether any release refuses a reference.
pub fn is_ever_refused(reference: &str) -> bool {
    FATES.get(reference).is_some_and(|fates| fates.iter().any(|(fate, _)| fate.refused))
}

/// Whether the `doctor --fix` of any release replaces a reference.
pub fn is_ever_replaced(reference: &str) -> bool {
    FATES.get(reference).is_some_and(|fates| fates.iter().any(|(fate, _)| fate.becomes.is_some()))
}

#[cfg(test)]
mod tests {
    use super::{TEXT, fate, line};
    use crate::release::newest;

    #[test]
    fn every_line_is_read() {
        for text in TEXT.lines().skip(1) {
            assert!(line(text).is_some(), "{text}");
        }
    }

    #[test]
    fn retired_models_have_successors_from_the_release_that_retired_them() {
        let newest = newest();
        let now = fate("openai/gpt-4o", newest).expect("it is retired");
        assert!(!now.refused && now.becomes.is_some_and(|becomes| becomes.starts_with("openai/")));
        assert_eq!(fate("openai/gpt-4o", "2026.2.26".parse().expect("a release")), None);
        assert!(fate("google/gemini-2.0-flash", newest).is_some_and(|fate| fate.refused));
    }
}
