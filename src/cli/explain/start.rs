//! Whether the gateway starts, for people and programs.

use crate::base::{Snapshot, masking};
use crate::cli::checked::Checked;
use crate::explain::{Grid, Section, StartEffect, StartVerdict, not_set_up, outside, start_verdict};
use serde_json::{Value, json};

/// The verdict, with what it rests on.
pub(super) struct Start {
    verdict: StartVerdict,
    /// What no finding says.
    missing: Option<&'static str>,
    /// What the machine must have, by the path that asks for it.
    outside: Vec<(&'static str, &'static str)>,
    reasons: Vec<Reason>,
}

/// A finding that the start depends on.
struct Reason {
    effect: StartEffect,
    file: String,
    line: usize,
    path: String,
    code: &'static str,
    message: String,
}

impl Start {
    /// Judges the files that count together; `whole` is what they say together.
    pub(super) fn of(checked: &Checked, whole: &Snapshot) -> Option<Self> {
        let root = whole.tree.value()?;
        let reasons: Vec<Reason> = checked
            .files
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
        })
    }

    pub(super) fn section(&self) -> Section {
        let mut facts = vec![("gateway", self.verdict.words().to_owned())];
        facts.extend(self.missing.map(|text| ("because", text.to_owned())));
        let of = |effects: &[StartEffect], title| {
            let rows = self.reasons.iter().filter(|reason| effects.contains(&reason.effect));
            let row = |reason: &Reason| {
                vec![format!("{}:{}", reason.file, reason.line), reason.path.clone(), reason.message.clone()]
            };
            Grid { heading: vec![title, "KEY", ""], rows: rows.map(row).collect() }
        };
        let grids = [
            of(&[StartEffect::Refuses, StartEffect::Ends], "DOES NOT START"),
            of(&[StartEffect::Waits], "WAITS FOR"),
        ];
        let machine = self.outside.iter().map(|(path, what)| vec![(*path).to_owned(), (*what).to_owned()]);
        let machine = Grid { heading: vec!["THE MACHINE MUST HAVE", ""], rows: machine.collect() };
        let grids = grids.into_iter().chain([machine]).filter(|grid| !grid.rows.is_empty()).collect();
        Section { title: "Whether the gateway starts", facts, grids }
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
