//! `explain`: what will really happen, for every agent, for one, or about one key.

mod answer;
mod cost;
mod json;
mod markdown;
mod page;
mod pretty;
mod refusal;
mod route;
mod section;
mod start;
mod table;
mod tools;

use super::args::{ExplainArgs, ExplainFormat};
use super::checked::{Checked, checked};
use super::input::{Input, Source};
use super::terminal::{Status, printable, stdout};
use super::world::world;
use crate::base::{Snapshot, World, masking};
use crate::config::key_path::named;
use crate::config::routing::Message;
use crate::explain::{Explainer, Query};
use crate::host::includes::Includes;
use crate::ide::explain_key;
use answer::{Answer, Files, files};
pub(super) use cost::Day;
use refusal::Refusal;
use serde_json::Value;
use start::Start;
use std::io::{self, Write};
use std::sync::Arc;

pub(super) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let input = Source::from_argument(args.file()).read().map_err(io::Error::other)?;
    let world = world(&args.world)?;
    let query =
        Query { agent: args.agent.as_deref(), model: args.model.as_deref(), api: args.api.as_deref() };
    let asked = Asked {
        key: args.key(),
        query,
        message: message(args)?,
        day: Day { prompts: &args.prompt, messages: args.messages },
    };
    let includes = Includes::from_environment();
    let checked = checked(&input, &world, &includes);
    if args.format == ExplainFormat::Html {
        return written(&page(&input, &asked, &world, &includes, &checked)?, &checked);
    }
    let refusal = Refusal::of(&checked);
    let (answer, files) = answered(&input, &asked, &world, &includes, &checked).map_err(io::Error::other)?;
    let mut out = stdout();
    match args.format {
        ExplainFormat::Json => {
            writeln!(out, "{}", json::of(&input.name, &answer, refusal.as_ref(), files.as_ref()))?;
        }
        ExplainFormat::Pretty | ExplainFormat::Md | ExplainFormat::Html => {
            let mut text = Vec::new();
            match args.format {
                ExplainFormat::Md => markdown::write(&mut text, &answer, files.as_ref())?,
                _ => pretty::write(&mut text, &answer, files.as_ref())?,
            }
            let refused = refusal.iter().map(|refusal| format!("{refusal}\n\n")).collect::<String>();
            out.write_all(printable(&refused).as_bytes())?;
            out.write_all(printable(&masking::text(&String::from_utf8_lossy(&text))).as_bytes())?;
        }
    }
    out.flush()?;
    Ok(if refusal.is_some() { Status::Errors } else { Status::Clean })
}

/// The page about everything.
fn page(
    input: &Input,
    asked: &Asked<'_>,
    world: &Arc<World>,
    includes: &Includes,
    checked: &Checked,
) -> io::Result<String> {
    if let Some(key) = asked.key {
        let reason = format!("`--format html` is a page about everything: leave `{key}` out");
        return Err(io::Error::other(reason));
    }
    page::write(input, (asked.query, asked.day), world, includes, checked).map_err(io::Error::other)
}

/// Prints a text that is complete; the status says whether OpenClaw takes the file.
fn written(text: &str, checked: &Checked) -> io::Result<Status> {
    let mut out = stdout();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(if Refusal::of(checked).is_some() { Status::Errors } else { Status::Clean })
}

/// The word that asks who answers. No release has a key of this name.
const ROUTE: &str = "route";

/// The word that asks which tools the agents have. The key of this name is `["tools"]`.
const TOOLS: &str = "tools";

/// The word that asks whether the gateway starts. No release has a key of this name.
const START: &str = "start";

/// The word that asks what the prompt cache costs. No release has a key of this name.
const COST: &str = "cost";

/// What is asked.
pub(super) struct Asked<'q> {
    /// A key, or the word for a question.
    pub(super) key: Option<&'q str>,
    /// The agent and model that it is asked for.
    pub(super) query: Query<'q>,
    /// The message whose way is asked for.
    pub(super) message: Option<Message>,
    /// The day whose cost is asked for.
    pub(super) day: Day<'q>,
}

/// The message that the arguments describe.
fn message(args: &ExplainArgs) -> io::Result<Option<Message>> {
    let Some(text) = &args.message else { return Ok(None) };
    if args.key() != Some(ROUTE) {
        return Err(io::Error::other(
            "`--message` goes with `route`: openclaw-lsp explain route --message … FILE",
        ));
    }
    let message = Message::parse(text).map_err(io::Error::other)?;
    Ok(Some(Message {
        parent: args.parent.clone(),
        thread: args.thread.clone(),
        guild: args.guild.clone(),
        team: args.team.clone(),
        roles: args.role.clone(),
        ..message
    }))
}

/// The answer to a question, as JSON.
///
/// # Errors
///
/// Says why the document cannot be explained.
pub(super) fn value(
    input: &Input,
    asked: &Asked<'_>,
    world: &Arc<World>,
    includes: &Includes,
) -> Result<Value, String> {
    let checked = checked(input, world, includes);
    let refusal = Refusal::of(&checked);
    let (answer, files) = answered(input, asked, world, includes, &checked)?;
    Ok(json::of(&input.name, &answer, refusal.as_ref(), files.as_ref()))
}

fn answered(
    input: &Input,
    asked: &Asked<'_>,
    world: &Arc<World>,
    includes: &Includes,
    checked: &Checked,
) -> Result<(Answer, Option<Files>), String> {
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    let files = files(input, &snapshot, includes);
    // What takes effect is what all files say together.
    let snapshot = files.as_ref().map_or(snapshot, |files| files.merged.snapshot().clone());
    let start = || Start::of(checked, &snapshot).map(Answer::Start).ok_or("it holds nothing".to_owned());
    let answer = if asked.key == Some(START) { start() } else { answer(&snapshot, asked) };
    let answer = answer.map_err(|reason| format!("cannot explain {}: {reason}", input.name))?;
    Ok((answer, files))
}

fn answer(snapshot: &Snapshot, asked: &Asked<'_>) -> Result<Answer, String> {
    let Asked { key, query, message, .. } = asked;
    let (key, query) = (*key, *query);
    let explainer = Explainer::new(snapshot).ok_or("its value is no object")?;
    if key == Some(ROUTE) {
        return Ok(Answer::Route(Box::new(explainer.routing(message.as_ref()))));
    }
    if key == Some(TOOLS) {
        return Ok(Answer::Tools(explainer.tools(query.agent)));
    }
    if key == Some(COST) {
        return Ok(Answer::Costs(cost::of(&explainer, query, asked.day)));
    }
    // The whole is what is explained without a key.
    let steps = key.map(named).transpose()?;
    if let Some(key) = key.filter(|_| steps.is_some_and(|steps| !steps.is_empty())) {
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
