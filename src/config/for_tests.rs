//! What OpenClaw answered to questions about configurations, held against our answers: `tests/fixtures/README.md` says how.

use flate2::read::GzDecoder;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read};

/// The lines of a recording, or of another one in the file that a variable names, which has just been made.
pub(super) fn lines(own: &'static [u8], variable: Option<&str>) -> impl Iterator<Item = Value> + use<> {
    let other = variable.and_then(std::env::var_os).map(|path| File::open(path).expect("a recording"));
    let read: Box<dyn Read> = match other {
        Some(file) => Box::new(file),
        None => Box::new(GzDecoder::new(own)),
    };
    BufReader::new(read).lines().map(|line| serde_json::from_str(&line.expect("a line")).expect("JSON"))
}

/// How many answers were compared, and those that differ.
#[derive(Default)]
pub(super) struct Compared {
    asked: usize,
    others: Vec<String>,
}

impl Compared {
    /// Compares an answer to a question about a configuration.
    pub(super) fn with(&mut self, case: &Value, question: &Value, ours: &Value, theirs: &Value) {
        self.asked += 1;
        if ours != theirs {
            self.others.push(format!("{}\n{question}\nours: {ours}", case["config"]));
        }
    }

    /// All are equal, and there are enough of them.
    #[track_caller]
    pub(super) fn agree(self, least: usize) {
        let Self { asked, others } = self;
        assert!(asked >= least, "only {asked} questions");
        let shown = &others[..others.len().min(4)];
        assert!(others.is_empty(), "{} of {asked} differ:\n{}", others.len(), shown.join("\n\n"));
    }
}
