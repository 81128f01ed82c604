//! What was measured of a release: a folder with `schema.json`, `answers.jsonl` and `manifests.jsonl`.

use crate::Failure;
use crate::probes::{Probes, write_questions};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

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

    pub fn manifests(&self) -> PathBuf {
        self.0.join("manifests.jsonl")
    }
}

/// Runs the oracle on an installed package.
#[derive(Debug)]
pub struct Oracle<'a> {
    pub tools: PathBuf,
    pub node: PathBuf,
    pub package: &'a Path,
}

impl Oracle<'_> {
    /// Measures everything, into a folder of its own.
    pub fn measure(&self, folder: PathBuf, probes: &[&Probes]) -> Result<Measured, Failure> {
        fs::create_dir_all(&folder)?;
        let measured = Measured(folder);
        self.run("schema.mjs", &[], None, &measured.schema())?;
        self.run("manifests.mjs", &[], None, &measured.manifests())?;
        let questions = measured.0.join("questions.jsonl");
        write_questions(&questions, probes.iter().flat_map(|probes| probes.texts()))?;
        self.run("verdict.mjs", &[], Some(&questions), &measured.answers())?;
        Ok(measured)
    }

    /// Runs one tool; its output goes into a file.
    pub fn run(&self, tool: &str, more: &[&str], input: Option<&Path>, output: &Path) -> Result<(), Failure> {
        let mut command = Command::new(&self.node);
        command.arg(self.tools.join(tool)).arg(self.package).args(more).stdout(File::create(output)?);
        command.stdin(match input {
            Some(file) => File::open(file)?.into(),
            None => Stdio::null(),
        });
        let status = command.status()?;
        if status.success() { Ok(()) } else { Err(format!("tools/oracle/{tool} failed: {status}").into()) }
    }
}
