//! Explanations as Markdown.

use super::asked::Answer;
use super::subject::Subject;
use super::{pretty, section};
use crate::explain::Section;
use std::io::{self, Write};

pub(super) fn write(out: &mut impl Write, answer: &Answer, subject: &Subject<'_>) -> io::Result<()> {
    if let Some(section) = answer.section() {
        return section::markdown(out, &section);
    }
    match answer {
        // What is known about a key is Markdown already.
        Answer::Key(_) => pretty::write(out, answer, subject),
        Answer::Agents(found) => section::markdown(out, &Section::of_models(found)),
        Answer::One(_) => {
            writeln!(out, "```text")?;
            pretty::write(out, answer, subject)?;
            writeln!(out, "```")
        }
        _ => Ok(()),
    }
}
