//! Takes in a release of OpenClaw: `cargo run --release --example openclaw-release -- VERSION`.

mod schemas;

use openclaw_lsp::release::Version;
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let data = Path::new(option_env!("OPENCLAW_DATA").unwrap_or(env!("CARGO_MANIFEST_DIR"))).join("data/releases");
    for argument in std::env::args().skip(1) {
        let (version, file) = argument.split_once('=').ok_or("VERSION=SCHEMA")?;
        let version: Version = version.parse()?;
        schemas::add(&data, version, &std::fs::read_to_string(file)?, version)?;
    }
    let _ = schemas::versions(&data)?;
    Ok(())
}
