//! Keys that the schema does not know, and that OpenClaw still reads (docs/openclaw/reading.md#rewrites).

use crate::check::{Finding, Place, Rule};
use crate::syntax::{Entry, Node};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "{agents.defaults,agents.entries.*}.contextTokens", needs: &[], check: dropped },
    Rule { at: "models.providers.*.{contextTokens,contextWindow}", needs: &[], check: moved },
    Rule { at: "plugins.entries.github-copilot.config.discovery", needs: &[], check: discovery },
];

fn dropped(place: &Place<'_>, found: &mut Vec<Finding>) {
    let message = "OpenClaw drops the `contextTokens` of an agent when it reads the file: set it for each model, in `models.providers`";
    report(place.entry, message, ("legacy-context-budget", "case:read:context-budget #2"), found);
}

fn moved(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let message = format!(
        "OpenClaw moves the `{key}` of a provider to its models, or drops it if there are none: set it for each model"
    );
    report(place.entry, &message, ("legacy-context-budget", "case:read:context-budget #1"), found);
}

fn discovery(place: &Place<'_>, found: &mut Vec<Finding>) {
    let only_switch = |node: Node<'_>| node.entries().all(|entry| entry.key().as_deref() == Some("enabled"));
    if place.object().is_some_and(only_switch) {
        let message = "OpenClaw drops `discovery` when it reads the file: remove it";
        report(place.entry, message, ("legacy-copilot-discovery", "case:read:copilot-discovery #1"), found);
    }
}

fn report(
    entry: Entry<'_>,
    message: &str,
    (code, rule): (&'static str, &'static str),
    found: &mut Vec<Finding>,
) {
    found.extend(entry.key_token().map(|token| Finding::warning(code, token.range, message).rule(rule)));
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    #[test]
    fn the_older_roster_is_read() {
        check(
            "{ agents: { list: [{ id: 'a', nmae: 'A', heartbeat: { every: 5 } }] } }",
            &expect![[r#"
                warning legacy-agents-list agents.entries `list`: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id`
                error unknown-key agents.entries.a `nmae`: unknown key `nmae`: did you mean `name`?
                error wrong-type agents.entries.a.heartbeat.every `5`: expected a string, found a number: write `'5m'`
            "#]],
        );
        errors(
            "{ agents: { list: [{ id: 'a', sandbox: { docker: { network: 'host', binds: ['x'] } } }] } }",
            &["agents.entries.a.sandbox.docker.network", "agents.entries.a.sandbox.docker.binds.0"],
        );
        // Names of variables are looked for in the text as it is.
        errors(
            "{ agents: { list: [{ id: 'a', sandbox: { docker: { env: { 'A-B': 'x' } } } }] } }",
            &["agents.list.0.sandbox.docker.env.A-B"],
        );
        errors("{ agents: { list: [] } }", &[]);
        errors("{ agents: { list: [{ id: 'a' }, { id: 'b' }] } }", &["agents.ownership"]);
        errors("{ agents: { list: [{ id: 'a', default: true }, { id: 'b' }] } }", &[]);
        errors("{ agents: { list: [{ $include: './a.json5' }] } }", &[]);
    }

    #[test]
    fn the_older_roster_is_refused() {
        check(
            "{ agents: { list: [{ id: 'a' }], entries: { a: {} } } }",
            &expect![[r#"
            error legacy-agents-list agents `list`: `agents.list` and `agents.entries` exclude each other: move the agents to `entries`
        "#]],
        );
        check(
            "{ agents: { list: [{ id: 'A' }] } }",
            &expect![[r#"
            error legacy-agents-list agents `list`: OpenClaw cannot read this `agents.list`: each element needs an `id` of its own, in lower case
        "#]],
        );
        for list in ["[{}]", "[5]", "{}", "[{ id: 'a' }, { id: 'a' }]"] {
            errors(&format!("{{ agents: {{ list: {list} }} }}"), &["agents"]);
        }
    }

    #[test]
    fn budgets_are_moved_or_dropped() {
        check(
            "{ agents: { defaults: { contextTokens: 1 } }, models: { providers: { openai: { contextWindow: 2 } } } }",
            &expect![[r#"
                warning legacy-context-budget agents.defaults.contextTokens `contextTokens`: OpenClaw drops the `contextTokens` of an agent when it reads the file: set it for each model, in `models.providers`
                warning legacy-context-budget models.providers.openai.contextWindow `contextWindow`: OpenClaw moves the `contextWindow` of a provider to its models, or drops it if there are none: set it for each model
            "#]],
        );
        check(
            "{ plugins: { entries: { 'github-copilot': { config: { discovery: { enabled: true } } } } } }",
            &expect![[r#"
                warning legacy-copilot-discovery plugins.entries.github-copilot.config.discovery `discovery`: OpenClaw drops `discovery` when it reads the file: remove it
            "#]],
        );
        errors(
            "{ plugins: { entries: { 'github-copilot': { config: { discovery: { x: 1 } } } } } }",
            &["plugins.entries.github-copilot.config"],
        );
    }
}
