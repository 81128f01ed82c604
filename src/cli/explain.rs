//! `explain`: what will really happen, for every agent, for one, or about one key.

use super::args::{ExplainArgs, ExplainFormat};
use super::checked::{Checked, checked};
use super::input::{Input, Source};
use super::terminal::{Status, printable, stdout};
use super::world::world;
use crate::answer::{Asked, Day, Files, Format, Subject, file_names};
use crate::base::World;
use crate::config::routing::Message;
use crate::explain::Query;
use crate::host::includes::Includes;
use crate::project::Merged;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

pub(super) fn run(args: &ExplainArgs) -> io::Result<Status> {
    let input = Source::from_argument(args.file()).read().map_err(io::Error::other)?;
    let world = world(&args.world)?;
    let asked = asked(args)?;
    let checked = checked(&input, &world, &Includes::from_environment());
    let subject = subject(&input, &checked).ok_or_else(|| io::Error::other("nothing was read"))?;
    let told = subject.told(&asked, args.format.into()).map_err(io::Error::other)?;
    let told = match args.format {
        ExplainFormat::Pretty | ExplainFormat::Md => printable(&told),
        // Both have no letters in them that steer a terminal.
        ExplainFormat::Json | ExplainFormat::Html => Cow::Borrowed(told.as_str()),
    };
    let mut out = stdout();
    out.write_all(told.as_bytes())?;
    out.flush()?;
    Ok(if subject.is_valid() { Status::Clean } else { Status::Errors })
}

impl From<ExplainFormat> for Format {
    fn from(format: ExplainFormat) -> Self {
        match format {
            ExplainFormat::Pretty => Self::Pretty,
            ExplainFormat::Json => Self::Json,
            ExplainFormat::Md => Self::Markdown,
            ExplainFormat::Html => Self::Html,
        }
    }
}

/// What the arguments ask.
fn asked(args: &ExplainArgs) -> io::Result<Asked<'_>> {
    let query =
        Query { agent: args.agent.as_deref(), model: args.model.as_deref(), api: args.api.as_deref() };
    let day = Day { prompts: &args.prompt, messages: args.messages };
    let asked = Asked { key: args.key(), query, message: message(args)?, day };
    if asked.message.is_some() && !asked.is_about_messages() {
        return Err(io::Error::other(
            "`--message` goes with `route`, `access` and `tools`: openclaw-lsp explain route --message … FILE",
        ));
    }
    Ok(asked)
}

/// The message that the arguments describe.
fn message(args: &ExplainArgs) -> io::Result<Option<Message>> {
    let Some(text) = &args.message else { return Ok(None) };
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
    subject(input, &checked).ok_or("nothing was read")?.facts(asked)
}

/// A file that was read and judged, as what is asked about.
fn subject<'c>(input: &'c Input, checked: &'c Checked) -> Option<Subject<'c>> {
    let files = checked.project.as_ref().map(|(project, own)| {
        let names = file_names(project, *own, &input.name, input.file.as_deref());
        Arc::new(Files::new(project, Arc::new(Merged::new(project, None)), *own, names))
    });
    let own = &checked.files.first()?.snapshot;
    Some(Subject { name: &input.name, own, files, judged: &checked.files })
}

#[cfg(test)]
mod tests;
