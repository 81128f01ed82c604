//! Makes `data/catalog/official-providers.tsv` from the reference pages of the plugins that an installed OpenClaw has.
//!
//! ```text
//! cargo run --example official-providers -- node_modules/openclaw data/catalog/official-providers.tsv
//! ```

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(package), Some(out)) = (arguments.next(), arguments.next()) else {
        return Err("usage: official-providers PACKAGE OUT.tsv".into());
    };
    let mut found: BTreeSet<(String, String)> = BTreeSet::new();
    for entry in std::fs::read_dir(Path::new(&package).join("docs/plugins/reference"))? {
        let page = std::fs::read_to_string(entry?.path())?;
        let names = |label: &str| page.lines().find_map(|line| line.strip_prefix(label)).map(in_code);
        let (Some(providers), Some(package)) = (names("- Providers: "), names("- Package: ")) else {
            continue;
        };
        let package = package.first().cloned().unwrap_or_default();
        found.extend(providers.into_iter().map(|provider| (provider, package.clone())));
    }
    let lines: String = found.iter().map(|(provider, package)| format!("{provider}\t{package}\n")).collect();
    std::fs::write(out, format!("provider\tpackage\n{lines}"))?;
    Ok(())
}

/// The parts of a line that stand between backquotes.
fn in_code(line: &str) -> Vec<String> {
    line.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}
