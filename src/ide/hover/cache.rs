//! `cacheRetention` and `cacheControlTtl`: what OpenClaw will do with them here (docs/openclaw/cache-retention.md).

use super::card::{Card, code, shortened};
use super::model::names_at;
use super::place::Place;
use crate::catalog::card as catalog_card;
use crate::check::{Facts, is_unknown_provider};
use crate::config::agent_entry::{agent_entry, primary_of};
use crate::config::auth::{AuthMode, AuthReason, decide, runs_claude_cli};
use crate::config::cache_layers;
use crate::config::cache_lifetime::{CacheFamily, Route};
use crate::config::cache_retention::{
    CacheInput, CacheOutcome, CacheParams, Layer, LayerValue, LegacyFate, Retention, Why, resolve,
};
use crate::config::model_ref::{ModelRef, Parsed};
use crate::config::{ConfigValue, params};
use crate::explain::{Explainer, MESSAGES, Query, layer_of};
use crate::schema::overlay::params_layers;
use std::fmt::Write as _;

/// The setting of today.
const RETENTION: &str = "cacheRetention";
/// Its predecessor.
const LEGACY: &str = "cacheControlTtl";

/// A setting, with everything that its effect depends on.
struct Setting<'p, 't> {
    place: &'p Place<'t>,
    is_legacy: bool,
    layer: Layer,
    agent: Option<String>,
    model: ModelRef,
    input: CacheInput,
    outcome: CacheOutcome,
}

/// Writes the effect of the cache setting under the cursor.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let Some(key) = place.last_key().filter(|key| matches!(*key, RETENTION | LEGACY)) else { return };
    let steps = place.steps();
    let bag = &steps[..steps.len() - 1];
    let Some(layer) = params_layers().lookup(bag).first().map(|layer| layer_of(*layer)) else {
        misplaced(card, key);
        return;
    };
    let provider = place.key_at(2).map(|id| id.trim().to_lowercase());
    if matches!(layer, Layer::Provider | Layer::ProviderModel) && provider.as_deref() != Some("openrouter") {
        card.paragraph(
            "Not read here: under `models.providers` OpenClaw reads this key for `openrouter` only. Put it into \
             `agents.defaults.models[\"provider/model\"].params`.",
        );
        return;
    }
    let Some(model) = model_of(card, place, layer) else { return };
    let setting = Setting::read(place, key == LEGACY, layer, model);
    setting.here(card);
    setting.why(card);
    setting.this_layer(card);
    setting.remedy(card);
    setting.table(card);
    setting.cost(card);
}

fn misplaced(card: &mut Card, key: &str) {
    card.paragraph(&format!(
        "{} is read in a `params` object only: `agents.defaults.params`, `agents.defaults.models[\"provider/model\"].params`, \
         and the same two of an agent.",
        code(key)
    ));
}

/// The model that the setting is about: that of its entry, else the one that the agent or the defaults use.
fn model_of(card: &mut Card, place: &Place<'_>, layer: Layer) -> Option<ModelRef> {
    if matches!(layer, Layer::DefaultsModel | Layer::AgentModel) {
        let key = place.key_at(place.path.len().checked_sub(3)?)?;
        let names = place.snapshot.world.lexicon();
        let model = Parsed::parse(key).model_ref(names);
        let model = model.filter(|model| model.takes_params(key, layer == Layer::AgentModel, names));
        if model.is_none() {
            card.paragraph(&format!(
                "Never applies: the key {} of this entry is not the exact `provider/model` that OpenClaw looks for.",
                code(&shortened(key))
            ));
        }
        return model;
    }
    if layer == Layer::ProviderModel {
        let row = place.containers.get(place.containers.len().checked_sub(2)?)?;
        let id = row.get("id")?.as_str()?;
        return Some(ModelRef::normalize("openrouter", &id, place.snapshot.world.lexicon()));
    }
    let root = place.root()?;
    let own = place.agent().and_then(|id| agent_entry(&root, &id)).and_then(|entry| entry.get("model"));
    let written = own.and_then(|model| primary_of(&model));
    let written = written.or_else(|| primary_of(&root.at(&["agents", "defaults", "model"])?));
    let names = names_at(place);
    Some(written.map_or_else(|| names.default_model(), |written| names.resolve(&written).model))
}

impl<'p, 't> Setting<'p, 't> {
    fn read(place: &'p Place<'t>, is_legacy: bool, layer: Layer, model: ModelRef) -> Self {
        let agent = place.agent();
        let route = Route::of(&place.snapshot.catalog(), &model);
        let input = match place.root() {
            Some(root) => cache_layers::read(
                &root,
                agent.as_deref(),
                &model,
                &route,
                place.snapshot.world.environment(),
            ),
            None => CacheInput { family: CacheFamily::of(&model, &route), ..CacheInput::default() },
        };
        let outcome = resolve(&input);
        Self { place, is_legacy, layer, agent, model, input, outcome }
    }

    /// What takes effect for the model.
    fn here(&self, card: &mut Card) {
        let agent = self.agent.as_ref().map(|id| format!(", agent {}", code(id))).unwrap_or_default();
        let model = code(&self.model.to_string());
        let sentence = match self.outcome.effective {
            Some(retention) => format!("{} ({})", code(retention.word()), self.outcome.lifetime),
            None if self.outcome.why == Why::NotRead => "no cache setting is read".to_owned(),
            None => format!("nothing is passed on ({})", self.outcome.lifetime),
        };
        card.paragraph(&format!("In effect for {model}{agent}: {sentence}."));
        if let Some(login) = self.login() {
            card.paragraph(login);
        }
    }

    /// What the login for Anthropic does to cache settings, where it is no API key
    /// (docs/openclaw/cache-retention.md#logins).
    fn login(&self) -> Option<&'static str> {
        let root = self.place.root().filter(|_| self.model.provider == "anthropic")?;
        let decision = decide(&root, self.place.snapshot.world.environment().auth);
        if runs_claude_cli(&root, &decision) {
            return Some(
                "But the Claude command line runs the model here, and takes no cache setting of this file.",
            );
        }
        (decision.mode == AuthMode::OAuth).then_some(
            "Anthropic is used with a subscription: releases of early 2026 take no cache settings with it, later ones do \
             in direct requests.",
        )
    }

    /// Whether nothing declares the provider.
    fn is_unknown(&self) -> bool {
        is_unknown_provider(&Facts::new(self.place.snapshot), &self.model.provider)
    }

    /// Why it takes effect.
    fn why(&self, card: &mut Card) {
        let path = |layer: Layer| self.shown_layer(layer);
        let sentence = match self.outcome.why {
            Why::Layer(layer) => format!("{} of {} decides.", code(RETENTION), path(layer)),
            Why::Legacy(layer) => format!("{} of {} decides, in its old form.", code(LEGACY), path(layer)),
            Why::Seeded => self.seeding(),
            Why::Environment => "The environment variable `OPENCLAW_CACHE_RETENTION` decides.".to_owned(),
            Why::Default => "No layer has a value that counts, so it is the provider's default.".to_owned(),
            Why::NotRead if self.is_unknown() => {
                format!("OpenClaw knows no provider {}.", code(&self.model.provider))
            }
            Why::NotRead => "This provider has no prompt cache that OpenClaw can control.".to_owned(),
        };
        card.paragraph(&sentence);
    }

    fn seeding(&self) -> String {
        let reason =
            self.place.root().map(|root| decide(&root, self.place.snapshot.world.environment().auth).because);
        let reason = match reason {
            Some(AuthReason::Order(id)) => format!(" (auth profile {} is first in `auth.order`)", code(&id)),
            Some(AuthReason::Profiles) => {
                " (all Anthropic profiles in `auth.profiles` are API keys)".to_owned()
            }
            Some(AuthReason::Environment(name)) => format!(" (because of {})", code(name)),
            _ => String::new(),
        };
        format!(
            "Anthropic is used with an API key{reason}: on loading, OpenClaw writes `short` into {}, unless a text stands \
             there. That beats `agents.defaults.params` and every {}.",
            self.shown_layer(Layer::DefaultsModel),
            code(LEGACY)
        )
    }

    /// What becomes of the value at the cursor.
    fn this_layer(&self, card: &mut Card) {
        let written = if self.is_legacy { &self.own().legacy } else { self.written() };
        let is_invalid =
            if self.is_legacy { written.legacy_retention() } else { written.retention() }.is_none();
        if written.is_present() && is_invalid {
            let expected = if self.is_legacy { "`5m` or `1h`" } else { "`none`, `short` or `long`" };
            card.paragraph(&format!(
                "The value here means nothing to OpenClaw: it must be exactly {expected}."
            ));
            let meant = match written {
                LayerValue::Text(text) => params::intended_retention(text),
                _ => None,
            };
            if let Some(meant) = meant {
                card.paragraph(&format!("Did you mean {}?", code(meant.word())));
            }
        } else if written.is_present() && !self.decides() {
            card.paragraph("So the value here has no effect for this model.");
        }
    }

    /// The value of `cacheRetention` that the document has here; seeding may have put another one over it.
    fn written(&self) -> &LayerValue {
        match &self.input.seeded_over {
            Some(before) if self.layer == Layer::DefaultsModel => before,
            _ => &self.own().retention,
        }
    }

    fn decides(&self) -> bool {
        let why = if self.is_legacy { Why::Legacy(self.layer) } else { Why::Layer(self.layer) };
        self.outcome.why == why
    }

    fn own(&self) -> &CacheParams {
        self.input.layer(self.layer)
    }

    /// How to write the old key today, and what that changes.
    fn remedy(&self, card: &mut Card) {
        if !self.is_legacy {
            return;
        }
        let Some(mapped) = self.own().legacy.legacy_retention() else {
            card.paragraph("Old key: write `cacheRetention` with `none`, `short` or `long` instead.");
            return;
        };
        let fate = match self.outcome.legacy {
            LegacyFate::Ignored(_) => " This provider never read the old key.",
            _ => "",
        };
        if self.written().retention().is_some() {
            card.paragraph(&format!(
                "Old key: a valid `cacheRetention` stands beside it, so it can go.{fate}"
            ));
            return;
        }
        let after = self.after(mapped);
        let change = match (self.outcome.effective, after.effective) {
            (before, after) if before == after => "nothing changes".to_owned(),
            (before, after) => format!("{} then becomes {}", shown(before), shown(after)),
        };
        card.paragraph(&format!(
            "Old key: write `cacheRetention: \"{}\"` instead; for this model {change}.{fate}",
            mapped.word()
        ));
    }

    /// What takes effect once the old key is replaced.
    fn after(&self, mapped: Retention) -> CacheOutcome {
        let mut input = self.input.clone();
        *input.layer_mut(self.layer) =
            CacheParams { retention: LayerValue::Text(mapped.word().to_owned()), legacy: LayerValue::Absent };
        // A text in the entry keeps the seed away.
        if self.layer == Layer::DefaultsModel {
            input.seeded_over = None;
        }
        resolve(&input)
    }

    /// The three values for the model's provider.
    fn table(&self, card: &mut Card) {
        let catalog = self.place.snapshot.catalog();
        let row = catalog.model(&self.model.provider, &self.model.id);
        let hour = row.and_then(catalog_card::cache_write_for_an_hour);
        let five = row.and_then(|row| row.cost.cache_write).filter(|_| hour.is_some());
        let mut table = format!("| value | {} |\n|---|---|\n", self.model.provider);
        for retention in Retention::ALL {
            let lifetime = self.input.family.lifetime(Some(retention));
            let price = match retention {
                Retention::Short => five,
                Retention::Long => hour,
                Retention::None => None,
            };
            let price =
                price.map(|price| format!(", cache writes ${price} per million tokens")).unwrap_or_default();
            let mark = if self.outcome.effective == Some(retention) { " (in effect)" } else { "" };
            let _ = writeln!(table, "| {}{mark} | {lifetime}{price} |", code(retention.word()));
        }
        card.paragraph(&table);
    }

    /// What a day with each value costs (docs/cost-of-the-cache.md).
    fn cost(&self, card: &mut Card) {
        let model = self.model.to_string();
        let query = Query { agent: self.agent.as_deref(), model: Some(&model), api: None };
        let found = Explainer::new(self.place.snapshot).map(|all| all.cache_cost(query, &[], MESSAGES));
        if let Some(sentence) = found.and_then(|found| found.sentence()) {
            card.paragraph(&sentence);
        }
    }

    /// The path of a layer; the one at the cursor as "this layer".
    fn shown_layer(&self, layer: Layer) -> String {
        if layer == self.layer {
            return "this layer".to_owned();
        }
        code(&layer.path(self.agent.as_deref(), &self.model.key()))
    }
}

fn shown(retention: Option<Retention>) -> String {
    retention.map_or_else(|| "the provider's own choice".to_owned(), |retention| code(retention.word()))
}
