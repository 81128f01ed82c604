//! Takes in a release of OpenClaw:
//!
//! ```text
//! cargo run --release --example openclaw-release -- VERSION [--cache FOLDER]
//! ```
//!
//! Installs the package into a cache folder, measures it with `tools/oracle/`, makes the lines of every table in
//! `data/releases/` anew for that release only, and prints a review sheet. It needs npm, a registry of packages, about a
//! gigabyte and some minutes. `--measured FOLDER` takes what was measured before, `FOLDER/VERSION/`, and installs nothing; with
//! it several versions may be named, oldest first, and a probe that one was not asked has the answer of the one before.
//! `--answers FOLDER` takes in what some releases said to new probes, `FOLDER/VERSION/answers.jsonl`, and no version.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a command line program")]

mod catalog;
mod install;
mod keys;
mod measured;
mod probes;
mod references;
mod schemas;
mod sheet;
mod tables;
mod timeline;

use measured::{Measured, Oracle};
use openclaw_lsp::release::Version;
use probes::Answers;
use references::Fates;
use std::path::{Path, PathBuf};
use tables::Tables;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments = Arguments::read(std::env::args().skip(1))?;
    let project = arguments.project.clone().unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    let tables = Tables::open(project.join("data/releases"))?;
    if let Some(folder) = &arguments.answers {
        return tables.take_answers(folder);
    }
    let (mut before, mut fates) = (Answers::default(), Fates::default());
    for version in &arguments.versions {
        let measured = match &arguments.measured {
            Some(folder) => Measured::at(folder.join(version.to_string())),
            None => measure(&arguments, &project, *version, &tables)?,
        };
        let answers = Answers::read(&measured.answers())?.after(&before);
        fates = Fates::read(&measured.references())?.after(&fates);
        tables.take_in(*version, &measured, &answers, &fates)?;
        before = answers;
    }
    measured::say("writing data/releases and data/schema-history.tsv");
    write_history(&project, &tables)?;
    if let [version] = arguments.versions[..] {
        sheet::print(&tables, version, &before)?;
    }
    Ok(())
}

/// Makes the history of keys anew, from the schemas in the tables.
fn write_history(project: &Path, tables: &Tables) -> Result<(), Failure> {
    let schemas = schemas::all(&tables.data, |_| true)?;
    let releases: Vec<_> = schemas.iter().map(|(version, schema)| (*version, keys::keys(schema))).collect();
    std::fs::write(project.join("data/schema-history.tsv"), keys::history(&releases))?;
    Ok(())
}

/// Installs and measures a release.
fn measure(
    arguments: &Arguments,
    project: &Path,
    version: Version,
    tables: &Tables,
) -> Result<Measured, Failure> {
    let cache = arguments.cache.clone().map_or_else(install::cache_folder, Ok)?;
    measured::say(&format!("installing OpenClaw {version} into {}", cache.display()));
    let installed = install::install(&project.join("tools/oracle"), &cache, version)?;
    let oracle = Oracle { project, node: installed.node, package: &installed.package };
    oracle.measure(cache.join("measured").join(version.to_string()), &tables.probes)
}

/// What was asked for.
#[derive(Debug, Default)]
struct Arguments {
    versions: Vec<Version>,
    cache: Option<PathBuf>,
    measured: Option<PathBuf>,
    answers: Option<PathBuf>,
    project: Option<PathBuf>,
}

impl Arguments {
    fn read(mut given: impl Iterator<Item = String>) -> Result<Self, Failure> {
        let mut arguments = Self::default();
        while let Some(argument) = given.next() {
            let option = match argument.as_str() {
                "--cache" => &mut arguments.cache,
                "--measured" => &mut arguments.measured,
                "--answers" => &mut arguments.answers,
                "--project" => &mut arguments.project,
                version => {
                    arguments.versions.push(version.parse()?);
                    continue;
                }
            };
            *option = Some(given.next().ok_or_else(|| format!("{argument} needs a folder"))?.into());
        }
        if arguments.versions.is_empty() == arguments.answers.is_none() {
            return Err(
                "usage: openclaw-release VERSION [--cache FOLDER] [--measured FOLDER], or --answers FOLDER"
                    .into(),
            );
        }
        arguments.versions.sort_unstable();
        Ok(arguments)
    }
}
