//! Standard input and output, read and written without a helper thread where the system can wait for them.

use super::streams::{Input, Output};
use std::io;

/// Standard input: a pipe or a socket when an editor starts the server, anything else by hand.
pub(crate) fn input() -> Input {
    #[cfg(unix)]
    if let Some(input) = unix::input() {
        return input;
    }
    Box::pin(tokio::io::stdin())
}

/// Standard output.
pub(crate) fn output() -> Output {
    #[cfg(unix)]
    if let Some(output) = unix::output() {
        return output;
    }
    (Box::pin(tokio::io::stdout()), None)
}

/// Waits until nobody reads standard output any more, where the system tells that before anything is written.
pub(crate) async fn output_closed() -> io::Error {
    #[cfg(unix)]
    if let Some(closed) = unix::output_closed() {
        closed.await;
        return io::ErrorKind::BrokenPipe.into();
    }
    std::future::pending().await
}

/// Waits until the system asks the server to end: by SIGTERM, SIGINT or SIGHUP, or by Ctrl-C elsewhere.
pub(crate) async fn asked_to_end() {
    #[cfg(unix)]
    unix::asked_to_end().await;
    #[cfg(not(unix))]
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Waiting for a descriptor takes one wake-up; a thread that reads for us takes three.
#[cfg(unix)]
mod unix {
    use crate::server::transport::streams::{Input, Output};
    use std::fs::File;
    use std::os::fd::{AsFd, OwnedFd};
    use std::os::unix::fs::FileTypeExt as _;
    use std::os::unix::net::UnixStream;
    use tokio::io::Interest;
    use tokio::net::unix::pipe;
    use tokio::signal::unix::{SignalKind, signal};

    /// Only for pipes: the other end of a socket is also that of the input, and its end is noticed there.
    pub(super) fn output_closed() -> Option<impl Future<Output = ()>> {
        let Kind::Pipe(pipe) = kind(std::io::stdout())? else { return None };
        let pipe = pipe::Sender::from_owned_fd(pipe).ok()?;
        Some(async move {
            if pipe.ready(Interest::ERROR).await.is_err() {
                std::future::pending::<()>().await;
            }
        })
    }

    pub(super) async fn asked_to_end() {
        let listen = |kind| async move {
            match signal(kind) {
                Ok(mut asked) => asked.recv().await.unwrap_or_default(),
                Err(_) => std::future::pending().await,
            }
        };
        tokio::select! {
            () = listen(SignalKind::terminate()) => {}
            () = listen(SignalKind::interrupt()) => {}
            () = listen(SignalKind::hangup()) => {}
        }
    }

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
