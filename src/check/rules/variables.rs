//! Variables of `env.vars` that OpenClaw ignores in silence.

use crate::check::{Finding, Place, Rule};
use crate::config::environment::Skipped;
use crate::config::placeholder::placeholders;
use crate::schema::format::trim;

pub(super) const RULES: &[Rule] = &[Rule { at: "env.vars.*", needs: &[], check: ignored }];

fn ignored(place: &Place<'_>, found: &mut Vec<Finding>) {
    let (key, Some(value)) = (place.key(), place.value.as_str()) else { return };
    // Other files may stand among the variables.
    let Some(skipped) = Skipped::of(&key, &value).filter(|_| key != "$include") else { return };
    let name = trim(&key);
    let is_own = skipped == Skipped::Variable && placeholders(&value).iter().any(|part| part.name == name);
    let message = if is_own { own(name) } else { message(skipped, name) };
    let finding = Finding::warning("ignored-variable", place.value.range(), message);
    // What is wrong with the name is shown at the name.
    let is_name = matches!(skipped, Skipped::Name | Skipped::Refused);
    found.push(if is_name { finding.on_owner() } else { finding });
}

/// The sentence for a variable that is to be made of itself.
fn own(name: &str) -> String {
    format!(
        "`{name}` cannot refer to itself, and OpenClaw ignores it: remove it, and set `{name}` where the gateway is started"
    )
}

/// The sentence. It never repeats a value, which may be a secret.
fn message(skipped: Skipped, name: &str) -> String {
    match skipped {
        Skipped::Name => format!(
            "OpenClaw ignores `{name}`: the name of a variable has only letters, digits and `_`, and does not begin with a digit"
        ),
        Skipped::Refused => format!(
            "OpenClaw does not accept `{name}` from a configuration: set it where the gateway is started, if it is needed"
        ),
        Skipped::Blank => {
            format!(
                "OpenClaw ignores `{name}`, because its value is blank: write the value, or remove the variable"
            )
        }
        Skipped::Variable => format!(
            "OpenClaw ignores `{name}`, because its value holds `${{…}}`: write the value itself, or use the other \
             variable where `{name}` is used"
        ),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn what_sets_nothing_is_told() {
        check(
            "{ env: { vars: { 'A-B': 'x', NODE_OPTIONS: 'x', EMPTY: ' ', NESTED: 'a${TOKEN}', TOKEN: 'x' } } }",
            &expect![[r#"
                warning ignored-variable env.vars.A-B `'A-B'`: OpenClaw ignores `A-B`: the name of a variable has only letters, digits and `_`, and does not begin with a digit
                warning ignored-variable env.vars.NODE_OPTIONS `NODE_OPTIONS`: OpenClaw does not accept `NODE_OPTIONS` from a configuration: set it where the gateway is started, if it is needed
                warning ignored-variable env.vars.EMPTY `' '`: OpenClaw ignores `EMPTY`, because its value is blank: write the value, or remove the variable
                warning ignored-variable env.vars.NESTED `'a${TOKEN}'`: OpenClaw ignores `NESTED`, because its value holds `${…}`: write the value itself, or use the other variable where `NESTED` is used
            "#]],
        );
    }

    #[test]
    fn what_is_passed_over_sets_no_variable() {
        check(
            "{ env: { vars: { GH_TOKEN: 'x', ' PADDED ': 'x', Z_AI_API_KEY: 'x' } },
               gateway: { auth: { token: '${GH_TOKEN}${PADDED}${ZAI_API_KEY}' } } }",
            &expect![[r#"
                warning ignored-variable env.vars.GH_TOKEN `GH_TOKEN`: OpenClaw does not accept `GH_TOKEN` from a configuration: set it where the gateway is started, if it is needed
                warning unstartable-gateway gateway.mode `gateway`: the gateway does not start without `mode`, unless it is started with `--allow-unconfigured`: add `mode: "local"`
                warning missing-variable gateway.auth.token `${GH_TOKEN}`: `GH_TOKEN` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            "#]],
        );
    }

    #[test]
    fn other_values_are_left_alone() {
        accepts(&[
            "{ env: { vars: { a: '$${A}', _B: 'x', ' C ': '$C', PATH: '/bin' } } }",
            "{ env: { vars: { $include: './vars.json5' } } }",
        ]);
    }
}
