//! The language server: the only room that names LSP types.
//!
//! A message takes this way: [`transport`] cuts it from the stream and decodes it, `session` takes it from there in the
//! order of arrival, `service` finds its entry in the table of `handlers` or asks the framework, gives the handler a
//! `documents` view of the moment and runs it at once or in another thread, and `outbox` writes the answer. Handlers
//! translate by `from_proto` and `to_proto` and ask [`crate::ide`] and [`crate::project`].

mod around;
mod capabilities;
mod checked;
mod config;
mod configure;
mod disk;
mod documents;
mod focused;
mod fresh;
mod from_proto;
mod handlers;
mod informed;
mod judging;
mod later;
mod legend;
mod lifecycle;
mod live;
mod log;
mod memory;
mod names;
mod outbox;
mod parent;
mod plain;
mod projects;
mod publish;
mod registration;
mod report;
mod schema_in_use;
mod scope;
mod service;
mod session;
mod shared;
mod structure;
mod subject;
mod table;
mod to_proto;
mod trace;
pub mod transport;
mod typing;
mod view;
mod watching;

pub use log::LogOptions;

use crate::host::dotenv::DotEnv;
use log::LogLevel;
use outbox::Outbox;
use service::Outer;
use session::{End, Session};
use shared::{Phase, Shared};
use std::fs::File;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use table::Table;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::LspService;
use transport::stdio;

/// How many threads may compute, or wait for a disk, at the same time.
const THREADS: usize = 64;

/// How long the last words to standard error and to the log may take: nobody may read there any more.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The log.
    pub log: LogOptions,
}

/// Serves one client on standard input and output until it says `exit`, closes the input or the output, its process is
/// gone, or the system asks for the end.
///
/// The exit code is 0 after `shutdown` and 1 without it (LSP 3.17, "Exit Notification"), and 0 where the system asked. An
/// end that nobody asked for is told on standard error, in one line.
pub fn run_stdio(options: &ServerOptions) -> ExitCode {
    use_small_pages();
    let log = log::start(&options.log);
    // One thread reads, answers and writes: an answer then takes no switch of threads. Slow work has threads of its own.
    let runtime =
        tokio::runtime::Builder::new_current_thread().max_blocking_threads(THREADS).enable_all().build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => {
            last_words(&format!("no runtime: {error}"));
            return ExitCode::FAILURE;
        }
    };
    let told = log.clone();
    // A task of its own is woken without asking the system for events first, as the future of `block_on` is not.
    let task = runtime.spawn(async {
        let (output, direct) = stdio::output();
        let streams = Streams { input: stdio::input(), output, direct, closed: stdio::output_closed() };
        let session = session(streams, told, handlers::table(), DotEnv::of_process());
        tokio::select! {
            ended = session => ended,
            () = stdio::asked_to_end() => Ended { end: End::Signal, after_shutdown: false },
        }
    });
    let ended = runtime.block_on(task);
    // Threads that still compute must not hold up the end.
    runtime.shutdown_background();
    let is_clean = match &ended {
        Ok(ended) => ended.is_clean(),
        Err(_) => false,
    };
    match &ended {
        Ok(ended) if ended.was_asked_for() => {}
        Ok(ended) => last_words(&ended.end.to_string()),
        Err(_) => last_words("a defect of the server ended it"),
    }
    log.flush(LAST_WORDS);
    if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Memory comes in pages of the usual size. In huge ones, which Linux gives where it can, the few kilobytes of a usual document
/// take 14 MB more; a document of megabytes is read a tenth slower without them, once.
fn use_small_pages() {
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
}

/// Says on standard error why the server ends, which is all that some users get to see; also where the log is a file.
fn last_words(why: &str) {
    tracing::info!("the end: {why}");
    let line = format!("openclaw-lsp: {why}\n");
    let (done, wait) = mpsc::channel();
    // Whoever holds the other end of standard error may not read it, and must not keep the server from its end.
    std::thread::spawn(move || {
        let _ = io::stderr().write_all(line.as_bytes());
        let _ = done.send(());
    });
    let _ = wait.recv_timeout(LAST_WORDS);
}

/// How a session ended.
#[derive(Debug)]
struct Ended {
    end: End,
    after_shutdown: bool,
}

impl Ended {
    /// Whether the exit code says that all is well.
    fn is_clean(&self) -> bool {
        self.after_shutdown || matches!(self.end, End::Signal)
    }

    fn was_asked_for(&self) -> bool {
        self.is_clean() || matches!(self.end, End::Exit)
    }
}

/// Serves one client on any pair of streams. True if the client said `shutdown` before the end.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin) -> bool {
    let streams = Streams { input, output, direct: None, closed: std::future::pending() };
    session(streams, LogLevel::default(), handlers::table(), DotEnv::of_process()).await.is_clean()
}

/// The two ways between client and server.
struct Streams<I, O, C> {
    input: I,
    output: O,
    /// The output again, if it can be written without waiting.
    direct: Option<File>,
    /// Done when nobody reads the output any more.
    closed: C,
}

async fn session<I, O, C>(streams: Streams<I, O, C>, log: LogLevel, table: Table, dotenv: DotEnv) -> Ended
where
    I: AsyncRead + Unpin,
    O: AsyncWrite + Unpin,
    C: Future<Output = io::Error>,
{
    let Streams { input, output, direct, closed } = streams;
    let (service, socket) = LspService::new(|client| lifecycle::Lifecycle(Shared::new(client, log, dotenv)));
    let shared = Arc::clone(&service.inner().0);
    let outer = Outer::new(service, Arc::clone(&shared), table);
    let outbox = Outbox::new(direct);
    let end = tokio::select! {
        end = Session::new(outer, outbox.clone()).run(input, socket) => end,
        error = outbox.pump(output) => End::Deaf(error),
        error = closed => End::Deaf(error),
        () = shared.orphaned.notified() => End::Orphaned,
    };
    Ended { end, after_shutdown: shared.phase() == Phase::Stopping }
}

#[cfg(test)]
mod tests;
