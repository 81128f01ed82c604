//! A disk that tests take for a slow one.

use std::path::Path;
use std::time::Duration;

/// How long a file takes whose name says that its disk is slow.
const SLOW: Duration = Duration::from_secs(10);

/// Waits where a file lies on such a disk.
pub(super) fn wait(path: &Path) {
    if path.file_name().is_some_and(|name| name == "slow-disk.json5") {
        std::thread::sleep(SLOW);
    }
}
