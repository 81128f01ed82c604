//! Standard input and output, read and written without a helper thread where the system can wait for them.

use std::fs::File;
use std::pin::Pin;
use tokio::io::{AsyncRead, AsyncWrite};

/// The server's input.
pub(super) type Input = Pin<Box<dyn AsyncRead + Send>>;

/// The server's output, and its descriptor for writing directly where that never blocks.
pub(super) type Output = (Pin<Box<dyn AsyncWrite + Send>>, Option<File>);

/// Standard input: a pipe or a socket when an editor starts the server, anything else by hand.
pub(super) fn input() -> Input {
    #[cfg(unix)]
    if let Some(input) = unix::input() {
        return input;
    }
    Box::pin(tokio::io::stdin())
}

/// Standard output.
pub(super) fn output() -> Output {
    #[cfg(unix)]
    if let Some(output) = unix::output() {
        return output;
    }
    (Box::pin(tokio::io::stdout()), None)
}

/// Waiting for a descriptor takes one wake-up; a thread that reads for us takes three.
#[cfg(unix)]
mod unix {
    use super::{File, Input, Output};
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::fs::FileTypeExt as _;
    use std::os::unix::net::UnixStream;
    use tokio::net::unix::pipe;

    enum Kind {
        Pipe(OwnedFd),
        Socket(UnixStream),
    }

    fn kind(stream: impl AsFd) -> Option<Kind> {
        let file = File::from(stream.as_fd().try_clone_to_owned().ok()?);
        let kind = file.metadata().ok()?.file_type();
        if kind.is_fifo() {
            return Some(Kind::Pipe(file.into()));
        }
        if !kind.is_socket() {
            return None;
        }
        let socket = UnixStream::from(OwnedFd::from(file));
        // Other kinds of sockets are left to the helper thread.
        socket.local_addr().ok()?;
        socket.set_nonblocking(true).ok()?;
        Some(Kind::Socket(socket))
    }

    pub(super) fn input() -> Option<Input> {
        Some(match kind(std::io::stdin())? {
            Kind::Pipe(pipe) => Box::pin(pipe::Receiver::from_owned_fd(pipe).ok()?),
            Kind::Socket(socket) => Box::pin(tokio::net::UnixStream::from_std(socket).ok()?),
        })
    }

    pub(super) fn output() -> Option<Output> {
        let direct = File::from(std::io::stdout().as_fd().try_clone_to_owned().ok()?);
        Some(match kind(std::io::stdout())? {
            Kind::Pipe(pipe) => (Box::pin(pipe::Sender::from_owned_fd(pipe).ok()?), Some(direct)),
            Kind::Socket(socket) => (Box::pin(tokio::net::UnixStream::from_std(socket).ok()?), Some(direct)),
        })
    }
}
