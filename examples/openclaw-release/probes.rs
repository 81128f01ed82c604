//! The probes, and what a release's answers to them mean.

use crate::Failure;
use openclaw_lsp::release::Deed;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::Path;

/// A configuration with a form or fault, and the same without it.
#[derive(Clone, Debug)]
pub struct Form {
    faulty: String,
    faultless: String,
}

/// The probes of one file: the forms of each id.
#[derive(Debug)]
pub struct Probes(BTreeMap<String, Vec<Form>>);

impl Probes {
    /// Reads a file of probes.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(file)?;
        let mut probes: BTreeMap<String, Vec<Form>> = BTreeMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let [id, faulty, faultless] = line.split('\t').collect::<Vec<_>>()[..] else {
                return Err(format!("{}: expected three columns in `{line}`", file.display()).into());
            };
            let form = Form { faulty: faulty.to_owned(), faultless: faultless.to_owned() };
            probes.entry(id.to_owned()).or_default().push(form);
        }
        Ok(Self(probes))
    }

    /// All configurations.
    pub fn texts(&self) -> BTreeSet<&str> {
        let forms = self.0.values().flatten();
        forms.flat_map(|form| [form.faulty.as_str(), form.faultless.as_str()]).collect()
    }

    /// What a release does, by id.
    pub fn deeds(&self, answers: &Answers) -> impl Iterator<Item = (&str, Deed)> {
        self.0.iter().map(|(id, forms)| (id.as_str(), deed(forms, answers)))
    }

    /// The same for the probes of which every form was answered.
    pub fn answered(&self, answers: &Answers) -> impl Iterator<Item = (&str, Deed)> {
        let known =
            |form: &Form| [&form.faulty, &form.faultless].iter().all(|text| answers.0.contains_key(*text));
        let whole = self.0.iter().filter(move |(_, forms)| forms.iter().all(known));
        whole.map(|(id, forms)| (id.as_str(), deed(forms, answers)))
    }

    /// Whether there is a probe with this id.
    pub fn has(&self, id: &str) -> bool {
        self.0.contains_key(id)
    }
}

/// What a release said of one configuration.
#[derive(Clone, Debug)]
struct Answer {
    valid: bool,
    /// What it names as forms to migrate: path and message.
    legacy: BTreeSet<(String, String)>,
    /// Whether this very release said it, and not one before it.
    own: bool,
}

/// What a release said, by the text of the configuration.
#[derive(Debug, Default)]
pub struct Answers(HashMap<String, Answer>);

impl Answers {
    /// Reads the lines of `tools/oracle/verdict.mjs`, whose ids are the texts themselves.
    pub fn read(file: &Path) -> Result<Self, Failure> {
        let mut answers = HashMap::new();
        for line in fs::read_to_string(file)?.lines() {
            let answer: Value = serde_json::from_str(line)?;
            let id = answer["id"].as_str().ok_or("an answer without an id")?;
            let legacy = answer["legacy"].as_array().into_iter().flatten();
            let word = |issue: &Value, part: usize| Some(issue[part].as_str()?.to_owned());
            let legacy = legacy.filter_map(|issue| Some((word(issue, 0)?, word(issue, 1)?))).collect();
            let valid = answer["valid"].as_bool().unwrap_or(false);
            answers.insert(id.to_owned(), Answer { valid, legacy, own: true });
        }
        Ok(Self(answers))
    }

    /// Whether the release accepts a text, if it was asked.
    pub fn valid(&self, text: &str) -> Option<bool> {
        self.0.get(text).map(|answer| answer.valid)
    }

    /// Whether the release itself was asked about a text.
    pub fn is_own(&self, text: &str) -> bool {
        self.0.get(text).is_some_and(|answer| answer.own)
    }

    /// These answers, and where there is none that of the release before.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        for (text, answer) in &before.0 {
            let carried = || Answer { own: false, ..answer.clone() };
            self.0.entry(text.clone()).or_insert_with(carried);
        }
        self
    }
}

/// What a release does with the forms of one probe: one that it accepts counts most.
fn deed(forms: &[Form], answers: &Answers) -> Deed {
    let deeds: Vec<Deed> = forms.iter().map(|form| of_form(form, answers)).collect();
    let first = |wanted: fn(Deed) -> bool| deeds.iter().copied().find(|deed| wanted(*deed));
    first(Deed::accepted).or_else(|| first(Deed::refused)).unwrap_or(Deed::Unknown)
}

fn of_form(form: &Form, answers: &Answers) -> Deed {
    let (Some(faulty), Some(faultless)) = (answers.0.get(&form.faulty), answers.0.get(&form.faultless))
    else {
        return Deed::Unknown;
    };
    let migrated = !faulty.legacy.is_subset(&faultless.legacy);
    match (faulty.valid, faultless.valid) {
        (true, _) if migrated => Deed::Migrates,
        (true, _) => Deed::Reads,
        (false, true) if migrated => Deed::Mends,
        (false, true) => Deed::Refuses,
        (false, false) => Deed::Unknown,
    }
}
