//! Makes `data/schema.json` from the output of `openclaw config schema`.
//!
//! ```text
//! openclaw config schema > printed.json      # with a valid or no config: see CONTRIBUTING.md
//! cargo run --example schema-snapshot -- printed.json 2026.9.6 data/schema.json
//! ```

use openclaw_lsp::schema::snapshot::Snapshot;
use std::error::Error;
use std::io::Write as _;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(file), Some(version), Some(out)) = (arguments.next(), arguments.next(), arguments.next())
    else {
        return Err("usage: schema-snapshot PRINTED.json VERSION OUT.json".into());
    };
    let snapshot = Snapshot::read(&std::fs::read_to_string(file)?, &version)?.without_prose();
    writeln!(std::io::stderr(), "{:?}", snapshot.repairs)?;
    std::fs::write(out, snapshot.to_text())?;
    Ok(())
}
