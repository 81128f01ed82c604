//! Fixtures mark the cursor with `$0`; it stands before the character that the mouse points at.

mod cache;
mod credentials;
mod keys;
mod live;
mod properties;
mod values;

use super::hover;
use crate::base::{DocumentKind, Options, Snapshot, World};
use crate::release::newest;
use crate::schema::Schema;
use expect_test::Expect;
use std::sync::Arc;

fn snapshot(text: &str, env_names: &[&str]) -> Snapshot {
    let env_names = env_names.iter().map(|name| (*name).to_owned()).collect();
    let world = World::new(Schema::embedded(), Options { env_names, ..Options::default() });
    Snapshot::new(text, DocumentKind::Main, Arc::new(world))
}

fn shown(fixture: &str, env_names: &[&str]) -> Option<(String, String)> {
    let offset = fixture.find("$0").expect("a cursor");
    let text = fixture.replacen("$0", "", 1);
    let found = hover(&snapshot(&text, env_names), offset)?;
    // The newest release is what the data say it is.
    let markdown = found.markdown.replace(&newest().to_string(), "NEWEST");
    Some((text[found.range.start..found.range.end].to_owned(), markdown))
}

/// The lines of a hover that begin as one of these.
#[track_caller]
#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
pub(super) fn check_facts(fixture: &str, begins: &[&str], expected: Expect) {
    let (_, markdown) = shown(fixture, &[]).expect("a hover");
    let is_ours = |line: &&str| begins.iter().any(|begin| line.starts_with(begin));
    expected.assert_eq(&markdown.lines().filter(is_ours).collect::<Vec<_>>().join("\n"));
}

#[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
fn check(fixture: &str, expected: Expect) {
    let said = shown(fixture, &[])
        .map_or_else(|| "nothing".to_owned(), |(token, markdown)| format!("{token}\n{markdown}"));
    expected.assert_eq(&said);
}
