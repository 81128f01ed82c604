//! What was measured of a release: a folder with `schema.json`, `manifests.jsonl`, `official.jsonl`, `answers.jsonl` and `references.jsonl`.

use crate::probes::Probes;
use crate::{Failure, references};
use serde_json::{Value, json};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of one release.
#[derive(Clone, Debug)]
pub struct Measured(PathBuf);

impl Measured {
    /// The folder of a release that was measured before.
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub fn schema(&self) -> PathBuf {
        self.0.join("schema.json")
    }

    pub fn answers(&self) -> PathBuf {
        self.0.join("answers.jsonl")
    }

    pub fn references(&self) -> PathBuf {
        self.0.join("references.jsonl")
    }

    /// The manifests of the bundled plugins.
    pub fn manifests(&self) -> Result<Vec<Value>, Failure> {
        read_lines(&self.0.join("manifests.jsonl"))
    }

    /// The manifests, the providers of official plugins and the aliases: what the tables of facts are made of.
    pub fn facts(&self) -> Result<Vec<Value>, Failure> {
        let mut facts = self.manifests()?;
        for file in ["official.jsonl", "aliases.jsonl"] {
            facts.extend(read_lines(&self.0.join(file))?);
        }
        Ok(facts)
    }
}

fn read_lines(file: &Path) -> Result<Vec<Value>, Failure> {
    let text = fs::read_to_string(file)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

/// Says on standard error what is done for so long.
pub fn say(what: &str) {
    eprintln!("openclaw-release: {what} …");
}

/// Runs the oracle on an installed package.
#[derive(Debug)]
pub struct Oracle<'a> {
    pub project: &'a Path,
    pub node: PathBuf,
    pub package: &'a Path,
}

impl Oracle<'_> {
    /// Measures everything, into a folder of its own.
    pub fn measure(&self, folder: PathBuf, probes: &[Probes]) -> Result<Measured, Failure> {
        fs::create_dir_all(&folder)?;
        let measured = Measured(folder);
        say("asking it for its schema, plugins and models");
        self.run("schema.mjs", &[], "", &measured.schema())?;
        self.run("manifests.mjs", &[], "", &measured.0.join("manifests.jsonl"))?;
        self.run("official.mjs", &[], "", &measured.0.join("official.jsonl"))?;
        self.run("aliases.mjs", &[], "", &measured.0.join("aliases.jsonl"))?;
        let texts: Vec<Value> =
            probes.iter().flat_map(Probes::texts).map(|text| json!({ "id": text, "text": text })).collect();
        say(&format!("asking it about {} probes, which takes some minutes", texts.len()));
        self.run("verdict.mjs", &[], &lines(texts.into_iter()), &measured.answers())?;
        let references = references::known(self.project, &measured.manifests()?);
        say(&format!("asking it about {} references to models", references.len()));
        let questions = lines(references.iter().map(|reference| references::question(reference)));
        self.run("verdict.mjs", &["--migrate"], &questions, &measured.references())?;
        Ok(measured)
    }

    /// Runs one tool on an input; its output goes into a file.
    fn run(&self, tool: &str, more: &[&str], input: &str, output: &Path) -> Result<(), Failure> {
        let given = output.with_extension("in");
        fs::write(&given, input)?;
        let mut command = Command::new(&self.node);
        command.arg(self.project.join("tools/oracle").join(tool)).arg(self.package).args(more);
        let status = command.stdin(File::open(&given)?).stdout(File::create(output)?).status()?;
        fs::remove_file(&given)?;
        if status.success() { Ok(()) } else { Err(format!("tools/oracle/{tool} failed: {status}").into()) }
    }
}

fn lines(values: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = values.map(|value| value.to_string()).collect();
    lines.join("\n")
}
