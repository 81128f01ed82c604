//! A disk that tests take for a slow one.

use std::path::Path;
use std::time::Duration;

/// How often it is looked whether a file is there at last.
const LOOK: Duration = Duration::from_millis(5);

/// Waits for a file as long as one beside it with the ending `held` says so.
pub(super) fn wait(path: &Path) {
    while path.with_extension("held").exists() {
        std::thread::sleep(LOOK);
    }
}
