//! Writes the corpus: the cases of the tests, a file for each and target, below `corpus/`.

use flate2::read::GzDecoder;
use openclaw_lsp_fuzz::TARGETS;
use serde_json::Value;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = documents(&root.join("../tests/fixtures"))?;
    for (target, _) in TARGETS {
        let folder = root.join("corpus").join(target);
        fs::create_dir_all(&folder)?;
        let seeds = match target {
            "frames" => frames(&documents),
            "edits" => edits(&documents),
            "schema" => vec![fs::read(root.join("../data/schema/openclaw.schema.json")).unwrap_or_else(|_| SCHEMA.into())],
            "dotenv" => ENVIRONMENT.iter().map(|text| text.as_bytes().to_vec()).collect(),
            _ => documents.iter().map(|text| text.as_bytes().to_vec()).collect(),
        };
        for (number, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("case-{number:05}")), seed)?;
        }
        println!("{target}: {} files", seeds.len());
    }
    Ok(())
}

const SCHEMA: &str = r##"{"type":"object","properties":{"agents":{"type":"object"},"gateway":{"anyOf":[{"const":1},{"type":"object","additionalProperties":{"$ref":"#/definitions/a"}}]}},"definitions":{"a":{"enum":[1,"x",null],"pattern":"^a"}}}"##;

const ENVIRONMENT: [&str; 4] = [
    "A=1\nexport B = 'two' # why\n",
    "C: \"three\\nlines\"\r\nD=`x`\n",
    "OPENCLAW_CACHE_RETENTION=long\n=\n#E=1\nF==\n",
    "G='\nmore'\n",
];

/// The texts of all fixtures, and the configurations of all recorded cases.
fn documents(folder: &Path) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in files(folder)? {
        let name = path.to_string_lossy().into_owned();
        if name.ends_with(".jsonl.gz") {
            let mut lines = String::new();
            GzDecoder::new(File::open(&path)?).read_to_string(&mut lines)?;
            // Every tenth is enough to begin with.
            found.extend(lines.lines().step_by(10).filter_map(configuration));
        } else if name.ends_with(".json") || name.ends_with(".json5") || name.ends_with(".txt") {
            found.push(String::from_utf8_lossy(&fs::read(&path)?).into_owned());
        }
    }
    Ok(found)
}

fn configuration(line: &str) -> Option<String> {
    let case: Value = serde_json::from_str(line).ok()?;
    let text = ["config", "input", "text", "before"].iter().find_map(|key| case.get(*key))?;
    Some(text.as_str().map_or_else(|| text.to_string(), str::to_owned))
}

fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// A session for each document, as its bytes.
fn frames(documents: &[String]) -> Vec<Vec<u8>> {
    let frame = |body: String| format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let session = |text: &String| {
        let open = serde_json::json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "text": text } });
        let ask = serde_json::json!({ "jsonrpc": "2.0", "id": 1, "method": "shutdown" });
        format!("{}{}", frame(open.to_string()), frame(ask.to_string())).into_bytes()
    };
    let broken = ["content-length: 2\n\n[]", "Content-Length: x\r\n\r\n", "X: 1\r\nContent-Length: 9\r\nContent-Type: a; charset=utf-16\r\n\r\n{\"id\":1.5"];
    documents.iter().step_by(20).map(session).chain(broken.iter().map(|text| text.as_bytes().to_vec())).collect()
}

/// A document, a NUL, and some edits.
fn edits(documents: &[String]) -> Vec<Vec<u8>> {
    let seed = |(number, text): (usize, &String)| {
        let steps = (0..24_u32).map(|at| (at.wrapping_mul(97) ^ number as u32) as u8);
        text.bytes().filter(|byte| *byte != 0).chain([0]).chain(steps).collect()
    };
    documents.iter().enumerate().map(seed).collect()
}
