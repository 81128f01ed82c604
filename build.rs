//! Compiles the embedded schema snapshot, and lists the files of key documentation.

#[path = "src/schema/arena.rs"]
#[expect(unreachable_pub, reason = "shared with the library, where it is public")]
mod arena;
#[path = "src/schema/compile.rs"]
#[expect(unreachable_pub, reason = "shared with the library, where it is public")]
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
    list_docs(&out)
}

/// Writes `schema.bin` and `schema.txt`, the two halves of the compiled snapshot.
fn embed_schema(out: &Path) -> Result<(), Box<dyn Error>> {
    for source in ["data/schema.json", "src/schema/arena.rs", "src/schema/compile.rs", "src/schema/layout.rs"]
    {
        println!("cargo::rerun-if-changed={source}");
    }
    let snapshot: serde_json::Value = serde_json::from_str(&fs::read_to_string("data/schema.json")?)?;
    let text = |key: &str| snapshot.get(key).and_then(serde_json::Value::as_str).ok_or(format!("no {key}"));
    let schema = snapshot.get("schema").ok_or("no schema")?;
    let compiled = compile::compile(schema, text("version")?, text("digest")?);
    fs::write(out.join("schema.bin"), compiled.words)?;
    fs::write(out.join("schema.txt"), compiled.text)?;
    Ok(())
}

/// Writes `docs.rs`, an array of the names and texts of `data/docs/*.tsv`.
fn list_docs(out: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=data/docs");
    let mut names = Vec::new();
    for entry in fs::read_dir("data/docs")? {
        names.push(
            entry?.file_name().into_string().map_err(|name| format!("odd file name {}", name.display()))?,
        );
    }
    names.retain(|name| Path::new(name).extension().is_some_and(|extension| extension == "tsv"));
    names.sort();
    let mut code = String::from("[\n");
    for name in names {
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/data/docs/{name}\"))");
        writeln!(code, "    (\"{name}\", {text}),")?;
    }
    code.push_str("]\n");
    fs::write(out.join("docs.rs"), code)?;
    Ok(())
}
