//! `explain`: what will really happen, for every agent, for one, or about one key.

mod json;
mod pretty;
mod table;

use super::args::{ExplainArgs, ExplainFormat};
use super::checked::project;
use super::input::Source;
use super::world::world;
use super::{Status, stdout};
use crate::analysis::Snapshot;
use crate::analysis::explain::{Explainer, Explanation, KeyExplanation, Query, explain_key};
use crate::analysis::project::Merged;
use crate::host::environment;
use crate::host::includes::Includes;
use std::io::{self, Write};

/// What was asked for.
enum Answer {
    Agents(Vec<Explanation>),
    One(Box<Explanation>),
    Key(Box<KeyExplanation>),
}

pub(super) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let input = Source::from_argument(args.file.clone()).read().map_err(io::Error::other)?;
    let world = world(&args.world, environment::options(&[]))?;
    let snapshot = Snapshot::new(&input.contents.text, input.kind, world);
    let project = project(&input, &snapshot, &Includes::from_environment());
    // What takes effect is what all files say together.
    let snapshot = project.map_or(snapshot, |(project, _)| Merged::new(&project, None).snapshot().clone());
    let answer = answer(&snapshot, args)
        .map_err(|reason| io::Error::other(format!("cannot explain {}: {reason}", input.name)))?;
    let mut out = stdout();
    match args.format {
        ExplainFormat::Json => writeln!(out, "{}", json::of(&input.name, &answer))?,
        ExplainFormat::Pretty => pretty::write(&mut out, &answer)?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

fn answer(snapshot: &Snapshot, args: &ExplainArgs) -> Result<Answer, &'static str> {
    let query =
        Query { agent: args.agent.as_deref(), model: args.model.as_deref(), api: args.api.as_deref() };
    let explainer = Explainer::new(snapshot).ok_or("its value is no object")?;
    if let Some(key) = &args.key {
        let found = explain_key(snapshot, key, query).ok_or("no key can stand at this path")?;
        return Ok(Answer::Key(Box::new(found)));
    }
    if query.agent.is_some() || query.model.is_some() {
        return Ok(Answer::One(Box::new(explainer.explain(query))));
    }
    let ids = explainer.agent_ids();
    Ok(Answer::Agents(ids.iter().map(|id| explainer.explain(Query { agent: Some(id), ..query })).collect()))
}

#[cfg(test)]
mod tests;
