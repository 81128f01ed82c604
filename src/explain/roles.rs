//! What an agent uses beside its first model, how far that model goes, and which login pays
//! (docs/openclaw/models.md#beside-the-first-model).

use super::explainer::Explainer;
use super::layers::layer_path;
use crate::catalog::Source;
use crate::config::ConfigValue;
use crate::config::agent_entry::own_params;
use crate::config::cache_retention::Layer;
use crate::config::credentials::{Credentials, KeyForm, Standing, variables};
use crate::config::effective::Agent;
use crate::config::model_ref::ModelRef;
use crate::config::model_roles::{Said, Utility, helper, purpose, thinking, utility};
use crate::config::selection::ModelNames;
use crate::syntax::Value;

/// What an agent uses beside its first model, and what bounds it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roles {
    /// How much it thinks, where the file says it.
    pub thinking: Option<Said<String>>,
    /// The models for other purposes.
    pub models: Vec<Role>,
    /// How far the first model goes.
    pub limits: Limits,
    /// What pays for the first model, first choice first; names only.
    pub logins: Vec<String>,
}

/// A purpose with its model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// What for.
    pub purpose: &'static str,
    /// The model; none where the file leaves it open or switches it off.
    pub model: Option<ModelRef>,
    /// What stands in the place of a model, in words.
    pub open: &'static str,
    /// The path that says it; none where nothing does.
    pub path: Option<String>,
    /// The models that are tried next.
    pub then: Vec<ModelRef>,
}

/// How far a model goes, in tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Its context.
    pub window: Option<u64>,
    /// The part of the context that may be used, where the file says less.
    pub usable: Option<Said<u64>>,
    /// Its longest answer.
    pub answer: Option<u64>,
    /// The section of the file that says so; none where it is the catalogue.
    pub path: Option<String>,
}

impl<'t> Explainer<'t> {
    pub(super) fn roles(&self, agent: Option<&Agent<Value<'t>>>, model: &ModelRef) -> Roles {
        Roles {
            thinking: thinking(&self.root, agent, self.bags_of(agent, model).into_iter()),
            models: self.role_rows(agent),
            limits: self.limits(model),
            logins: self.logins(&model.provider),
        }
    }

    /// The `params` that are about one model, the strongest first.
    fn bags_of(&self, agent: Option<&Agent<Value<'t>>>, model: &ModelRef) -> Vec<(Value<'t>, String)> {
        let own = agent.and_then(|agent| own_params(&agent.entry, model));
        // Of several keys for one model the last that has it counts.
        let mut shared = self.reader.bags(Layer::DefaultsModel, None, model).into_iter().rev();
        let shared = shared.find(|bag| ConfigValue::get(bag, "thinking").is_some()).into_iter();
        let path = |layer| layer_path(layer, agent, model);
        let own = own.into_iter().map(|bag| (bag, path(Layer::AgentModel)));
        own.chain(shared.map(|bag| (bag, path(Layer::DefaultsModel)))).collect()
    }

    fn role_rows(&self, agent: Option<&Agent<Value<'t>>>) -> Vec<Role> {
        let names = self.names_of(agent);
        let of_defaults = |key: &str| purpose(&self.root, key, &self.names);
        let image = of_defaults("imageModel");
        let open = "one that OpenClaw picks among the providers that are logged in";
        let pdf = of_defaults("pdfModel").or_else(|| image.clone());
        vec![
            role("images", image, open),
            role("PDFs", pdf, open),
            self.helper_row(agent, &names),
            self.utility_row(agent, &names),
            self.heartbeat_row(agent, &names),
        ]
    }

    fn helper_row(&self, agent: Option<&Agent<Value<'t>>>, names: &ModelNames) -> Role {
        let (model, after) = helper(&self.root, agent);
        let then = after.map(|said| said.value).unwrap_or_default();
        let said = model.map(|said| Said {
            value: std::iter::once(&said.value)
                .chain(&then)
                .map(|written| names.resolve(written).model)
                .collect(),
            path: said.path,
        });
        role("sub-agents", said, "that of the agent that starts them")
    }

    fn utility_row(&self, agent: Option<&Agent<Value<'t>>>, names: &ModelNames) -> Role {
        let one =
            |said: Said<String>| Said { value: vec![names.resolve(&said.value).model], path: said.path };
        match utility(&self.root, agent) {
            Utility::Automatic => {
                role("titles and recaps", None, "the small one of the first model's provider")
            }
            Utility::Off(path) => {
                Role { path: Some(path), ..role("titles and recaps", None, "none of its own") }
            }
            Utility::Model(said) => role("titles and recaps", Some(one(said)), ""),
        }
    }

    fn heartbeat_row(&self, agent: Option<&Agent<Value<'t>>>, names: &ModelNames) -> Role {
        let of = |scope: Value<'t>, path: String| {
            let written = scope.text_at(&["heartbeat", "model"])?;
            Some(Said { value: vec![names.resolve(&written).model], path: format!("{path}.heartbeat.model") })
        };
        let own = agent.and_then(|agent| of(agent.entry, agent.path()));
        let shared = || of(self.root.at(&["agents", "defaults"])?, "agents.defaults".to_owned());
        role("heartbeat", own.or_else(shared), "the first model")
    }

    fn limits(&self, model: &ModelRef) -> Limits {
        let row = self.catalog.model(&model.provider, &model.id);
        let written = self.written_row(model);
        let usable = written.as_ref().and_then(|(row, path)| {
            let value = whole(row.get("contextTokens")?.as_f64()?)?;
            Some(Said { value, path: format!("{path}.contextTokens") })
        });
        let is_written = row.is_some_and(|row| row.source == Source::Document);
        Limits {
            window: row.and_then(|row| row.context_window),
            answer: row.and_then(|row| row.max_output),
            usable,
            path: written.map(|(_, path)| path).filter(|_| is_written),
        }
    }

    /// What `models.providers` says about a model, with its path.
    fn written_row(&self, model: &ModelRef) -> Option<(Value<'t>, String)> {
        let providers = self.root.at(&["models", "providers"])?.entries();
        let (key, section) =
            providers.into_iter().find(|(key, _)| key.trim().to_lowercase() == model.provider)?;
        let rows = section.get("models")?.items();
        let at = rows.iter().position(|row| row.text_at(&["id"]).as_deref() == Some(&model.id))?;
        Some((rows[at], format!("models.providers.{key}.models[{at}]")))
    }

    /// What pays for a provider's models, first choice first.
    fn logins(&self, provider: &str) -> Vec<String> {
        let found = Credentials::of(&self.root, provider);
        let profiles = found.profiles.iter().filter_map(|used| match &used.standing {
            Standing::Own(mode) => Some(format!("profile `{}` ({})", used.id, mode.words())),
            Standing::Undefined => Some(format!("profile `{}`, if OpenClaw's own store has it", used.id)),
            Standing::Foreign(_) => None,
        });
        let named = found.variables.iter().map(|name| format!("{name} of `env`"));
        let key = found.key.iter().map(|key| format!("`models.providers.{provider}.apiKey` ({})", form(key)));
        let mut logins: Vec<String> = profiles.chain(named).chain(key).collect();
        let set = &self.snapshot.world.options.env_names;
        let around = variables(provider).iter().filter(|name| set.iter().any(|known| known == *name));
        logins.extend(around.map(|name| format!("{name} of the environment")));
        logins
    }
}

/// The first of some models for a purpose, and what comes after it.
fn role(purpose: &'static str, said: Option<Said<Vec<ModelRef>>>, open: &'static str) -> Role {
    let (mut models, path) = said.map(|said| (said.value, said.path)).unzip();
    let mut models = models.take().unwrap_or_default().into_iter();
    Role { purpose, model: models.next(), open, path, then: models.collect() }
}

const fn form(key: &KeyForm) -> &'static str {
    match key {
        KeyForm::Text => "plain text",
        KeyForm::Variable => "from a variable",
        KeyForm::Reference(_) => "a reference to a secret",
        KeyForm::Placeholder => "a placeholder, not a working key",
    }
}

/// A number of tokens.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is no such number is left out before"
)]
fn whole(number: f64) -> Option<u64> {
    (1.0..1e12).contains(&number).then_some(number as u64)
}
