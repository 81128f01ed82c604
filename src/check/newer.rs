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

/// What the schema of another release says of what it does not know: the newer one may.
const OF_ANOTHER_SCHEMA: [&str; 3] = ["unknown-key", "invalid-enum-value", "no-union-branch"];

/// Takes back what our tables do not know of a newer release, and says once that this program is older than it.
pub(super) fn judge(snapshot: &Snapshot, found: &mut Vec<Diagnostic>) {
    let reader = snapshot.world.reader();
    if reader.is_known() {
        return;
    }
    if snapshot.world.schema.version() != reader.release.to_string() {
        found.retain(|one| !OF_ANOTHER_SCHEMA.contains(&one.code));
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
        "OpenClaw {release}, {reason}, is newer than the newest release that openclaw-lsp knows, {newest}: update openclaw-lsp"
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

    /// Without the schema of the newer release nobody knows which keys and words it has.
    #[test]
    fn what_another_schema_does_not_know_is_silent() {
        let newer = "2999.1.1".parse().expect("a release");
        let world = World::new(Schema::embedded(), Options { installed: Some(newer), ..Options::default() });
        let text = "{ novelty: 1, logging: { level: 'loud' }, gateway: { port: 'x' } }";
        let snapshot = Snapshot::new(text, DocumentKind::Main, Arc::new(world));
        let found: Vec<&str> = diagnostics(&snapshot).into_iter().map(|one| one.code).collect();
        assert_eq!(found, ["other-release", "wrong-type"]);
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
