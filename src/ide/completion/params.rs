//! The open `params` bags: keys that have an effect there, and their values (docs/openclaw/params.md#keys).

use super::bag::{layer, model, primary, provider};
use super::context::{Place, Site, Step};
use super::insert::{Style, Writer};
use super::key::is_free;
use super::resolve::Topic;
use super::snippet::Body;
use super::{CompletionItem, CompletionKind, retention};
use crate::config::cache_lifetime::Route;
use crate::config::cache_retention::Retention;
use crate::config::model_ref::ModelRef;
use crate::config::params::{self, ParamKey, ParamType};
use crate::schema::overlay::ParamsLayer;

/// Retired keys are still read, and never offered.
const RETIRED: [&str; 2] = ["cacheControlTtl", "qwenThinkingFormat"];

/// The keys that have an effect in the bag.
pub(super) fn keys(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let Some(layer) = layer(site) else { return Vec::new() };
    let provider = provider(site);
    let api = api(site, provider.as_deref());
    let has_effect = |key: &&ParamKey| {
        !RETIRED.contains(&key.name)
            && is_effective(key, layer, provider.as_deref(), api.as_deref())
            && is_free(site, key.name)
            && !key.aliases.iter().any(|alias| site.container().is_some_and(|bag| bag.has(alias)))
    };
    let mut offered: Vec<&ParamKey> = params::keys().iter().filter(has_effect).collect();
    // A bag for many models is judged by the one that is used most: what that one ignores comes last.
    let judged = match &provider {
        Some(provider) => Some((provider.clone(), api)),
        None => primary(site).map(|model| (model.provider.clone(), api_of(site, &model))),
    };
    let is_ignored = |key: &ParamKey| {
        judged.as_ref().is_some_and(|(provider, api)| !key.is_read_by(provider, api.as_deref()))
    };
    offered.sort_by_key(|key| (key.name != "cacheRetention", is_ignored(key)));
    offered.into_iter().map(|key| item(writer, key, provider.as_deref())).collect()
}

fn item(writer: &Writer<'_>, key: &ParamKey, provider: Option<&str>) -> CompletionItem {
    let types: Vec<&str> = key.types.iter().map(|kind| kind.word()).collect();
    let mut detail = if types.is_empty() { "any value".to_owned() } else { types.join(" | ") };
    if !key.read_by.is_empty() {
        detail = format!("{detail} · {}", key.read_by.join(", "));
    }
    let body = body(key, writer.style, provider);
    writer.key(key.name, &body).with_detail(detail).with_resolve(&Topic::Param(key.name))
}

fn body(key: &ParamKey, style: Style, provider: Option<&str>) -> Body {
    let quote = style.string;
    let strings = key.types.contains(&ParamType::String);
    match key.types.first() {
        _ if strings && !key.values.is_empty() => {
            let words = words(key, provider);
            let first = words.first().copied().unwrap_or_default();
            let choices = words.join(",");
            Body::snippet(format!("{quote}{first}{quote}"), format!("{quote}${{1|{choices}|}}{quote}"))
        }
        Some(ParamType::Boolean) => Body::snippet("true", "${1|true,false|}"),
        Some(ParamType::Number | ParamType::Integer) => number(key),
        Some(ParamType::Object) => Body::object(style.layout),
        Some(ParamType::Strings) => Body::list(),
        Some(ParamType::Null) => Body::plain("null"),
        Some(ParamType::String) | None => Body::empty_string(quote),
    }
}

/// The strings that have an effect, for a provider where it is known.
fn words(key: &ParamKey, provider: Option<&str>) -> Vec<&'static str> {
    match (key.name, provider) {
        ("cacheRetention", _) => retention::ORDER.into_iter().map(Retention::word).collect(),
        ("serviceTier", Some(provider)) => {
            params::service_tiers(provider).map_or_else(|| key.values.clone(), <[_]>::to_vec)
        }
        _ => key.values.clone(),
    }
}

/// Whether a key has an effect in a layer.
fn is_effective(key: &ParamKey, layer: ParamsLayer, provider: Option<&str>, api: Option<&str>) -> bool {
    let read = provider.is_none_or(|provider| key.may_be_read_by(provider, api));
    match layer {
        // Only keys of the provider's own are read from its section; OpenRouter takes all of them
        // (docs/openclaw/params.md#sections-of-providers).
        ParamsLayer::Provider | ParamsLayer::ProviderModel => {
            read && (provider == Some("openrouter") || !key.read_by.is_empty())
        }
        ParamsLayer::AllModels | ParamsLayer::Agent => key.name != "thinking" && !is_of_section(key),
        ParamsLayer::Model | ParamsLayer::AgentModel => read && !is_of_section(key),
    }
}

/// Whether a key is read from the provider's own section only.
fn is_of_section(key: &ParamKey) -> bool {
    const SECTIONS: [&str; 6] =
        ["ollama", "lmstudio", "github-copilot", "azure-openai-responses", "microsoft-foundry", "vllm"];
    key.read_by.first().is_some_and(|reader| SECTIONS.contains(reader))
}

fn api(site: &Site<'_>, provider: Option<&str>) -> Option<String> {
    let model = model(site).or_else(|| Some(ModelRef::new(provider?, "")))?;
    api_of(site, &model)
}

fn api_of(site: &Site<'_>, model: &ModelRef) -> Option<String> {
    Route::of(&site.snapshot.catalog(), model).api
}

/// The values of a key of the bag. Cache retentions are a matter of their own.
pub(super) fn values(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let (Some(_), Place::Value(Some(Step::Key(name)))) = (layer(site), &site.place) else {
        return Vec::new();
    };
    let known = params::key(name).filter(|key| key.name != "cacheRetention" && !RETIRED.contains(&key.name));
    let Some(key) = known else { return Vec::new() };
    let words = words(key, provider(site).as_deref());
    let strings = words.into_iter().map(|value| writer.string(value, CompletionKind::EnumMember));
    let mut items: Vec<_> = strings.collect();
    if key.types.contains(&ParamType::Boolean) && !site.slot.is_string() {
        let literal = |word: &str| writer.literal(word, CompletionKind::Value, Body::plain(word));
        items.extend(["true", "false"].map(literal));
    }
    if items.is_empty() && !site.slot.is_string() && site.slot.typed.is_empty() {
        items.extend(forms(key, writer));
    }
    items
}

/// The forms that a value may have where no value is better than others.
fn forms(key: &ParamKey, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let quote = writer.style.string;
    let form = |kind: &ParamType| {
        let (label, body) = match kind {
            ParamType::String => (format!("{quote}{quote}"), Body::empty_string(quote)),
            ParamType::Strings => ("[ ]".to_owned(), Body::list()),
            ParamType::Object => ("{ }".to_owned(), Body::object(writer.style.layout)),
            ParamType::Null => ("null".to_owned(), Body::plain("null")),
            ParamType::Number | ParamType::Integer => (key.min.unwrap_or_default().to_string(), number(key)),
            ParamType::Boolean => return None,
        };
        Some(writer.literal(&label, CompletionKind::Value, body).with_detail(kind.word()))
    };
    key.types.iter().filter_map(form).collect()
}

fn number(key: &ParamKey) -> Body {
    let least = key.min.unwrap_or_default();
    Body::snippet(least.to_string(), format!("${{1:{least}}}"))
}
