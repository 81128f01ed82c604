//! A table whose lines have intervals: what each thing is, release by release.

use crate::Failure;
use openclaw_lsp::release::{Span, Version};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// By thing what it is in each release; a thing that a release lacks has no entry.
#[derive(Debug, Default)]
pub struct Timeline {
    head: String,
    things: BTreeMap<String, BTreeMap<Version, String>>,
}

impl Timeline {
    /// Reads a table; `keys` columns name the thing, the last two are the interval, and those between say what it is.
    /// Without a text it is an empty one.
    pub fn read(text: &str, head: &str, keys: usize, releases: &[Version]) -> Result<Self, Failure> {
        let mut timeline = Self { head: head.to_owned(), things: BTreeMap::new() };
        for line in text.lines().skip(1) {
            let fields: Vec<&str> = line.split('\t').collect();
            let [since, until] = fields[fields.len().saturating_sub(2)..] else {
                return Err(format!("expected an interval at the end of `{line}`").into());
            };
            let span = Span::read(since, until)?;
            let thing = fields[..keys].join("\t");
            let what = fields[keys..fields.len() - 2].join("\t");
            let own = timeline.things.entry(thing).or_default();
            own.extend(releases.iter().filter(|one| span.includes(**one)).map(|one| (*one, what.clone())));
        }
        Ok(timeline)
    }

    /// Forgets what is known of a release.
    pub fn clear(&mut self, version: Version) {
        for own in self.things.values_mut() {
            own.remove(&version);
        }
    }

    /// Says what a thing is in a release.
    pub fn set(&mut self, thing: &str, version: Version, what: &str) {
        self.things.entry(thing.to_owned()).or_default().insert(version, what.to_owned());
    }

    /// What a thing is in a release.
    pub fn get(&self, thing: &str, version: Version) -> Option<&str> {
        self.things.get(thing)?.get(&version).map(String::as_str)
    }

    /// All things that ever were.
    pub fn things(&self) -> impl Iterator<Item = &str> {
        self.things.keys().map(String::as_str)
    }

    /// Forgets the things that are not asked for.
    pub fn keep(&mut self, wanted: impl Fn(&str) -> bool) {
        self.things.retain(|thing, _| wanted(thing));
    }

    /// The table, given all releases in order. A release in the middle that is not known is like the one before it.
    pub fn to_text(&self, releases: &[Version]) -> Result<String, Failure> {
        let mut text = format!("{}\n", self.head);
        for (thing, own) in &self.things {
            let mut at = 0;
            while let Some(version) = releases.get(at) {
                let what = own.get(version);
                let end = (at..releases.len())
                    .find(|next| own.get(&releases[*next]) != what)
                    .unwrap_or(releases.len());
                if let Some(what) = what {
                    let since = if at == 0 { String::new() } else { version.to_string() };
                    let until = releases.get(end).map(ToString::to_string).unwrap_or_default();
                    let what = if what.is_empty() { String::new() } else { format!("{what}\t") };
                    writeln!(text, "{thing}\t{what}{since}\t{until}")?;
                }
                at = end;
            }
        }
        Ok(text)
    }
}
