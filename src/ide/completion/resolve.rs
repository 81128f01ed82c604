//! The documentation of an item, looked up when the client asks for it.

use crate::base::World;
use crate::catalog::card;
use crate::config::cache_retention::Retention;
use crate::config::params;
use crate::schema::{PathStep, docs};

/// Between the parts of an encoded topic; no key holds it.
const BREAK: char = '\u{1f}';

/// An array item in an encoded path.
const ITEM: &str = "\u{1e}";

/// What an item's documentation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Topic<'a> {
    /// The key at a path.
    Key(Vec<PathStep<'a>>),
    /// A model of the embedded catalogue.
    Model(&'a str, &'a str),
    /// A key of a `params` bag.
    Param(&'a str),
    /// A cache retention, and what it comes to for the model in question.
    Retention(Retention, &'a str),
}

impl<'a> Topic<'a> {
    /// The topic as text.
    pub(super) fn encode(&self) -> String {
        let parts: Vec<&str> = match self {
            Self::Key(path) => std::iter::once("key").chain(path.iter().map(step)).collect(),
            Self::Model(provider, id) => vec!["model", provider, id],
            Self::Param(name) => vec!["param", name],
            Self::Retention(retention, here) => vec!["retention", retention.word(), here],
        };
        parts.join(&BREAK.to_string())
    }

    fn decode(text: &'a str) -> Option<Self> {
        let mut parts = text.split(BREAK);
        let topic = parts.next()?;
        let mut part = || parts.next();
        match topic {
            "model" => Some(Self::Model(part()?, part()?)),
            "param" => Some(Self::Param(part()?)),
            "retention" => Some(Self::Retention(Retention::parse(part()?)?, part()?)),
            "key" => Some(Self::Key(
                parts.map(|part| if part == ITEM { PathStep::Item } else { PathStep::Key(part) }).collect(),
            )),
            _ => None,
        }
    }
}

const fn step<'a>(step: &PathStep<'a>) -> &'a str {
    match step {
        PathStep::Key(key) => key,
        PathStep::Item => ITEM,
    }
}

/// The Markdown documentation of an item, from its `resolve` string. Models that only a document declares have none,
/// since a document is not at hand here: their `detail` says what there is to say.
pub fn resolve_completion(world: &World, resolve: &str) -> Option<String> {
    match Topic::decode(resolve)? {
        Topic::Key(path) => key(world, &path),
        Topic::Model(provider, id) => Some(card::markdown(world.catalog().model(provider, id)?)),
        Topic::Param(name) => params::key(name).map(|key| key.effect.to_owned()),
        Topic::Retention(retention, here) => {
            let general = params::retention_sentence(retention);
            Some(if here.is_empty() { general.to_owned() } else { format!("Here: {here}\n\n{general}") })
        }
    }
}

fn key(world: &World, path: &[PathStep<'_>]) -> Option<String> {
    if path == [PathStep::Key("$include")] {
        return Some(
            "Reads this object from another file, or from several in order. Members beside it win over the file's. \
             Paths start at the directory of this file and must stay below that of the main configuration."
                .to_owned(),
        );
    }
    let schemas = world.schema.lookup(path);
    let facts = super::shape::facts(&world.schema, &schemas);
    let mut parts: Vec<String> = docs::lookup(path).into_iter().map(str::to_owned).collect();
    if !schemas.is_empty() {
        parts.push(format!("Type: `{}`", facts.short()));
    }
    parts.extend(facts.default.map(|default| format!("Default: `{default}`")));
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
