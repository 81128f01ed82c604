//! The schemas of all releases, and the list of releases: `schemas.jsonl` and `releases.tsv`.

use crate::Failure;
use openclaw_lsp::release::Version;
use openclaw_lsp::schema::snapshot::Snapshot;
use openclaw_lsp::schema::table::Table;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const HEAD: &str = "release\tschema\tdigest\tmeasured\n";

/// One line of the list of releases.
#[derive(Clone, Debug)]
struct Release {
    version: Version,
    schema: usize,
    digest: String,
    /// The release whose code answered the probes: itself, or a neighbour that answers the same.
    measured: Version,
}

/// Adds what a release printed as its schema, or replaces it; `measured` names the release that answered the probes.
pub fn add(data: &Path, version: Version, printed: &str, measured: Version) -> Result<(), Failure> {
    let mut table = Table::read(&fs::read_to_string(data.join("schemas.jsonl")).unwrap_or_default());
    let snapshot = Snapshot::read(printed, &version.to_string())?.without_prose();
    let schema = table.intern(&snapshot.schema)?;
    let mut releases = list(data)?;
    releases.retain(|release| release.version != version);
    releases.push(Release { version, schema, digest: snapshot.digest, measured });
    releases.sort_by_key(|release| release.version);
    let mut text = HEAD.to_owned();
    for Release { version, schema, digest, measured } in releases {
        writeln!(text, "{version}\t{schema}\t{digest}\t{measured}")?;
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
    let [version, schema, digest, measured] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("releases.tsv: expected four columns in `{line}`").into());
    };
    let digest = digest.to_owned();
    Ok(Release { version: version.parse()?, schema: schema.parse()?, digest, measured: measured.parse()? })
}

/// The releases in the list, oldest first.
pub fn versions(data: &Path) -> Result<Vec<Version>, Failure> {
    Ok(list(data)?.into_iter().map(|release| release.version).collect())
}
