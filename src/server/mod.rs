//! The language server: the only room that names LSP types.
//!
//! A message takes this way: `transport` reads it, the framework decodes it, `service` finds its entry in the table of
//! `handlers`, gives the handler a `documents` view of the moment and runs it at once or in another thread, and
//! `outbox` writes the answer. Handlers translate by `from_proto` and `to_proto` and ask [`crate::ide`].

mod capabilities;
mod config;
mod documents;
mod from_proto;
mod handlers;
mod lifecycle;
mod live;
mod log;
mod names;
mod outbox;
mod parent;
mod projects;
mod publish;
mod report;
mod scope;
mod service;
mod shared;
mod structure;
mod table;
mod to_proto;
mod transport;

pub use log::LogOptions;

use crate::host::dotenv::DotEnv;
use log::LogLevel;
use outbox::Outbox;
use service::Outer;
use shared::{Phase, Shared};
use std::fs::File;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use table::Table;
use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp::{LspService, Server};

/// How many requests may wait at the same time; cancellations never wait behind them.
const CONCURRENCY: usize = 1024;

/// How long the client may take to read the last messages.
const FAREWELL: Duration = Duration::from_secs(2);

/// How the server is started.
#[derive(Clone, Debug, Default)]
pub struct ServerOptions {
    /// The log.
    pub log: LogOptions,
}

/// Serves one client on standard input and output until it says `exit`, closes the input, or its process is gone.
///
/// The exit code is 0 after `shutdown` and 1 without it (LSP 3.17, "Exit Notification").
pub fn run_stdio(options: &ServerOptions) -> ExitCode {
    let log = log::start(&options.log);
    // One thread reads, answers and writes: an answer then takes no switch of threads. Slow work has threads of its own.
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("no runtime: {error}");
            return ExitCode::FAILURE;
        }
    };
    // A task of its own is woken without asking the system for events first, as the future of `block_on` is not.
    let task = runtime.spawn(async {
        let (output, direct) = transport::output();
        session(transport::input(), output, direct, log, handlers::table(), DotEnv::of_process()).await
    });
    let clean = runtime.block_on(task).unwrap_or(false);
    // Threads that still compute must not hold up the end.
    runtime.shutdown_background();
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Serves one client on any pair of streams. True if the client said `shutdown` before the end.
pub async fn serve(input: impl AsyncRead + Unpin, output: impl AsyncWrite + Unpin) -> bool {
    session(input, output, None, LogLevel::default(), handlers::table(), DotEnv::of_process()).await
}

async fn session(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin,
    direct: Option<File>,
    log: LogLevel,
    table: Table,
    dotenv: DotEnv,
) -> bool {
    let (service, socket) = LspService::new(|client| lifecycle::Lifecycle(Shared::new(client, log, dotenv)));
    let shared = Arc::clone(&service.inner().0);
    let outer = Outer::new(service, Arc::clone(&shared), table);
    let outbox = Outbox::new(direct);
    let server = Server::new(input, outbox.clone(), socket).concurrency_level(CONCURRENCY);
    let session = async {
        tokio::select! {
            () = server.serve(outer) => outbox.drained(FAREWELL).await,
            () = shared.orphaned.notified() => {}
        }
    };
    tokio::select! {
        () = session => {}
        error = outbox.pump(output) => tracing::warn!("the client is gone: {error}"),
    }
    shared.phase() == Phase::Stopping
}

#[cfg(test)]
mod tests;
