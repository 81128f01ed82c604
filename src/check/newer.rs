//! A reader that is newer than all that this program knows: what only our tables say is no verdict about it.

use super::stamp::other_release;
use crate::base::{Diagnostic, DocumentKind, Snapshot};
use crate::release::{self, Version};
use crate::text::TextRange;

/// What is found from the tables of models, providers, plugins and channels alone; a newer release may have more of each.
const OF_OUR_TABLES: [&str; 9] = [
    "unknown-provider",
    "unknown-model",
    "unresolved-model",
    "suppressed-model",
    "retired-model",
    "deprecated-model",
    "unknown-plugin",
    "unknown-channel",
    "unknown-web-search-provider",
];

/// What the manifests of the newer release say themselves, where they were read.
const OF_MANIFESTS: [&str; 2] = ["suppressed-model", "deprecated-model"];

/// Takes back what our tables do not know of a newer release, and says once that this program is older than it.
pub(super) fn judge(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let reader = snapshot.world.reader();
    if reader.is_known() {
        return;
    }
    let is_told = snapshot.world.catalog().is_told();
    found.retain(|one| !OF_OUR_TABLES.contains(&one.code) || is_told && OF_MANIFESTS.contains(&one.code));
    if snapshot.kind == DocumentKind::Main {
        found.insert(0, older_than(snapshot, release::newest()));
    }
}

fn older_than(snapshot: &Snapshot, newest: Version) -> Diagnostic {
    let reader = snapshot.world.reader();
    let start = snapshot.tree.value().map_or(0, |value| value.range().start);
    let (release, reason) = (reader.release, reader.because.reason());
    let message = format!(
        "OpenClaw {release}, {reason}, is newer than all that openclaw-lsp knows, which is up to {newest}: update openclaw-lsp"
    );
    other_release(TextRange::empty(start), "<root>", message)
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Options, Snapshot, World};
    use crate::check::diagnostics;
    use crate::release::{Version, newest};
    use crate::schema::Schema;
    use std::sync::Arc;

    const TEXT: &str = "{ agents: { defaults: { model: { primary: 'nobody/m', fallbacks: ['google/gemini-2.0-flash'] } } } }";

    fn codes(installed: Option<Version>) -> Vec<&'static str> {
        let world = World::new(Schema::embedded(), Options { installed, ..Options::default() });
        let snapshot = Snapshot::new(TEXT, DocumentKind::Main, Arc::new(world));
        diagnostics(&snapshot).into_iter().map(|one| one.code).collect()
    }

    #[test]
    fn what_only_our_tables_say_is_silent_for_a_newer_release() {
        let [year, ..] =
            newest().to_string().split('.').map(|one| one.parse().unwrap_or(0)).collect::<Vec<u16>>()[..]
        else {
            panic!("a release has a year");
        };
        let newer = format!("{}.1.1", year + 1).parse().expect("a release");
        assert_eq!(codes(Some(newer)), ["other-release"]);
        let now = codes(Some(newest()));
        assert!(now.contains(&"suppressed-model") && !now.contains(&"other-release"), "{now:?}");
    }
}
