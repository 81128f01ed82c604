//! Whether the gateway starts, for people and programs.

use super::subject::Subject;
use crate::base::masking;
use crate::explain::{Grid, Section, StartEffect, StartVerdict, not_set_up, outside, start_verdict};
use serde_json::{Value, json};

/// The verdict, with what it rests on.
#[derive(Debug)]
pub struct Start {
    verdict: StartVerdict,
    /// What no finding says.
    missing: Option<&'static str>,
    /// What the machine must have, by the path that asks for it.
    outside: Vec<(&'static str, &'static str)>,
    reasons: Vec<Reason>,
    /// What messages call the file that was asked about.
    name: String,
}

/// A finding that the start depends on.
#[derive(Debug)]
struct Reason {
    effect: StartEffect,
    file: String,
    line: usize,
    path: String,
    code: &'static str,
    message: String,
}

impl Start {
    /// Judges the files that count together.
    pub(super) fn of(subject: &Subject<'_>) -> Option<Self> {
        let root = subject.whole().tree.value()?;
        let reasons: Vec<Reason> = subject
            .judged
            .iter()
            .flat_map(|file| file.found.iter().map(move |found| (file, found)))
            .filter_map(|(file, found)| {
                Some(Reason {
                    effect: StartEffect::of(found)?,
                    file: file.name.clone(),
                    line: file.snapshot.text.line_of(found.range.start) + 1,
                    path: masking::text(&found.path).into_owned(),
                    code: found.code,
                    message: masking::text(&found.message).into_owned(),
                })
            })
            .collect();
        let effects: Vec<StartEffect> = reasons.iter().map(|reason| reason.effect).collect();
        Some(Self {
            verdict: start_verdict(&root, &effects),
            missing: not_set_up(&root),
            outside: outside(&root),
            reasons,
            name: subject.name.to_owned(),
        })
    }

    pub(super) fn section(&self) -> Section {
        let mut facts = vec![("gateway", self.verdict.words().to_owned())];
        facts.extend(self.missing.map(|text| ("because", text.to_owned())));
        let of = |effects: &[StartEffect], title| {
            let rows = self.reasons.iter().filter(|reason| effects.contains(&reason.effect));
            Grid { heading: vec![title, "KEY", ""], rows: grouped(rows, &self.name) }
        };
        let grids = [
            of(&[StartEffect::Refuses, StartEffect::Ends], "DOES NOT START"),
            of(&[StartEffect::Waits], "WAITS FOR"),
        ];
        let machine = self.outside.iter().map(|(path, what)| vec![(*path).to_owned(), (*what).to_owned()]);
        let machine = Grid { heading: vec!["THE MACHINE MUST HAVE", ""], rows: machine.collect() };
        let grids = grids.into_iter().chain([machine]).filter(|grid| !grid.rows.is_empty()).collect();
        Section { title: "Whether the gateway starts", alarm: None, facts, grids }
    }

    pub(super) fn json(&self) -> Value {
        let reason = |reason: &Reason| {
            json!({
                "effect": match reason.effect {
                    StartEffect::Refuses => "refused",
                    StartEffect::Ends => "ends",
                    StartEffect::Waits => "waits",
                },
                "file": reason.file,
                "line": reason.line,
                "path": reason.path,
                "code": reason.code,
                "message": reason.message,
            })
        };
        json!({ "start": {
            "verdict": self.verdict.word(),
            "missing": self.missing,
            "outside": self.outside.iter().map(|(path, what)| json!({ "path": path, "what": what })).collect::<Vec<_>>(),
            "reasons": self.reasons.iter().map(reason).collect::<Vec<_>>(),
        } })
    }
}

/// More keys than these are counted.
const KEYS: usize = 3;

/// The reasons in the order of the first of each kind: what is said of several keys is said once, such as that a variable is not set.
fn grouped<'r>(reasons: impl Iterator<Item = &'r Reason>, own: &str) -> Vec<Vec<String>> {
    let mut groups: Vec<(&Reason, Vec<&str>)> = Vec::new();
    for reason in reasons {
        match groups.iter_mut().find(|(first, _)| first.message == reason.message) {
            Some((_, paths)) => paths.push(&reason.path),
            None => groups.push((reason, vec![&reason.path])),
        }
    }
    let row = |(first, paths): (&Reason, Vec<&str>)| {
        let more = paths.len().saturating_sub(KEYS);
        let shown = paths.iter().take(KEYS).copied().collect::<Vec<_>>().join(", ");
        let shown = if more > 0 { format!("{shown} and {more} more") } else { shown };
        let place = if first.file == own {
            format!("line {}", first.line)
        } else {
            format!("{}:{}", first.file, first.line)
        };
        vec![place, shown, first.message.clone()]
    };
    groups.into_iter().map(row).collect()
}
