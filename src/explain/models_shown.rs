//! Which models the agents use, as it is shown to people.

use super::explanation::Explanation;
use super::roles::{Limits, Role, Roles};
use super::section::{Grid, Section};
use crate::catalog::card::grouped;
use crate::config::cache_retention::Retention;
use crate::config::model_ref::ModelRef;

impl Section {
    /// Which models the agents use, with what each falls back to and what its cache does; then what the file says of thinking and of
    /// other purposes, how far the models go, and who pays.
    pub fn of_models(agents: &[Explanation]) -> Self {
        let grids = [
            Grid {
                heading: vec!["AGENT", "MODEL", "WRITTEN AT", "FALLBACKS", "CACHE", "LIFETIME"],
                rows: agents.iter().map(first).collect(),
            },
            Grid { heading: vec!["FOR", "AGENT", "MODEL", "WRITTEN AT", "THEN"], rows: others(agents) },
            Grid {
                heading: vec!["AGENT", "THINKING", "WRITTEN AT"],
                rows: agents.iter().filter_map(thinking).collect(),
            },
            Grid { heading: vec!["MODEL", "CONTEXT", "LONGEST ANSWER"], rows: distinct(agents, limits) },
            Grid { heading: vec!["PROVIDER", "LOGIN, FIRST CHOICE FIRST"], rows: distinct(agents, logins) },
        ];
        let grids = grids.into_iter().filter(|grid| !grid.rows.is_empty()).collect();
        Self { title: "Which model each agent uses", alarm: None, facts: Vec::new(), grids }
    }
}

fn name(found: &Explanation) -> String {
    found.agent.clone().unwrap_or_default()
}

fn first(found: &Explanation) -> Vec<String> {
    let fallbacks: Vec<&ModelRef> = found.fallbacks.iter().map(|(model, _)| model).collect();
    vec![
        name(found),
        found.resolution.model.to_string(),
        found.written_at.clone().unwrap_or_else(|| "OpenClaw's own".to_owned()),
        listed(&fallbacks),
        found.cache.effective.map_or("the provider's choice", Retention::word).to_owned(),
        found.cache.lifetime.to_string(),
    ]
}

/// How much an agent thinks, where the file says it.
fn thinking(found: &Explanation) -> Option<Vec<String>> {
    let said = found.roles.thinking.as_ref()?;
    Some(vec![name(found), said.value.clone(), said.path.clone()])
}

/// What the file names for other purposes: one row for all agents that have it from the same key. That sub-agents have the model of their
/// agent is not said again.
fn others(agents: &[Explanation]) -> Vec<Vec<String>> {
    let mut rows: Vec<(&Role, Vec<String>)> = Vec::new();
    for found in agents {
        let written =
            found.roles.models.iter().filter(|role| role.path.is_some() && role.path != found.written_at);
        for role in written {
            match rows.iter_mut().find(|(known, _)| *known == role) {
                Some((_, names)) => names.push(name(found)),
                None => rows.push((role, vec![name(found)])),
            }
        }
    }
    let row = |(role, names): (&Role, Vec<String>)| {
        let [purpose, model, path, then] = role.in_words();
        let names =
            if names.len() == agents.len() && names.len() > 1 { "all".to_owned() } else { names.join(", ") };
        vec![purpose, names, model, path, then]
    };
    rows.into_iter().map(row).collect()
}

fn limits(found: &Explanation) -> Vec<String> {
    let limits = &found.roles.limits;
    vec![found.resolution.model.to_string(), limits.context_in_words(), limits.answer_in_words()]
}

fn logins(found: &Explanation) -> Vec<String> {
    let provider = &found.resolution.model.provider;
    vec![provider.clone(), logins_in_words(&found.roles.logins, provider)]
}

/// A row of each agent, once where several agents have the same.
fn distinct(agents: &[Explanation], row: fn(&Explanation) -> Vec<String>) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in agents.iter().map(row) {
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    rows
}

impl Role {
    /// The purpose, the model, where it is written, and what is tried then.
    pub fn in_words(&self) -> [String; 4] {
        let model = self.model.as_ref().map_or_else(|| self.open.to_owned(), ToString::to_string);
        let then: Vec<&ModelRef> = self.then.iter().collect();
        let then = if self.model.is_some() { listed(&then) } else { String::new() };
        [self.purpose.to_owned(), model, self.path.clone().unwrap_or_default(), then]
    }
}

impl Roles {
    /// How much the agent thinks, and what says so.
    pub fn thinking_in_words(&self) -> String {
        match &self.thinking {
            Some(said) => format!("{} ({})", said.value, said.path),
            None => "as the model does by itself".to_owned(),
        }
    }
}

impl Limits {
    /// The context, and the part of it that may be used.
    pub fn context_in_words(&self) -> String {
        let window = self.window.map_or_else(
            || "not in the catalogue".to_owned(),
            |window| format!("{} tokens", grouped(window)),
        );
        let from = self.path.as_ref().map(|path| format!(" ({path})")).unwrap_or_default();
        let usable = self.usable.as_ref();
        let usable =
            usable.map(|said| format!(", of which {} are used ({})", grouped(said.value), said.path));
        format!("{window}{from}{}", usable.unwrap_or_default())
    }

    /// The longest answer.
    pub fn answer_in_words(&self) -> String {
        self.answer
            .map_or_else(|| "not in the catalogue".to_owned(), |answer| format!("{} tokens", grouped(answer)))
    }
}

/// Who pays, in words.
pub fn logins_in_words(logins: &[String], provider: &str) -> String {
    if !logins.is_empty() {
        return logins.join(", then ");
    }
    let names = crate::config::credentials::variables(provider);
    let or = if names.is_empty() { String::new() } else { format!(", or {}", names.join(" or ")) };
    format!("nothing in the file: a login in OpenClaw's own store{or}")
}

fn listed(models: &[&ModelRef]) -> String {
    let models: Vec<String> = models.iter().map(ToString::to_string).collect();
    if models.is_empty() { "none".to_owned() } else { models.join(", ") }
}
