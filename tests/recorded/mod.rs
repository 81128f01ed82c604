//! The recorded answers of OpenClaw, as the tests read them: `tests/fixtures/README.md` says what they are.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The JSON lines of a compressed file below `tests/fixtures`.
pub fn lines(path: &str) -> impl Iterator<Item = Value> + use<> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path);
    let file = File::open(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = BufReader::new(GzDecoder::new(file)).lines();
    lines.map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
}
