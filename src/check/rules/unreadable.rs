//! What OpenClaw's reader breaks down on: it names no place and no other fault, so each is said where it stands
//! (docs/openclaw/reading.md#what-breaks-the-reader).

use crate::check::{At, Finding, Place, Rule};
use crate::config::placeholder::placeholders;
use crate::syntax::{Scalar, Value};
use crate::text::TextRange;
use url::Url;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "env{,.vars}.*", needs: &[], check: inherited },
    Rule { at: "{,nodeHost.}mcp.servers.*.oauth.clientMetadataUrl", needs: &[], check: metadata },
    Rule { at: "secrets.defaults.env", needs: &[], check: default_provider },
    Rule { at: "cloudWorkers.projectProfiles.constructor", needs: &[], check: repository },
];

/// What every JavaScript object has without being asked.
const INHERITED: [&str; 11] = [
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// OpenClaw asks whether the environment has the name already, finds what every object has, and gives up on reading the
/// file. Blank values and those with a `${…}` are passed over before that.
fn inherited(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let Some(text) = place.value.as_str() else { return };
    if !INHERITED.contains(&&*key) || text.trim().is_empty() || !placeholders(&text).is_empty() {
        return;
    }
    if let Some(token) = place.entry.key_token() {
        let message =
            format!("OpenClaw cannot read a file with a variable named `{key}`: rename or remove it");
        found.push(unreadable("unreadable/inherited", token.range, message));
    }
}

/// The address is taken apart before anything is checked.
fn metadata(place: &Place<'_>, found: &mut Vec<Finding>) {
    if place.text().is_some_and(|text| Url::parse(&text).is_err()) {
        let message = "OpenClaw cannot read a file in which this text is not a URL: write one with `https://` and a path";
        found.push(unreadable("unreadable/metadata", place.value.range(), message));
    }
}

/// The name is trimmed before anything is checked.
fn default_provider(place: &Place<'_>, found: &mut Vec<Finding>) {
    let null = place.value.scalar().is_some_and(Scalar::is_null);
    if place.value.as_str().is_none() && !null {
        let message =
            "OpenClaw cannot read a file in which this is not a string: write the name of a secret provider";
        let finding = unreadable("unreadable/default_provider", place.value.range(), message);
        found.push(if matches!(place.value, Value::Node(_)) { finding.on_owner() } else { finding });
    }
}

fn repository(place: &Place<'_>, found: &mut Vec<Finding>) {
    if let Some(token) = place.entry.key_token() {
        let message = "OpenClaw cannot read a file with a repository named `constructor`: remove it";
        found.push(unreadable("unreadable/repository", token.range, message));
    }
}

fn unreadable(rule: &'static str, range: TextRange, message: impl Into<String>) -> Finding {
    Finding::refused(rule, "unreadable-value", range, message).at(At::Root)
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check, errors};
    use expect_test::expect;

    #[test]
    fn a_variable_has_no_name_that_objects_have() {
        check(
            "{ env: { vars: { toString: 'x' } } }",
            &expect![[r#"
            error unreadable-value <root> `toString`: OpenClaw cannot read a file with a variable named `toString`: rename or remove it
        "#]],
        );
        errors("{ env: { toString: 'x' } }", &["<root>"]);
        errors(
            "{ nodeHost: { mcp: { servers: { a: { oauth: { clientMetadataUrl: 'x' } } } } } }",
            &["<root>"],
        );
        errors("{ secrets: { defaults: { env: false } } }", &["<root>"]);
        errors("{ secrets: { defaults: { env: null } } }", &["secrets.defaults.env"]);
        errors("{ cloudWorkers: { projectProfiles: { constructor: 'x' } } }", &["<root>"]);
        accepts(&["{ env: { vars: { FOO: 'x', prototype: 'x' } } }"]);
        // What OpenClaw ignores cannot hurt it.
        errors("{ env: { vars: { constructor: ' ', valueOf: 'a${B}' } } }", &[]);
    }
}
