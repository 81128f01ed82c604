//! The review sheet: what a release changed.

use crate::tables::{Standing, Tables};
use crate::{Failure, schemas};
use openclaw_lsp::release::Version;

/// Prints what is new, gone and changed in each table, against the release before.
pub fn print(tables: &Tables, version: Version) -> Result<(), Failure> {
    let versions = schemas::versions(&tables.data)?;
    let before = versions.iter().rev().find(|one| **one < version);
    println!("# OpenClaw {version}\n");
    let Some(before) = before else { return Ok(()) };
    println!("Against {before}.");
    for Standing { file, timeline } in tables.standing()? {
        let mut lines = Vec::new();
        for thing in timeline.things() {
            let name = thing.replace('\t', " ");
            match (timeline.get(thing, *before), timeline.get(thing, version)) {
                (None, Some(_)) => lines.push(format!("+ {name}")),
                (Some(_), None) => lines.push(format!("- {name}")),
                (Some(old), Some(new)) if old != new => {
                    lines.push(format!("~ {name}: {} → {}", old.replace('\t', " "), new.replace('\t', " ")));
                }
                _ => {}
            }
        }
        println!("\n## {file}: {} changes\n", lines.len());
        lines.iter().for_each(|line| println!("{line}"));
    }
    Ok(())
}
