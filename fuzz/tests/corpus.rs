//! Every input that ever broke something, and the corpus where it was made, through every target.

use openclaw_lsp_fuzz::TARGETS;
use std::fs;
use std::path::Path;

#[test]
fn every_known_input_holds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for (target, run) in TARGETS {
        for folder in ["crashes", "corpus"] {
            let Ok(entries) = fs::read_dir(root.join(folder).join(target)) else { continue };
            for entry in entries {
                run(&fs::read(entry.expect("an entry").path()).expect("an input"));
                count += 1;
            }
        }
        for input in [&b""[..], b"{}", b"\0", b"\xff\xfe", b"{ a: 1, // c\n }"] {
            run(input);
        }
    }
    println!("{count} inputs");
}
