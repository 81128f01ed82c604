//! The schemas of all releases, and the list of releases: `schemas.jsonl` and `releases.tsv`.

use crate::Failure;
use openclaw_lsp::release::Version;
use openclaw_lsp::schema::Schema;
use openclaw_lsp::schema::repair::Repairs;
use openclaw_lsp::schema::snapshot::Snapshot;
use openclaw_lsp::schema::table::Table;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEAD: &str = "release\tschema\tdigest\tasked\n";

/// One line of the list of releases.
#[derive(Clone, Debug)]
struct Release {
    version: Version,
    schema: usize,
    digest: String,
    /// How many probes its own code answered; the others are answered alike by its neighbours.
    asked: usize,
}

/// Adds what a release printed as its schema, or replaces it; `asked` is how many probes it answered.
pub fn add(data: &Path, version: Version, printed: &str, asked: usize) -> Result<(), Failure> {
    let mut table = Table::read(&fs::read_to_string(data.join("schemas.jsonl")).unwrap_or_default());
    let snapshot = Snapshot::read(printed, &version.to_string())?.without_prose();
    let schema = table.intern(&snapshot.schema)?;
    let mut releases = list(data)?;
    releases.retain(|release| release.version != version);
    releases.push(Release { version, schema, digest: snapshot.digest, asked });
    releases.sort_by_key(|release| release.version);
    let mut text = HEAD.to_owned();
    for Release { version, schema, digest, asked } in releases {
        writeln!(text, "{version}\t{schema}\t{digest}\t{asked}")?;
    }
    fs::write(data.join("schemas.jsonl"), table.to_text())?;
    fs::write(data.join("releases.tsv"), text)?;
    Ok(())
}

fn list(data: &Path) -> Result<Vec<Release>, Failure> {
    let text = fs::read_to_string(data.join("releases.tsv")).unwrap_or_default();
    text.lines().skip(1).map(release).collect()
}

fn release(line: &str) -> Result<Release, Failure> {
    let [version, schema, digest, asked] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("releases.tsv: expected four columns in `{line}`").into());
    };
    let digest = digest.to_owned();
    Ok(Release { version: version.parse()?, schema: schema.parse()?, digest, asked: asked.parse()? })
}

/// The releases in the list, oldest first.
pub fn versions(data: &Path) -> Result<Vec<Version>, Failure> {
    Ok(list(data)?.into_iter().map(|release| release.version).collect())
}

/// The schema of a release in the list, compiled.
pub fn of(data: &Path, version: Version) -> Result<Schema, Failure> {
    let all = all(data, |one| one == version)?;
    let found = all.into_iter().next().ok_or_else(|| format!("releases.tsv has no {version}"))?;
    Ok(found.1)
}

/// The schema of a release as if another one had printed it.
pub fn named(data: &Path, version: Version, name: Version) -> Result<Schema, Failure> {
    let table = Table::read(&fs::read_to_string(data.join("schemas.jsonl"))?);
    let release = list(data)?.into_iter().find(|release| release.version == version);
    let release = release.ok_or_else(|| format!("releases.tsv has no {version}"))?;
    let (schema, digest) = (table.document(release.schema), release.digest);
    let snapshot = Snapshot { schema, version: name.to_string(), digest, repairs: Repairs::default() };
    Ok(Schema::from_snapshot(&snapshot))
}

/// The schemas of the wanted releases in the list, oldest first.
pub fn all(data: &Path, wanted: impl Fn(Version) -> bool) -> Result<Vec<(Version, Schema)>, Failure> {
    let table = Table::read(&fs::read_to_string(data.join("schemas.jsonl"))?);
    let compile = |release: Release| {
        let (schema, version) = (table.document(release.schema), release.version.to_string());
        let snapshot = Snapshot { schema, version, digest: release.digest, repairs: Repairs::default() };
        (release.version, Schema::from_snapshot(&snapshot))
    };
    Ok(list(data)?.into_iter().filter(|release| wanted(release.version)).map(compile).collect())
}
