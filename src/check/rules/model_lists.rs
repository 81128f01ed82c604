//! Models that are named twice, and fallbacks that an agent gives up (docs/openclaw/models.md#fallbacks).

use super::plain::text;
use crate::base::Severity;
use crate::check::{Fact, Finding, Place, Rule};
use crate::syntax::{Entry, Node, Value};
use std::collections::HashSet;

pub(super) const RULES: &[Rule] = &[
    Rule {
        at: "{agents.defaults,agents.entries.*}.{model,imageModel,pdfModel,utilityModel}",
        needs: &[],
        check: fallbacks,
    },
    Rule { at: "models.providers.*.models", needs: &[], check: ids },
    Rule { at: "agents.entries.*.model", needs: &[Fact::Models], check: dropped },
];

fn texts(list: Node<'_>) -> impl Iterator<Item = (String, Value<'_>)> {
    list.entries()
        .filter_map(Entry::value)
        .filter_map(|value| Some((text(value)?.trim().to_lowercase(), value)))
}

/// A fallback that was tried before.
fn fallbacks(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(model) = place.object() else { return };
    let primary = model.get("primary").and_then(text).map(|primary| primary.trim().to_lowercase());
    let mut seen: HashSet<String> = primary.into_iter().collect();
    for (name, value) in model.get("fallbacks").and_then(Value::array).into_iter().flat_map(texts) {
        if !name.is_empty() && !seen.insert(name) {
            let message = "this model has been tried by then: name another one, or remove it";
            found.push(Finding::information("repeated-model", value.range(), message));
        }
    }
}

/// Two models of one provider with one id.
fn ids(place: &Place<'_>, found: &mut Vec<Finding>) {
    let models = place.value.array().into_iter().flat_map(Node::entries).filter_map(Entry::value);
    let mut seen: HashSet<String> = HashSet::new();
    for value in models.filter_map(|model| model.get("id")) {
        let Some(id) = text(value) else { continue };
        if !seen.insert(id.trim().to_owned()) {
            let message = format!("the provider has a model `{id}` already: keep one of the two");
            found.push(Finding::information("repeated-model", value.range(), message));
        }
    }
}

/// An agent that names its model as a text has no fallbacks, not even those of the defaults.
fn dropped(place: &Place<'_>, found: &mut Vec<Finding>) {
    let shared = place.facts.get(&["agents", "defaults", "model"]).and_then(|model| model.get("fallbacks"));
    let has_shared = shared.and_then(Value::array).is_some_and(|list| list.count() > 0);
    let is_named = |value: Value<'_>| value.as_str().is_some_and(|own| !own.trim().is_empty());
    let gives_up = |model: Node<'_>| {
        place.is_whole(model) && !model.has("fallbacks") && model.get("primary").is_some_and(is_named)
    };
    if has_shared && (is_named(place.value) || place.object().is_some_and(gives_up)) {
        let message = "this agent has no fallbacks: with a model of its own, those of `agents.defaults.model` do not apply; write `{ primary, fallbacks }` to have some";
        let finding = Finding::new("dropped-fallbacks", Severity::Hint, place.value.range(), message);
        found.push(finding.on_owner());
    }
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn models_are_named_once() {
        check(
            "{ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['openai/gpt-5.5 ', 'anthropic/claude-opus-5', 'Anthropic/claude-opus-5'] } } },
               models: { providers: { box: { baseUrl: 'http://h/v1', models: [{ id: 'm', name: 'M' }, { id: 'm', name: 'N' }] } } } }",
            &expect![[r#"
                hint deprecated-model agents.defaults.model.primary `'openai/gpt-5.5'`: the model `openai/gpt-5.5` is deprecated: `openai/gpt-5.6-sol` takes its place
                information repeated-model agents.defaults.model.fallbacks.0 `'openai/gpt-5.5 '`: this model has been tried by then: name another one, or remove it
                hint deprecated-model agents.defaults.model.fallbacks.0 `'openai/gpt-5.5 '`: the model `openai/gpt-5.5` is deprecated: `openai/gpt-5.6-sol` takes its place
                information repeated-model agents.defaults.model.fallbacks.2 `'Anthropic/claude-opus-5'`: this model has been tried by then: name another one, or remove it
                information repeated-model models.providers.box.models.1.id `'m'`: the provider has a model `m` already: keep one of the two
            "#]],
        );
    }

    #[test]
    fn agents_with_a_model_of_their_own_have_no_fallbacks() {
        check(
            "{ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['anthropic/claude-opus-5'] } },
               entries: { a: { model: 'openai/gpt-5.5' } } } }",
            &expect![[r#"
                hint deprecated-model agents.defaults.model.primary `'openai/gpt-5.5'`: the model `openai/gpt-5.5` is deprecated: `openai/gpt-5.6-sol` takes its place
                hint dropped-fallbacks agents.entries.a.model `model`: this agent has no fallbacks: with a model of its own, those of `agents.defaults.model` do not apply; write `{ primary, fallbacks }` to have some
                hint deprecated-model agents.entries.a.model `'openai/gpt-5.5'`: the model `openai/gpt-5.5` is deprecated: `openai/gpt-5.6-sol` takes its place
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { model: { primary: 'openai/gpt-5.5', fallbacks: ['anthropic/claude-opus-5'] } }, entries: { a: { model: { fallbacks: [] } } } } }",
        ]);
    }
}
