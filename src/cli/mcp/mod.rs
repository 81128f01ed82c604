//! `mcp`: the engine as tools of the Model Context Protocol, for agents.
//!
//! Whatever writes a file shows first what it would do: the answer has a difference and a `confirm` token, and only a second
//! call with that token writes, if the files are still the same. So an agent cannot write what nobody could see.

mod ask;
mod look;
mod params;
mod preview;
mod server;
mod write;

use super::args::McpArgs;
use super::terminal::Status;
use super::world::world;
use rmcp::ServiceExt;
use rmcp::transport::stdio;
use server::Server;
use std::io;

/// Serves on standard input and output until the client is done.
pub(super) fn run(args: &McpArgs) -> io::Result<Status> {
    let server = Server::new(world(&args.world)?, args.read_only);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done: io::Result<()> = runtime.block_on(async {
        let running = server.serve(stdio()).await.map_err(io::Error::other)?;
        running.waiting().await.map(drop).map_err(io::Error::other)
    });
    // Nothing waits for a line that will never come.
    runtime.shutdown_background();
    done.map(|()| Status::Clean)
}
