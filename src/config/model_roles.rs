//! Which models an agent has beside its first one, and how much it thinks (docs/openclaw/models.md#beside-the-first-model).

use super::ConfigValue;
use super::agent_entry::primary_of;
use super::effective::Agent;
use super::model_ref::ModelRef;
use super::selection::{How, ModelNames};

/// A setting with the path that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// What it says.
    pub value: T,
    /// Where.
    pub path: String,
}

/// The cheap model of an agent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Utility {
    /// OpenClaw takes the small model of the first model's provider.
    Automatic,
    /// None is used.
    Off(String),
    /// The model, as written.
    Model(Said<String>),
}

/// How much an agent thinks with a model, as far as the file says it. `bags` are the `params` of the agent's entry for the model and
/// of the defaults' one, each with its path; the first that says anything about it counts, even where it means nothing.
pub fn thinking<V: ConfigValue>(
    config: &V,
    agent: Option<&Agent<V>>,
    bags: impl Iterator<Item = (V, String)>,
) -> Option<Said<String>> {
    let of = |scope: &V, path: String| {
        let value = scope.text_at(&["thinkingDefault"]).filter(|level| !level.is_empty())?;
        Some(Said { value, path: format!("{path}.thinkingDefault") })
    };
    let own = agent.and_then(|agent| of(&agent.entry, agent.path()));
    let of_model = || {
        let mut said = bags.filter_map(|(bag, path)| Some((bag.get("thinking")?, path)));
        let (value, path) = said.find(|(value, _)| is_something(value))?;
        let level = match value.as_str() {
            Some(text) if text == "disabled" => Some("off"),
            Some(text) => level(&text),
            None => (value.as_bool() == Some(false)).then_some("off"),
        };
        Some(Said { value: level?.to_owned(), path: format!("{path}.thinking") })
    };
    let shared = || {
        let defaults = config.at(&["agents", "defaults"])?;
        of(&defaults, "agents.defaults".to_owned())
    };
    own.or_else(of_model).or_else(shared)
}

/// Whether a value is more than `null`.
fn is_something<V: ConfigValue>(value: &V) -> bool {
    value.as_str().is_some()
        || value.as_bool().is_some()
        || value.as_f64().is_some()
        || value.is_list()
        || !value.entries().is_empty()
}

/// The level that a word means, if any.
fn level(word: &str) -> Option<&'static str> {
    let word = word.trim().to_lowercase();
    let plain: String =
        word.chars().filter(|letter| !letter.is_whitespace() && !"_-".contains(*letter)).collect();
    let whole = match plain.as_str() {
        "adaptive" | "auto" => Some("adaptive"),
        "max" => Some("max"),
        "ultra" => Some("ultra"),
        "xhigh" | "extrahigh" => Some("xhigh"),
        _ => None,
    };
    whole.or(match word.as_str() {
        "off" | "none" => Some("off"),
        "min" | "minimal" | "think" => Some("minimal"),
        "on" | "enable" | "enabled" | "low" | "thinkhard" | "think-hard" | "think_hard" => Some("low"),
        "mid" | "med" | "medium" | "thinkharder" | "think-harder" | "harder" => Some("medium"),
        "high" | "ultrathink" | "thinkhardest" | "highest" => Some("high"),
        _ => None,
    })
}

/// The models of a setting of `agents.defaults` for a purpose, first choice first; none where it names none that can be read. A name
/// without a provider is taken for one of the first model's provider.
pub fn purpose<V: ConfigValue>(config: &V, key: &str, names: &ModelNames) -> Option<Said<Vec<ModelRef>>> {
    let setting = config.at(&["agents", "defaults", key])?;
    let primary = primary_of(&setting);
    let first = primary.as_deref().and_then(|written| candidate(names, written, "openai"));
    let provider = first.as_ref().map_or_else(|| "openai".to_owned(), |model| model.provider.clone());
    let mut models: Vec<ModelRef> = first.into_iter().collect();
    for written in fallbacks(&setting).unwrap_or_default() {
        models.extend(candidate(names, &written, &provider).filter(|model| !models.contains(model)));
    }
    let path = format!("agents.defaults.{key}");
    Some(Said { value: models, path }).filter(|said| !said.value.is_empty())
}

fn candidate(names: &ModelNames, written: &str, provider: &str) -> Option<ModelRef> {
    let found = names.resolve(written);
    match found.how {
        How::DefaultModel => None,
        How::UniqueMatch | How::DefaultProvider => {
            Some(names.resolve(&format!("{provider}/{}", written.trim())).model)
        }
        How::Written | How::Alias(_) | How::Special => Some(found.model),
    }
}

/// The model of the helpers that an agent starts, as written, and those that are tried after it; without one they have the model of
/// the agent that starts them.
pub fn helper<V: ConfigValue>(
    config: &V,
    agent: Option<&Agent<V>>,
) -> (Option<Said<String>>, Option<Said<Vec<String>>>) {
    let own = |keys: &[&str]| {
        let agent = agent?;
        Some((agent.entry.at(keys)?, format!("{}.{}", agent.path(), keys.join("."))))
    };
    let shared = config.at(&["agents", "defaults", "subagents", "model"]);
    let shared = shared.map(|model| (model, "agents.defaults.subagents.model".to_owned()));
    let settings: Vec<(V, String)> =
        [own(&["subagents", "model"]), shared, own(&["model"])].into_iter().flatten().collect();
    let model = settings
        .iter()
        .find_map(|(setting, path)| Some(Said { value: primary_of(setting)?, path: path.clone() }));
    let after = settings.iter().find_map(|(setting, path)| {
        // Who names a model and nothing after it wants nothing after it.
        let none = || primary_of(setting).map(|_| Vec::new());
        Some(Said { value: fallbacks(setting).or_else(none)?, path: path.clone() })
    });
    (model, after)
}

fn fallbacks<V: ConfigValue>(setting: &V) -> Option<Vec<String>> {
    let list = setting.get("fallbacks").filter(ConfigValue::is_list)?;
    Some(list.items().iter().filter_map(|item| Some(item.as_str()?.into_owned())).collect())
}

/// The cheap model for titles, recaps and progress.
pub fn utility<V: ConfigValue>(config: &V, agent: Option<&Agent<V>>) -> Utility {
    let of = |scope: &V, path: &str| {
        Some((scope.get("utilityModel")?.as_str()?.into_owned(), format!("{path}.utilityModel")))
    };
    let own = agent.and_then(|agent| of(&agent.entry, &agent.path()));
    let shared = || of(&config.at(&["agents", "defaults"])?, "agents.defaults");
    match own.or_else(shared) {
        None => Utility::Automatic,
        Some((text, path)) if text.trim().is_empty() => Utility::Off(path),
        Some((text, path)) => Utility::Model(Said { value: text.trim().to_owned(), path }),
    }
}

#[cfg(test)]
mod tests;
