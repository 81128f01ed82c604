//! `explain`: what will really happen, for every agent, for one, or about one key.

mod json;
mod pretty;
mod table;

use super::args::{ExplainArgs, ExplainFormat};
use super::checked::{names, project};
use super::input::{Input, Source};
use super::world::world;
use super::{Status, stdout};
use crate::base::FileId;
use crate::base::Snapshot;
use crate::explain::{Explainer, Explanation, Query};
use crate::host::includes::Includes;
use crate::ide::{KeyExplanation, explain_key};
use crate::project::Merged;
use crate::text::TextRange;
use std::io::{self, Write};

/// What was asked for.
enum Answer {
    Agents(Vec<Explanation>),
    One(Box<Explanation>),
    Key(Box<KeyExplanation>),
}

pub(super) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let input = Source::from_argument(args.file.clone()).read().map_err(io::Error::other)?;
    let world = world(&args.world)?;
    let snapshot = Snapshot::new(&input.contents.text, input.kind, world);
    let files = files(&input, &snapshot, &Includes::from_environment());
    // What takes effect is what all files say together.
    let snapshot = files.as_ref().map_or(snapshot, |files| files.merged.snapshot().clone());
    let answer = answer(&snapshot, args)
        .map_err(|reason| io::Error::other(format!("cannot explain {}: {reason}", input.name)))?;
    let mut out = stdout();
    match args.format {
        ExplainFormat::Json => writeln!(out, "{}", json::of(&input.name, &answer, files.as_ref()))?,
        ExplainFormat::Pretty => pretty::write(&mut out, &answer, files.as_ref())?,
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// The files that were read together.
struct Files {
    merged: Merged,
    /// The one that was asked about.
    own: FileId,
    names: Vec<String>,
}

/// The files that count together with a document, if it includes some or is included.
fn files(input: &Input, snapshot: &Snapshot, includes: &Includes) -> Option<Files> {
    let (project, own) = project(input, snapshot, includes)?;
    Some(Files { merged: Merged::new(&project, None), own, names: names(&project, own, input) })
}

/// The file that wrote what stands at a place, where it is not the one that was asked about.
fn file(files: Option<&Files>, range: Option<TextRange>) -> Option<&str> {
    let files = files?;
    let (file, _) = files.merged.origin(range?);
    files.names.get(file).filter(|_| file != files.own).map(String::as_str)
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
