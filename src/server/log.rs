//! The log: to standard error or a file, never to standard output, which belongs to the protocol.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender, SyncSender};
use std::time::Duration;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{Layer as _, Registry, filter, fmt, reload};

/// The variable that sets the level where no flag does: `error`, `warn`, `info`, `debug`, `trace` or `off`.
const VARIABLE: &str = "OPENCLAW_LSP_LOG";

/// Where the log goes and how much there is of it.
#[derive(Clone, Debug, Default)]
pub struct LogOptions {
    /// The file that is appended to; standard error without one.
    pub file: Option<PathBuf>,
    /// How much is logged; without it what the variable `OPENCLAW_LSP_LOG` says, else warnings and errors.
    pub level: Option<LevelFilter>,
}

/// How many lines of the log may wait to be written. Whoever does not read them gets the later ones when there is room.
const MOST_LINES: usize = 1024;

/// A handle to the log: to change the level later, and to have everything written at the end.
#[derive(Clone, Default)]
pub(super) struct LogLevel(Option<(reload::Handle<LevelFilter, Registry>, Lines)>);

impl LogLevel {
    /// Changes the level; unknown words are ignored.
    pub(super) fn set(&self, level: &str) {
        if let (Some((handle, _)), Ok(level)) = (&self.0, level.parse::<LevelFilter>()) {
            // The only error is that the log is already gone.
            let _ = handle.reload(level);
        }
    }

    /// Waits until the lines so far are written, but not for long.
    pub(super) fn flush(&self, patience: Duration) {
        let (done, wait) = mpsc::channel();
        if let Some((_, lines)) = &self.0
            && lines.0.try_send(Line::End(done)).is_ok()
        {
            let _ = wait.recv_timeout(patience);
        }
    }
}

enum Line {
    Text(Vec<u8>),
    End(Sender<()>),
}

/// Lines on their way to a thread that writes them: whoever reads them may be slow, and must not hold up the server.
#[derive(Clone)]
struct Lines(SyncSender<Line>);

impl Lines {
    fn start(mut far: impl Write + Send + 'static) -> Self {
        let (near, lines) = mpsc::sync_channel(MOST_LINES);
        std::thread::spawn(move || {
            for line in lines {
                match line {
                    // A log that cannot be written is no reason to stop.
                    Line::Text(text) => drop(far.write_all(&text)),
                    Line::End(done) => drop(done.send(())),
                }
            }
        });
        Self(near)
    }
}

impl Write for Lines {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        let _ = self.0.try_send(Line::Text(text.to_vec()));
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts the log. A file that cannot be opened is no reason to refuse service: standard error is used instead.
pub(super) fn start(options: &LogOptions) -> LogLevel {
    let variable = || std::env::var(VARIABLE).ok()?.parse().ok();
    let level = options.level.or_else(variable).unwrap_or(LevelFilter::WARN);
    let (level, handle) = reload::Layer::new(level);
    let open = |path| OpenOptions::new().create(true).append(true).open(path);
    let opened = options.file.as_ref().map(open).transpose();
    let refused = opened.as_ref().err().map(ToString::to_string);
    let file = opened.ok().flatten();
    // The framework logs whole messages, which hold the document, at its lower levels; only this crate is listened to.
    let own = filter::filter_fn(|event| event.target().starts_with("openclaw_lsp"));
    let lines = match file {
        Some(file) => Lines::start(file),
        None => Lines::start(io::stderr()),
    };
    let near = lines.clone();
    let layer = fmt::layer().with_ansi(false).with_writer(move || near.clone()).with_filter(own);
    let started = tracing_subscriber::registry().with(level).with(layer).try_init();
    log_panics();
    if let (Some(path), Some(error)) = (&options.file, refused) {
        tracing::error!("the log goes to standard error, since {} cannot be opened: {error}", path.display());
    }
    LogLevel(started.is_ok().then_some((handle, lines)))
}

/// Has panics logged by their place alone: their message may quote the document (wall 7).
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        tracing::error!("panic at {place}");
    }));
}
