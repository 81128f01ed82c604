//! The tools that write.

use super::params::{Fix, Set, Unset};
use super::preview::{Pair, answer, stale, token};
use super::server::Server;
use crate::base::Snapshot;
use crate::cli::args::Work;
use crate::cli::edit::{Change, Json, lines, write};
use crate::cli::filter::unknown_code;
use crate::cli::fix;
use crate::cli::input::Source;
use crate::fix::Which;
use serde_json::{Value, json};
use std::sync::Arc;

impl Server {
    /// Shows or makes the change of one key.
    pub(super) fn set_key(&self, asked: &Set) -> Result<Value, String> {
        let subject = self.subject(asked.file.as_deref())?;
        let value = Json::parse(&asked.value.to_string())?;
        self.change(&subject, &Change::Set(subject.key(&asked.key)?, value), asked.confirm.as_deref())
    }

    /// Shows or makes the removal of one key.
    pub(super) fn unset_key(&self, asked: &Unset) -> Result<Value, String> {
        let subject = self.subject(asked.file.as_deref())?;
        self.change(&subject, &Change::Unset(subject.key(&asked.key)?), asked.confirm.as_deref())
    }

    fn change(
        &self,
        subject: &crate::cli::edit::Subject,
        change: &Change,
        confirm: Option<&str>,
    ) -> Result<Value, String> {
        let outcome = subject.change(change)?;
        if outcome.files.is_empty() {
            return Ok(
                json!({ "written": false, "diff": "", "next": "Nothing to do: it is like that already." }),
            );
        }
        if outcome.is_refused() {
            return Err(format!("OpenClaw would refuse the result:\n{}", lines(&outcome).join("\n")));
        }
        let pairs: Vec<Pair<'_>> = outcome
            .files
            .iter()
            .map(|file| Pair { name: &file.name, before: &file.before, after: &file.after })
            .collect();
        match confirm {
            None => Ok(answer(&self.key, &pairs, &lines(&outcome))),
            Some(given) if given == token(&self.key, &pairs) => {
                write(&outcome)?;
                Ok(
                    json!({ "written": true, "files": pairs.iter().map(|pair| pair.name).collect::<Vec<_>>() }),
                )
            }
            Some(_) => Err(stale()),
        }
    }

    /// Shows or makes the fixes of a configuration.
    pub(super) fn fixed(&self, asked: &Fix) -> Result<Value, String> {
        let only = asked.code.as_deref();
        if let Some(unknown) = only.filter(|code| crate::base::codes::find(code).is_none()) {
            return Err(unknown_code(unknown));
        }
        let which = if asked.lossy { Which::everything(only) } else { Which::safe(only) };
        let source = Source::File(Self::path(asked.file.as_deref())?);
        let mut files = fix::fix(&source, Work::migrations(which), &self.world, &self.includes)?.files;
        files.retain(|fixed| fixed.text != fixed.input.contents.text);
        if files.is_empty() {
            return Ok(json!({ "written": false, "diff": "", "next": "Nothing to fix." }));
        }
        let after: Vec<Snapshot> = files
            .iter()
            .map(|fixed| Snapshot::new(&fixed.text, fixed.input.kind, Arc::clone(&self.world)))
            .collect();
        let pair = |(fixed, after): (&'_ fix::Fixed, &'_ Snapshot)| {
            (fixed.input.name.clone(), fixed.before.clone(), after.clone())
        };
        let owned: Vec<_> = files.iter().zip(&after).map(pair).collect();
        let pairs: Vec<Pair<'_>> =
            owned.iter().map(|(name, before, after)| Pair { name, before, after }).collect();
        let left: Vec<String> = files
            .iter()
            .flat_map(|fixed| &fixed.left)
            .map(|one| format!("left: {}[{}]: {}", one.severity.as_str(), one.code, one.message))
            .collect();
        match asked.confirm.as_deref() {
            None => Ok(answer(&self.key, &pairs, &left)),
            Some(given) if given == token(&self.key, &pairs) => {
                fix::write(&files)?;
                Ok(
                    json!({ "written": true, "files": pairs.iter().map(|pair| pair.name).collect::<Vec<_>>() }),
                )
            }
            Some(_) => Err(stale()),
        }
    }
}
