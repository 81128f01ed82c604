//! What will really happen: which model an agent uses, which cache retention takes effect for it and why, what is
//! shadowed on the way, and which `params` win (docs/openclaw/models.md#names-without-a-provider,
//! docs/openclaw/params.md#layers).

mod cost;
mod explainer;
mod explanation;
mod layers;
mod params;
#[cfg(test)]
mod tests;

pub use cost::{CacheCost, CostRow, MESSAGES, PROMPTS, dollars, span};
pub use explainer::Explainer;
pub use explanation::{Explanation, Query, change_in_words};
pub use layers::{Fate, LayerRow, ModelKey, layer_of};
pub use params::{ParamRow, table_name};
