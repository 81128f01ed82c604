//! `modelPolicy.allow`: which models a chat may choose (docs/openclaw/models.md#wildcards-and-policies).

use crate::check::{Fact, Facts, Finding, Place, Rule, known_text};
use crate::syntax::{Entry, Node, Value};
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "agents.defaults.modelPolicy.allow[]", needs: &[Fact::Models], check: shared },
    Rule { at: "agents.entries.*", needs: &[Fact::Models], check: own },
];

const MODELS: [&str; 3] = ["agents", "defaults", "models"];

fn shared(place: &Place<'_>, found: &mut Vec<Finding>) {
    found.extend(judge("policy/shared", place.facts, None, place.value));
}

fn own(place: &Place<'_>, found: &mut Vec<Finding>) {
    let policy = place.object().and_then(|agent| agent.get("modelPolicy"));
    let Some(allow) = policy.and_then(|policy| policy.get("allow")).and_then(Value::array) else { return };
    let models = place.object().and_then(|agent| agent.get("models")).and_then(Value::object);
    for value in allow.entries().filter_map(Entry::value) {
        found.extend(judge("policy/own", place.facts, models, value));
    }
}

fn judge(rule: &'static str, facts: &Facts<'_>, own: Option<Node<'_>>, value: Value<'_>) -> Option<Finding> {
    let text = known_text(value)?;
    let name = text.trim().to_lowercase();
    let maps = [facts.object(&MODELS), own];
    let is_open = facts.is_open(&MODELS) || own.is_some_and(|own| own.has("$include"));
    let is_special = matches!(&*name, "openrouter:auto" | "openrouter:free");
    if is_open || is_special || is_reference(text.trim()) {
        return None;
    }
    let aliases: Vec<String> = maps.into_iter().flatten().flat_map(aliases).collect();
    if !name.is_empty() && aliases.contains(&name) {
        return None;
    }
    let meant = nearest(&name, aliases.iter().map(String::as_str));
    let rest = match meant {
        Some(meant) => format!("did you mean the alias `{meant}`?"),
        None => "write `provider/model`, `provider/*`, or an alias that a models entry spells out".to_owned(),
    };
    let message = format!("`{text}` allows no model: {rest}");
    Some(Finding::refused(rule, "invalid-model-reference", value.range(), message).meant(meant))
}

fn aliases(models: Node<'_>) -> Vec<String> {
    let alias = |entry: Entry<'_>| {
        let alias = entry.value()?.get("alias")?.as_str()?.trim().to_lowercase();
        Some(alias).filter(|alias| !alias.is_empty())
    };
    models.entries().filter_map(alias).collect()
}

/// `provider/model`, or the same with a last part `*`.
fn is_reference(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').collect();
    let Some((last, first)) = parts.split_last() else { return false };
    let is_part = |part: &str| {
        !part.is_empty()
            && !part.contains(|letter: char| letter == '*' || letter.is_whitespace() || letter.is_control())
    };
    // OpenClaw cuts blanks around each part of a wildcard, but only around the two halves of a model.
    if last.trim() == "*" {
        return !first.is_empty() && first.iter().all(|part| is_part(part.trim()));
    }
    let Some((provider, model)) = text.split_once('/') else { return false };
    is_part(provider.trim()) && model.trim().split('/').all(is_part)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use super::is_reference;
    use expect_test::expect;

    #[test]
    fn grammar() {
        for text in ["a/b", "a/*", "a/b/*", "a/b/c", "a / b", "a / *", "a/b@work"] {
            assert!(is_reference(text), "{text}");
        }
        for text in
            ["", "a", "*", "a/", "/a", "a/b*", "a b/c", "a/*/b", "a//b", "a/ b/c d", "a/\u{1}b", "*/b"]
        {
            assert!(!is_reference(text), "{text}");
        }
    }

    #[test]
    fn aliases_count_where_an_entry_spells_them_out() {
        check(
            "{ agents: { defaults: {
                models: { 'anthropic/claude-opus-5': {}, 'box/m': { alias: ' Fast' } },
                modelPolicy: { allow: ['fast', 'opus', 'fats', 'openrouter:auto', '${MODEL}'] } } } }",
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
                warning unknown-provider agents.defaults.models.box/m `'box/m'`: OpenClaw knows no provider `box`: declare it in `models.providers`, or install the plugin that provides it
                error invalid-model-reference agents.defaults.modelPolicy.allow.1 `'opus'`: `opus` allows no model: write `provider/model`, `provider/*`, or an alias that a models entry spells out
                error invalid-model-reference agents.defaults.modelPolicy.allow.2 `'fats'`: `fats` allows no model: did you mean the alias `fast`?
                warning missing-variable agents.defaults.modelPolicy.allow.4 `${MODEL}`: `MODEL` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
            "#]],
        );
        errors(
            "{ agents: { defaults: { models: { 'box/m': { alias: 'd' } } },
                entries: { a: { models: { 'box/n': { alias: 'own' } }, modelPolicy: { allow: ['d', 'own', 'no'] } } } } }",
            &["agents.entries.a.modelPolicy.allow.2"],
        );
    }
}
