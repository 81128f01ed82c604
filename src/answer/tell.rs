//! An answer in the form that is wanted.

use super::asked::{Answer, Asked};
use super::subject::Subject;
use super::{json, markdown, page, pretty};
use crate::base::masking;
use serde_json::Value;
use std::io;

/// What writes an answer.
type Writer = fn(&mut Vec<u8>, &Answer, &Subject<'_>) -> io::Result<()>;

/// What an answer is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Tables, for people.
    Pretty,
    /// One JSON object, for programs.
    Json,
    /// Markdown.
    Markdown,
    /// A page about everything.
    Html,
}

impl Subject<'_> {
    /// The answer to a question, as it is shown; nothing secret is in it.
    ///
    /// # Errors
    ///
    /// Says why the configuration cannot be explained.
    pub fn told(&self, asked: &Asked<'_>, format: Format) -> Result<String, String> {
        let answer = || Answer::of(self, asked);
        match format {
            Format::Html => page::write(self, asked),
            Format::Json => Ok(format!("{}\n", json::of(self, &answer()?))),
            Format::Markdown => self.shown(&answer()?, markdown::write),
            Format::Pretty => self.shown(&answer()?, pretty::write),
        }
    }

    /// A text for people, after the word that the file is refused.
    fn shown(&self, answer: &Answer, write: Writer) -> Result<String, String> {
        let mut text =
            self.refusal().map(|refusal| format!("{refusal}\n\n")).unwrap_or_default().into_bytes();
        write(&mut text, answer, self).map_err(|error| error.to_string())?;
        Ok(masking::text(&String::from_utf8_lossy(&text)).into_owned())
    }

    /// The answer to a question, for programs.
    ///
    /// # Errors
    ///
    /// Says why the configuration cannot be explained.
    pub fn facts(&self, asked: &Asked<'_>) -> Result<Value, String> {
        Ok(json::of(self, &Answer::of(self, asked)?))
    }
}
