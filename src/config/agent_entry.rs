//! One agent in either roster, and the model that it names.

use super::ConfigValue;
use super::model_ref::ModelRef;

/// The entry of an agent in either roster: `agents.entries.<id>`, or the element of `agents.list` with that id.
/// Agent ids are compared in lower case (docs/openclaw/agents.md#ids).
pub fn agent_entry<V: ConfigValue>(config: &V, id: &str) -> Option<V> {
    let id = id.trim().to_lowercase();
    let agents = config.get("agents")?;
    let entries = agents.get("entries").map(|entries| entries.entries()).unwrap_or_default();
    let keyed =
        entries.into_iter().rev().find(|(key, _)| key.trim().to_lowercase() == id).map(|(_, entry)| entry);
    keyed.or_else(|| {
        let list = agents.get("list").map(|list| list.items()).unwrap_or_default();
        list.into_iter().find(|entry| entry.text_at(&["id"]).is_some_and(|own| own.to_lowercase() == id))
    })
}

/// The written model of a `model` value: the text itself or its `primary`.
pub fn primary_of<V: ConfigValue>(model: &V) -> Option<String> {
    let text = model.as_str().map(|text| text.trim().to_owned());
    text.or_else(|| model.text_at(&["primary"])).filter(|text| !text.is_empty())
}

/// The `params` of an agent's own entry for a model. Keys of agents count as they are written, unlike those of the defaults
/// (docs/openclaw/models.md#keys-whose-params-apply).
pub fn own_params<V: ConfigValue>(agent: &V, model: &ModelRef) -> Option<V> {
    let models = agent.get("models")?;
    let of = |key: String| models.get(&key)?.get("params");
    of(model.key()).or_else(|| of(model.to_string()))
}
