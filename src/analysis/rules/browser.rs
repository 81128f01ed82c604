//! `browser.profiles.*`: how a profile reaches its browser (VALIDATION §4, `disagreements.tsv`: browser.profiles).

use super::plain::{has_text, is_open, member_text};
use crate::analysis::check::{Finding, Place, Rule};
use crate::syntax::{Node, Scalar, Value};

pub(super) const RULES: &[Rule] = &[Rule { at: "browser.profiles.*", needs: &[], check: profile }];

fn profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object() else { return };
    let Some(driver) = driver(node) else { return };
    let mut report = |code, message: &str| {
        found.push(Finding::error(code, place.value.range(), message).on_owner());
    };
    let attached = matches!(&*driver, "existing-session" | "extension");
    if !attached && !is_open(place, node) && !has_port(node) && !is_set(node, "cdpUrl") {
        report("missing-required", "this profile reaches no browser: write `cdpPort` or `cdpUrl`");
    }
    if driver != "existing-session" && is_set(node, "userDataDir") {
        report(
            "conflicting-keys",
            "`userDataDir` works only with `driver: \"existing-session\"`: set the driver or remove the folder",
        );
    }
    if driver == "extension" && is_set(node, "cdpUrl") {
        report(
            "conflicting-keys",
            "`cdpUrl` does not go with `driver: \"extension\"`, whose relay has its own address: remove it",
        );
    }
}

/// The driver; `None` where it is not known yet.
fn driver(node: Node<'_>) -> Option<std::borrow::Cow<'_, str>> {
    if node.has("driver") { member_text(node, "driver") } else { Some("openclaw".into()) }
}

fn has_port(node: Node<'_>) -> bool {
    node.get("cdpPort").and_then(Value::scalar).is_some_and(|port| Scalar::as_f64(port) != Some(0.0))
}

/// Whether a text is there that JavaScript takes for true: a blank one is.
fn is_set(node: Node<'_>, key: &str) -> bool {
    has_text(node, key) || node.get(key).and_then(Value::as_str).is_some_and(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use crate::analysis::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn a_profile_needs_a_way_to_its_browser() {
        check(
            "{ browser: { profiles: { work: { headless: true }, own: { driver: 'extension', cdpUrl: 'ws://h' } } } }",
            &expect![[r#"
                error missing-required browser.profiles.work `work`: this profile reaches no browser: write `cdpPort` or `cdpUrl`
                error conflicting-keys browser.profiles.own `own`: `cdpUrl` does not go with `driver: "extension"`, whose relay has its own address: remove it
            "#]],
        );
        check(
            "{ browser: { profiles: { work: { cdpPort: 1, userDataDir: '/d' } } } }",
            &expect![[r#"
            error conflicting-keys browser.profiles.work `work`: `userDataDir` works only with `driver: "existing-session"`: set the driver or remove the folder
        "#]],
        );
        accepts(&[
            "{ browser: { profiles: { work: { cdpPort: 9222 } } } }",
            "{ browser: { profiles: { work: { driver: 'existing-session', userDataDir: '/d' } } } }",
            "{ browser: { profiles: { work: { $include: './profile.json5' } } } }",
        ]);
    }
}
