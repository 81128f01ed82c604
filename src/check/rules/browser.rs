//! `browser.profiles.*`: how a profile reaches its browser (docs/openclaw/validation.md#browser).

use super::plain::{has_text, is_open, member_text};
use crate::check::{Finding, Place, Rule};
use crate::schema::format::trim;
use crate::syntax::{Entry, Node, Scalar, Value};
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "browser.profiles.*", needs: &[], check: profile },
    Rule { at: "browser", needs: &[], check: default_profile },
];

/// The profiles that OpenClaw brings.
const BUILT_IN: [&str; 3] = ["openclaw", "user", "chrome"];

fn default_profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(browser) = place.object().filter(|browser| !is_open(place, *browser)) else { return };
    let profiles = browser.get("profiles").and_then(Value::object);
    let Some((name, value)) = member_text(browser, "defaultProfile").zip(browser.get("defaultProfile"))
    else {
        return;
    };
    let name = trim(&name);
    let is_declared = profiles.is_some_and(|profiles| profiles.has(name) || profiles.has("$include"));
    if name.is_empty() || BUILT_IN.contains(&name) || is_declared {
        return;
    }
    let declared: Vec<_> = profiles.into_iter().flat_map(Node::entries).filter_map(Entry::key).collect();
    let meant = nearest(name, declared.iter().map(|key| &**key).chain(BUILT_IN));
    let rest = meant.map_or_else(
        || "add it to `browser.profiles`".to_owned(),
        |meant| format!("did you mean `{meant}`?"),
    );
    let message = format!("there is no browser profile `{name}`, and OpenClaw does not report it: {rest}");
    found.push(Finding::warning("unknown-browser-profile", value.range(), message).meant(meant));
}

fn profile(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(node) = place.object() else { return };
    let Some(driver) = driver(node) else { return };
    let mut report = |rule, code, message: &str| {
        found.push(Finding::refused(rule, code, place.value.range(), message).on_owner());
    };
    let attached = matches!(&*driver, "existing-session" | "extension");
    if !attached && !is_open(place, node) && !has_port(node) && !is_set(node, "cdpUrl") {
        report(
            "browser/profile-no-way-at-all",
            "missing-required",
            "this profile reaches no browser: write `cdpPort` or `cdpUrl`",
        );
    }
    if driver != "existing-session" && is_set(node, "userDataDir") {
        report(
            "browser/profile-user-data-dir",
            "conflicting-keys",
            "`userDataDir` works only with `driver: \"existing-session\"`: set the driver or remove the folder",
        );
    }
    if driver == "extension" && is_set(node, "cdpUrl") {
        report(
            "browser/profile-extension",
            "conflicting-keys",
            "`cdpUrl` cannot be combined with `driver: \"extension\"`, whose relay has its own address: remove it",
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
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn the_default_profile_is_one_of_them() {
        check(
            "{ browser: { defaultProfile: 'wrok', profiles: { work: { cdpPort: 18801 } } } }",
            &expect![[r#"
                warning unknown-browser-profile browser.defaultProfile `'wrok'`: there is no browser profile `wrok`, and OpenClaw does not report it: did you mean `work`?
            "#]],
        );
        check(
            "{ browser: { defaultProfile: 'zzzz' } }",
            &expect![[r#"
            warning unknown-browser-profile browser.defaultProfile `'zzzz'`: there is no browser profile `zzzz`, and OpenClaw does not report it: add it to `browser.profiles`
        "#]],
        );
        accepts(&[
            "{ browser: { defaultProfile: 'user' } }",
            "{ browser: { defaultProfile: ' work ', profiles: { work: { cdpPort: 18801 } } } }",
            "{ browser: { defaultProfile: 'work', profiles: { $include: './profiles.json5' } } }",
            "{ browser: { defaultProfile: '${PROFILE}' } }",
        ]);
    }

    #[test]
    fn a_profile_needs_a_way_to_its_browser() {
        check(
            "{ browser: { profiles: { work: { headless: true }, own: { driver: 'extension', cdpUrl: 'ws://h' } } } }",
            &expect![[r#"
                error missing-required browser.profiles.work `work`: this profile reaches no browser: write `cdpPort` or `cdpUrl`
                error conflicting-keys browser.profiles.own `own`: `cdpUrl` cannot be combined with `driver: "extension"`, whose relay has its own address: remove it
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
