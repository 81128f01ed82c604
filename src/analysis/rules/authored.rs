//! Keys that the schema does not know, and that OpenClaw still reads (VALIDATION §2, stage 4).

use crate::analysis::check::{At, Finding, Place, Rule, legacy_ids};
use crate::syntax::{Entry, Node, Value};

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents", needs: &[], check: list },
    Rule { at: "{agents.defaults,agents.entries.*}.contextTokens", needs: &[], check: dropped },
    Rule { at: "models.providers.*.{contextTokens,contextWindow}", needs: &[], check: moved },
    Rule { at: "plugins.entries.github-copilot.config.discovery", needs: &[], check: discovery },
];

/// The roster of older releases: read where there is no other and every element has an id of its own.
fn list(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agents) = place.object() else { return };
    let Some((list, token)) = agents.member("list").and_then(|list| Some((list, list.key_token()?))) else {
        return;
    };
    let refused = if agents.has("entries") {
        Some("`agents.list` and `agents.entries` exclude each other: move the agents to `entries`")
    } else if list.value().is_none_or(|list| is_open(list) || legacy_ids(list).is_some()) {
        None
    } else {
        Some("OpenClaw cannot read this `agents.list`: each element needs an `id` of its own, in lower case")
    };
    let finding = if let Some(message) = refused {
        Finding::error("legacy-agents-list", token.range, message).at(At::Parent)
    } else {
        let message =
            "`agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id`";
        Finding::warning("legacy-agents-list", token.range, message)
    };
    found.push(finding);
}

/// Whether some of a list comes from other files.
fn is_open(list: Value<'_>) -> bool {
    let includes = |node: Node<'_>| node.has("$include");
    let elements = || list.array().into_iter().flat_map(Node::entries);
    list.object().is_some_and(includes)
        || elements().filter_map(|entry| entry.value()?.object()).any(includes)
}

fn dropped(place: &Place<'_>, found: &mut Vec<Finding>) {
    let message = "`contextTokens` of an agent is dropped when OpenClaw reads the file: set it for each model, below `models.providers`";
    report(place.entry, message, "legacy-context-budget", found);
}

fn moved(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let message = format!(
        "`{key}` of a provider is moved to its models, or dropped where it has none: set it for each model"
    );
    report(place.entry, &message, "legacy-context-budget", found);
}

fn discovery(place: &Place<'_>, found: &mut Vec<Finding>) {
    let only_switch = |node: Node<'_>| node.entries().all(|entry| entry.key().as_deref() == Some("enabled"));
    if place.object().is_some_and(only_switch) {
        let message = "`discovery` is dropped when OpenClaw reads the file: remove it";
        report(place.entry, message, "legacy-copilot-discovery", found);
    }
}

fn report(entry: Entry<'_>, message: &str, code: &'static str, found: &mut Vec<Finding>) {
    found.extend(entry.key_token().map(|token| Finding::warning(code, token.range, message)));
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
            warning legacy-agents-list agents.list `list`: `agents.list` is the older form: OpenClaw turns it into `agents.entries`, keyed by `id`
            error unknown-key agents.list.0 `nmae`: unknown key `nmae`: did you mean `name`?
            error wrong-type agents.list.0.heartbeat.every `5`: expected a string, found a number
        "#]],
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
                warning legacy-context-budget agents.defaults.contextTokens `contextTokens`: `contextTokens` of an agent is dropped when OpenClaw reads the file: set it for each model, below `models.providers`
                warning legacy-context-budget models.providers.openai.contextWindow `contextWindow`: `contextWindow` of a provider is moved to its models, or dropped where it has none: set it for each model
            "#]],
        );
        check(
            "{ plugins: { entries: { 'github-copilot': { config: { discovery: { enabled: true } } } } } }",
            &expect![[r#"
                warning legacy-copilot-discovery plugins.entries.github-copilot.config.discovery `discovery`: `discovery` is dropped when OpenClaw reads the file: remove it
            "#]],
        );
        errors(
            "{ plugins: { entries: { 'github-copilot': { config: { discovery: { x: 1 } } } } } }",
            &["plugins.entries.github-copilot.config"],
        );
    }
}
