//! Compiles the schemas of all releases, and lists the files of key documentation and of diagnostics.

#[path = "src/schema/arena.rs"]
#[expect(unreachable_pub, reason = "shared with the library, where it is public")]
mod arena;
#[path = "src/schema/compile.rs"]
#[expect(unreachable_pub, dead_code, reason = "shared with the library, where all of it is public")]
mod compile;
#[path = "src/schema/layout.rs"]
mod layout;

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=build.rs");
    embed_schema(&out)?;
    list_texts(&out, "docs.rs", "data/docs", "tsv", true)?;
    list_texts(&out, "pages.rs", "docs/diagnostics", "md", false)
}

/// Writes `schema.bin` and `schema.txt`, the two halves of the compiled schemas of all releases.
fn embed_schema(out: &Path) -> Result<(), Box<dyn Error>> {
    let [table, releases] = ["data/releases/schemas.jsonl", "data/releases/releases.tsv"];
    for source in [table, releases, "src/schema/arena.rs", "src/schema/compile.rs", "src/schema/layout.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let lines: Vec<serde_json::Value> =
        fs::read_to_string(table)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
    let text = fs::read_to_string(releases)?;
    let mut roots = Vec::new();
    for row in text.lines().skip(1) {
        let mut fields = row.split('\t');
        let (Some(version), Some(root), Some(digest)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(format!("{releases}: no release, schema and digest in `{row}`").into());
        };
        roots.push((version, root.parse()?, digest));
    }
    let compiled = compile::compile_table(&lines, &roots);
    fs::write(out.join("schema.bin"), compiled.words)?;
    fs::write(out.join("schema.txt"), compiled.text)?;
    Ok(())
}

/// Writes an array of the names and texts of the files of a folder that have an extension; `whole` names keep it.
fn list_texts(
    out: &Path,
    file: &str,
    folder: &str,
    extension: &str,
    whole: bool,
) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={folder}");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(
            entry?.file_name().into_string().map_err(|name| format!("odd file name {}", name.display()))?,
        );
    }
    names.retain(|name| Path::new(name).extension().is_some_and(|found| found == extension));
    names.sort();
    let mut code = String::from("[\n");
    for name in names {
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{folder}/{name}\"))");
        let shown = if whole { &name } else { name.trim_end_matches(&format!(".{extension}")) };
        writeln!(code, "    (\"{shown}\", {text}),")?;
    }
    code.push_str("]\n");
    fs::write(out.join(file), code)?;
    Ok(())
}
