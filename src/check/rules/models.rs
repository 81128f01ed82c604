//! Model references at every place that has one: the ladder of docs/openclaw/models.md#verdicts.

use super::channels::has_plugin;
use crate::base::{Severity, Tag};
use crate::catalog::{Catalog, Judgement, Life, MergedCatalog, Renamed, life_of_model, life_of_provider};
use crate::check::{Fact, Facts, Finding, Place, Rule, known_text};
use crate::config::model_ref::{Parsed, Shape};
use crate::config::selection::How;
use crate::schema::overlay::{ModelClass, ModelReference, ModelShape, model_reference_patterns};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::sync::LazyLock;

const NEEDS: &[Fact] = &[Fact::Catalog, Fact::Models, Fact::Plugins];

/// The rules at the places of the overlay.
pub(super) fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        let rule = |(at, reference)| Some(Rule { at, needs: NEEDS, check: judge_of(at, reference)? });
        let names = Rule { at: "agents.entries.*", needs: NEEDS, check: names_of_agent };
        model_reference_patterns().filter_map(rule).chain([names]).collect()
    });
    &RULES
}

/// Places that OpenClaw does not ask for models that are out of service.
const UNASKED: [&str; 5] = ["plugins.", "clickclack", "feishu", "cyberFailover", "applyPatch"];

type Check = fn(&Place<'_>, &mut Vec<Finding>);

fn judge_of(at: &str, reference: ModelReference) -> Option<Check> {
    use ModelClass::{Exact, KeyModel, KeyProvider, Literal, Loose, Policy, Selector};
    let asked = !UNASKED.iter().any(|part| at.contains(part));
    let of_agent = at.starts_with("agents.entries.");
    Some(match (reference.class, reference.shape) {
        (KeyModel, ModelShape::Key) => key,
        (KeyProvider, ModelShape::Key) if at.contains("byProvider") => provider_key,
        (Selector, _) if asked && !of_agent => selector,
        (Selector | Literal, _) if asked => literal,
        (Selector | Literal | Policy | Exact | Loose, _) => unasked,
        _ => return None,
    })
}

/// Calls `each` for the texts of a value: itself, or its `primary` and `fallbacks`.
pub(super) fn texts<'t>(value: Value<'t>, mut each: impl FnMut(&str, TextRange)) {
    let mut one = |value: Value<'t>| {
        if let Some(text) = known_text(value).filter(|text| !text.trim().is_empty()) {
            each(&text, value.range());
        }
    };
    one(value);
    let Some(object) = value.object() else { return };
    object.get("primary").into_iter().for_each(&mut one);
    let fallbacks = object.get("fallbacks").and_then(Value::array).into_iter().flat_map(Node::entries);
    fallbacks.filter_map(Entry::value).for_each(one);
}

fn selector(place: &Place<'_>, found: &mut Vec<Finding>) {
    texts(place.value, |text, range| {
        found.extend(name(place.facts, None, text, range));
        found.extend(full(place.facts, text, range, true));
    });
}

fn literal(place: &Place<'_>, found: &mut Vec<Finding>) {
    texts(place.value, |text, range| found.extend(full(place.facts, text, range, true)));
}

fn unasked(place: &Place<'_>, found: &mut Vec<Finding>) {
    texts(place.value, |text, range| found.extend(full(place.facts, text, range, false)));
}

fn key(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    found.extend(place.entry.key_token().and_then(|token| full(place.facts, &key, token.range, true)));
}

fn provider_key(place: &Place<'_>, found: &mut Vec<Finding>) {
    let key = place.key();
    let Some(token) = place.entry.key_token() else { return };
    if key.contains('/') {
        found.extend(full(place.facts, &key, token.range, false));
    } else if !key.trim().is_empty() {
        let provider = key.trim().to_lowercase();
        let is_known = place.facts.catalog().provider(&provider).is_some_and(|known| known.declared);
        let finding = || {
            let nearest = place.facts.catalog().nearest_provider(&provider);
            unknown_provider(place.facts, &provider, &key, nearest.as_deref(), token.range)
        };
        found.extend(if is_known { None } else { finding() });
    }
}

/// The places of an agent that take the agent's own names: paths below its entry.
static OF_AGENT: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let selectors =
        model_reference_patterns().filter(|(_, reference)| reference.class == ModelClass::Selector);
    let below = selectors.filter_map(|(at, _)| at.strip_prefix("agents.entries.*."));
    below.map(|path| path.split('.').collect()).collect()
});

fn names_of_agent(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agent) = place.object() else { return };
    let own = agent.get("models").and_then(Value::object);
    for path in OF_AGENT.iter() {
        let value = path.iter().try_fold(place.value, |value, key| value.get(key));
        if let Some(value) = value {
            texts(value, |text, range| found.extend(name(place.facts, own, text, range)));
        }
    }
}

/// A name without provider, or one that cannot be read.
fn name(facts: &Facts<'_>, own: Option<Node<'_>>, text: &str, range: TextRange) -> Option<Finding> {
    let is_open = || {
        facts.is_open(&["agents", "defaults", "models"])
            || facts.is_open(&["models", "providers"])
            || own.is_some_and(|own| own.has("$include"))
    };
    let found = facts.resolve(text);
    let (meant, message) = match found.how {
        How::DefaultModel => {
            let model = &found.model;
            let message = format!(
                "`{text}` cannot be read as a model: OpenClaw uses `{model}` instead, write `provider/model`"
            );
            (None, message)
        }
        How::DefaultProvider if !is_open() && !own.is_some_and(|own| names(own, text)) => {
            let meant = facts.world.lexicon().alias(text.trim());
            let rest =
                meant.map_or_else(|| "write `provider/model`".to_owned(), |meant| format!("write `{meant}`"));
            (meant, format!("`{text}` is not an alias here: OpenClaw reads it as `{}`, {rest}", found.model))
        }
        _ => return None,
    };
    Some(Finding::warning("unresolved-model", range, message).meant(meant))
}

/// Whether the agent's own models have this alias or id.
fn names(own: Node<'_>, text: &str) -> bool {
    let bare = Parsed::parse(text).without_profile().to_lowercase();
    own.entries().any(|entry| {
        let alias = entry.value().and_then(|model| model.get("alias")).and_then(Value::as_str);
        let key = entry.key().unwrap_or_default().to_lowercase();
        alias.is_some_and(|alias| alias.trim().to_lowercase() == bare)
            || key.split_once('/').is_some_and(|(_, id)| id == bare)
    })
}

/// A full reference, or a wildcard, whose provider is all that can be judged.
fn full(facts: &Facts<'_>, text: &str, range: TextRange, asked: bool) -> Option<Finding> {
    let parsed = Parsed::parse(text);
    let provider = parsed.provider_text()?.to_lowercase();
    if parsed.shape == Shape::Wildcard {
        let judgement = facts.catalog().judge(&provider, "");
        let Judgement::UnknownProvider { nearest } = judgement else { return None };
        return unknown_provider(facts, &provider, text, nearest.as_deref(), range);
    }
    if let Some(refused) = asked.then(|| suppressed(facts, text, range)).flatten() {
        return Some(refused);
    }
    if matches!(facts.resolve(text).how, How::Alias(_)) {
        return None;
    }
    let written = facts.catalog().judge(&provider, parsed.id_text()?);
    let meant = parsed.model_ref(facts.world.lexicon())?;
    let judgement = match written {
        Judgement::UnknownModel { .. } => facts.catalog().judge(&meant.provider, &meant.id),
        judged => judged,
    };
    let found = report(facts, &provider, parsed.without_profile(), judgement, range)?;
    let meant = found.meant.as_ref().map(|meant| with_profile(meant, &parsed));
    Some(found.meant(meant))
}

/// A reference with the auth profile of the one that it replaces.
fn with_profile(reference: &str, replaced: &Parsed<'_>) -> String {
    replaced.profile_text().map_or_else(|| reference.to_owned(), |profile| format!("{reference}@{profile}"))
}

/// The finding for an id that OpenClaw refuses; it looks the text up with its profile, in any case.
fn suppressed(facts: &Facts<'_>, text: &str, range: TextRange) -> Option<Finding> {
    let (provider, id) = text.trim().split_once('/')?;
    match facts.catalog().judge(&provider.trim().to_lowercase(), id.trim()) {
        Judgement::Suppressed { replacement } => {
            Some(refused_model(text, replacement, Severity::Error, range))
        }
        _ => None,
    }
}

fn refused_model(text: &str, replacement: Option<String>, severity: Severity, range: TextRange) -> Finding {
    let rest =
        replacement.as_ref().map_or_else(|| "choose another model".to_owned(), |to| format!("write `{to}`"));
    let message = format!("the model `{text}` is out of service: {rest}");
    Finding::new("suppressed-model", severity, range, message).meant(replacement)
}

fn report(
    facts: &Facts<'_>,
    provider: &str,
    text: &str,
    judgement: Judgement<'_>,
    range: TextRange,
) -> Option<Finding> {
    Some(match judgement {
        Judgement::UnknownModel { .. } if let Some(life) = life_in(facts, text) => {
            return unlisted(facts, text, life, range);
        }
        Judgement::UnknownModel { nearest: None } if let Some(finding) = undeclared(facts, text, range) => {
            finding
        }
        // A model that no catalogue has may be new, or served by the user: that is the hover's to say.
        Judgement::Known(_) | Judgement::NoRows | Judgement::UnknownModel { nearest: None } => return None,
        Judgement::Suppressed { replacement } => refused_model(text, replacement, Severity::Warning, range),
        Judgement::Retired { target } => {
            let message = format!("the model `{text}` is retired: write `{target}`");
            Finding::warning("retired-model", range, message).meant(Some(target))
        }
        Judgement::Deprecated { replaced_by, .. } => {
            let rest =
                replaced_by.as_ref().map_or_else(String::new, |to| format!(": `{to}` takes its place"));
            let message = format!("the model `{text}` is deprecated{rest}");
            let finding = Finding::new("deprecated-model", Severity::Hint, range, message).meant(replaced_by);
            finding.tagged(Tag::Deprecated)
        }
        Judgement::UnknownModel { .. } | Judgement::UnknownProvider { .. }
            if facts.is_open(&["models", "providers"]) =>
        {
            return None;
        }
        Judgement::UnknownModel { nearest: Some(nearest) } => {
            let message = format!(
                "the catalogue has no model `{text}`: did you mean `{nearest}`? A new model may be missing"
            );
            Finding::information("unknown-model", range, message).meant(Some(nearest))
        }
        Judgement::UnknownProvider { nearest } => {
            return unknown_provider(facts, provider, text, nearest.as_deref(), range);
        }
    })
}

/// A model of a provider of the document's own that its section does not list: OpenClaw asks for it all the same, and knows
/// nothing of it (docs/openclaw/models.md#own-providers).
fn undeclared(facts: &Facts<'_>, text: &str, range: TextRange) -> Option<Finding> {
    let (provider, id) = text.trim().split_once('/')?;
    let provider = provider.trim().to_lowercase();
    if MergedCatalog::plain().provider(&provider).is_some() || facts.is_open(&["models", "providers"]) {
        return None;
    }
    let last = |id: &str| id.rsplit('/').next().unwrap_or(id).to_lowercase();
    let models = facts.catalog().provider(&provider)?.models();
    let same = models.iter().find(|model| last(&model.id) == last(id.trim()));
    let meant = same.map(|model| format!("{provider}/{}", model.id));
    let rest = match &meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "OpenClaw requests it all the same, knowing nothing about it".to_owned(),
    };
    let message = format!("the provider `{provider}` lists no model `{}`: {rest}", id.trim());
    Some(Finding::information("unknown-model", range, message).meant(meant))
}

/// When other releases than the reader list a model.
fn life_in(facts: &Facts<'_>, reference: &str) -> Option<Life> {
    let (provider, id) = reference.trim().split_once('/')?;
    life_of_model(&provider.trim().to_lowercase(), id.trim(), facts.world.reader().release)
}

/// A model that an older reader does not list yet, or no more. It may be served all the same.
fn unlisted(facts: &Facts<'_>, text: &str, life: Life, range: TextRange) -> Option<Finding> {
    let reader = facts.world.reader();
    if !reader.is_old() || facts.is_open(&["models", "providers"]) {
        return None;
    }
    let release = reader.release;
    let message = match life {
        Life::Comes(came) => {
            format!("OpenClaw {release} has no model `{text}`: it exists since {came}")
        }
        Life::Went(went) => {
            format!("OpenClaw {release} has no model `{text}`: it existed before {went}")
        }
    };
    Some(Finding::information("unknown-model", range, message))
}

/// Whether OpenClaw knows no provider of this id (lower case), and nothing in the document says that one will be there.
/// Needs what model references need.
pub fn is_unknown_provider(facts: &Facts<'_>, provider: &str) -> bool {
    matches!(facts.catalog().judge(provider, ""), Judgement::UnknownProvider { .. })
        && !may_come(facts, provider)
}

/// Whether a provider may come from another file or with a plugin.
fn may_come(facts: &Facts<'_>, provider: &str) -> bool {
    facts.is_open(&["models", "providers"]) || has_plugin(facts, provider)
}

/// `text` is the whole reference, or the provider alone.
fn unknown_provider(
    facts: &Facts<'_>,
    provider: &str,
    text: &str,
    nearest: Option<&str>,
    range: TextRange,
) -> Option<Finding> {
    if may_come(facts, provider) {
        return None;
    }
    let release = facts.world.reader().release;
    if let Some(Life::Comes(came)) = life_of_provider(provider, release) {
        let message = format!("OpenClaw {release} has no provider `{provider}`: it exists since {came}");
        return Some(Finding::warning("unknown-provider", range, message));
    }
    let with_id = |known: &str| match text.split_once('/') {
        Some((_, id)) => format!("{known}/{}", id.trim()),
        None => known.to_owned(),
    };
    let rest = match (nearest, Catalog::embedded().renamed(provider)) {
        (Some(_), Some(Renamed { provider, runtime: Some(runtime) })) => {
            format!(
                "it is `{provider}` today, write `{}` with `agentRuntime.id: \"{runtime}\"`",
                with_id(provider)
            )
        }
        (Some(nearest), Some(_)) => format!("write `{}`", with_id(nearest)),
        (Some(nearest), None) => format!("did you mean `{nearest}`?"),
        (None, _) => "declare it in `models.providers`, or install the plugin that provides it".to_owned(),
    };
    let meant = nearest.map(with_id);
    let message = format!("OpenClaw knows no provider `{provider}`: {rest}");
    Some(Finding::warning("unknown-provider", range, message).meant(meant))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn each_rung_of_the_ladder() {
        check(
            "{ agents: { defaults: {
                model: { primary: 'google/gemini-2.0-flash', fallbacks: [
                    ' Google/Gemini-2.0-Flash', 'google/gemini-2.0-flash@work', 'anthropic/claude-opus-4-5', 'anthropic/claude-opus-4-8',
                    'anthropic/claude-sonet-5', 'anthropic/zzz', 'antropic/claude-opus-5', 'ollama/x', 'anthropic/opus', '${MODEL}' ] },
                imageModel: 'opus', pdfModel: '/x', utilityModel: '' } } }",
            &expect![[r#"
                error suppressed-model agents.defaults.model.primary `'google/gemini-2.0-flash'`: the model `google/gemini-2.0-flash` is out of service: write `google/gemini-2.5-flash`
                error suppressed-model agents.defaults.model.fallbacks.0 `' Google/Gemini-2.0-Flash'`: the model ` Google/Gemini-2.0-Flash` is out of service: write `google/gemini-2.5-flash`
                information repeated-model agents.defaults.model.fallbacks.0 `' Google/Gemini-2.0-Flash'`: this model has been tried by then: name another one, or remove it
                warning suppressed-model agents.defaults.model.fallbacks.1 `'google/gemini-2.0-flash@work'`: the model `google/gemini-2.0-flash` is out of service: write `google/gemini-2.5-flash`
                warning retired-model agents.defaults.model.fallbacks.2 `'anthropic/claude-opus-4-5'`: the model `anthropic/claude-opus-4-5` is retired: write `anthropic/claude-opus-4-7`
                hint deprecated-model agents.defaults.model.fallbacks.3 `'anthropic/claude-opus-4-8'`: the model `anthropic/claude-opus-4-8` is deprecated: `anthropic/claude-opus-5` takes its place
                information unknown-model agents.defaults.model.fallbacks.4 `'anthropic/claude-sonet-5'`: the catalogue has no model `anthropic/claude-sonet-5`: did you mean `anthropic/claude-sonnet-5`? A new model may be missing
                warning unknown-provider agents.defaults.model.fallbacks.6 `'antropic/claude-opus-5'`: OpenClaw knows no provider `antropic`: did you mean `anthropic`?
                warning missing-variable agents.defaults.model.fallbacks.9 `${MODEL}`: `MODEL` is set neither in `env.vars` nor in the environment seen here: without it the text stays as it is
                warning unresolved-model agents.defaults.imageModel `'opus'`: `opus` is not an alias here: OpenClaw reads it as `openai/opus`, write `anthropic/claude-opus-5`
                warning unresolved-model agents.defaults.pdfModel `'/x'`: `/x` cannot be read as a model: OpenClaw uses `openai/gpt-6-astra` instead, write `provider/model`
            "#]],
        );
    }

    #[test]
    fn names_that_the_document_gives() {
        check(
            "{ agents: {
                defaults: { model: 'fast', imageModel: 'box/m', models: { 'anthropic/claude-opus-5': { alias: 'Fast' }, 'openai/gpt-5.4': {} } },
                entries: { a: { model: 'gpt', utilityModel: 'own', subagents: { model: 'fats' }, models: { 'box/m': { alias: 'own' } } } } },
              models: { providers: { box: { baseUrl: 'http://box/v1', models: [{ id: 'm', name: 'M' }] } } } }",
            &expect![[r#"
                warning unresolved-model agents.entries.a.subagents.model `'fats'`: `fats` is not an alias here: OpenClaw reads it as `openai/fats`, write `provider/model`
            "#]],
        );
    }

    #[test]
    fn keys_are_references() {
        check(
            "{ agents: { defaults: { models: { 'google/gemini-1.5-pro': {}, 'zzz/*': {}, 'anthropic/*': {} } } },
              tools: { byProvider: { OpenAI: {}, antropic: {}, 'anthropic/claude-opus-4-5': {} } } }",
            &expect![[r#"
                information unset-model agents.defaults.model `defaults`: no default model is set, so OpenClaw takes `openai/gpt-6-astra`, and nothing here is set up for `openai`: write `model: { primary: "provider/model" }`
                error suppressed-model agents.defaults.models.google/gemini-1.5-pro `'google/gemini-1.5-pro'`: the model `google/gemini-1.5-pro` is out of service: write `google/gemini-3.1-pro-preview`
                warning unknown-provider agents.defaults.models.zzz/* `'zzz/*'`: OpenClaw knows no provider `zzz`: declare it in `models.providers`, or install the plugin that provides it
                warning unknown-provider tools.byProvider.antropic `antropic`: OpenClaw knows no provider `antropic`: did you mean `anthropic`?
                warning retired-model tools.byProvider.anthropic/claude-opus-4-5 `'anthropic/claude-opus-4-5'`: the model `anthropic/claude-opus-4-5` is retired: write `anthropic/claude-opus-4-7`
            "#]],
        );
    }

    #[test]
    fn what_other_files_may_declare_is_not_judged() {
        check(
            "{ models: { $include: './m.json5' }, agents: { defaults: { model: 'box/m', pdfModel: 'x' } } }",
            &expect![""],
        );
        check(
            "{ plugins: { allow: ['box'] }, agents: { defaults: { model: 'box/m' } } }",
            &expect![[r#"
            information unknown-plugin plugins.allow `'box'`: no plugin `box` is known here: OpenClaw ignores the name until such a plugin is installed
        "#]],
        );
    }
}
