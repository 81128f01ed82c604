//! Names that `env.vars` may not have.

use crate::analysis::check::{Finding, Place, Rule};
use crate::config::placeholder::placeholders;

pub(super) const RULES: &[Rule] = &[Rule { at: "env.vars.*", needs: &[], check: inherited }];

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
/// file (VALIDATION §2). Blank values and those with a `${…}` are passed over before that.
fn inherited(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let Some(text) = place.value.as_str() else { return };
    if !INHERITED.contains(&&*key) || text.trim().is_empty() || !placeholders(&text).is_empty() {
        return;
    }
    if let Some(token) = place.entry.key_token() {
        let message =
            format!("OpenClaw cannot read a file with a variable named `{key}`: rename or remove it");
        found.push(Finding::error("misplaced-key", token.range, message));
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn a_variable_has_no_name_that_objects_have() {
        check(
            "{ env: { vars: { toString: 'x' } } }",
            &expect![[r#"
            error misplaced-key env.vars.toString `toString`: OpenClaw cannot read a file with a variable named `toString`: rename or remove it
        "#]],
        );
        accepts(&[
            "{ env: { vars: { FOO: 'x', prototype: 'x', constructor: ' ' } } }",
            "{ env: { vars: { valueOf: 'a${B}' } } }",
        ]);
    }
}
