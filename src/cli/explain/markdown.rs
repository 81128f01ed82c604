//! Explanations as Markdown.

use super::answer::{Answer, Files};
use super::{pretty, section};
use crate::explain::Section;
use std::io::{self, Write};

pub(super) fn write(out: &mut impl Write, answer: &Answer, files: Option<&Files>) -> io::Result<()> {
    match answer {
        Answer::Route(found) => section::markdown(out, &Section::of_routing(found)),
        Answer::Start(found) => section::markdown(out, &found.section()),
        Answer::Tools(found) => section::markdown(out, &Section::of_tools(found)),
        Answer::Costs(found) => section::markdown(out, &Section::of_costs(found)),
        // What is known about a key is Markdown already.
        Answer::Key(_) => pretty::write(out, answer, files),
        Answer::Agents(_) | Answer::One(_) => {
            writeln!(out, "```text")?;
            pretty::write(out, answer, files)?;
            writeln!(out, "```")
        }
    }
}
