//! How far a command has come, for people who wait.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// What ends sooner needs no bar.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the bar changes, at most.
const PAUSE: Duration = Duration::from_millis(80);

/// How many signs the bar has.
const WIDTH: usize = 24;

/// A bar on the terminal that goes when something else is said, and when all is done. Where standard error is no terminal
/// there is none.
#[derive(Debug)]
pub(super) struct Progress {
    total: usize,
    /// When the bar may be drawn next; nothing where it never is.
    due: Option<Instant>,
    drawn: bool,
}

impl Progress {
    pub(super) fn new(total: usize) -> Self {
        let is_seen = total > 1 && io::stderr().is_terminal();
        Self { total, due: is_seen.then(|| Instant::now() + PATIENCE), drawn: false }
    }

    /// Takes the bar away: something else is to be written.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.drawn) {
            // A terminal that cannot be written to shows no bar that could be in the way.
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    /// Shows how many are done, where that takes long.
    pub(super) fn show(&mut self, done: usize) {
        let now = Instant::now();
        if self.due.is_some_and(|due| due <= now) {
            self.due = Some(now + PAUSE);
            self.drawn = true;
            let _ = write!(io::stderr(), "\r\x1b[K{}", bar(done, self.total));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

fn bar(done: usize, total: usize) -> String {
    let full = (WIDTH * done).checked_div(total).unwrap_or(WIDTH).min(WIDTH);
    format!("[{}{}] {done}/{total} files", "#".repeat(full), "-".repeat(WIDTH - full))
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn the_bar_fills_up() {
        assert_eq!(bar(0, 48), "[------------------------] 0/48 files");
        assert_eq!(bar(47, 48), "[#######################-] 47/48 files");
        assert_eq!(bar(48, 48), "[########################] 48/48 files");
    }
}
