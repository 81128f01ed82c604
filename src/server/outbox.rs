//! A writer that never makes its caller wait, so that a client that stops reading cannot stop the reader.

use std::fs::File;
use std::io::{self, Write as _};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncWrite, AsyncWriteExt as _};
use tokio::sync::Notify;

/// How many bytes may wait. A client that is this far behind has stopped reading for good.
const LIMIT: usize = 256 << 20;

/// The near end: takes everything at once.
#[derive(Clone)]
pub(super) struct Outbox(Arc<Queue>);

struct Queue {
    /// The descriptor behind the pump, where it never blocks: most messages go straight out and wake nobody.
    direct: Option<File>,
    state: Mutex<State>,
    more: Notify,
    idle: Notify,
    limit: usize,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    /// The pump holds bytes that are not written yet, so nothing may overtake them.
    pumping: bool,
    broken: bool,
}

impl Outbox {
    /// An outbox. With `direct`, a descriptor that does not block and leads to the same place as the pump's writer.
    pub(super) fn new(direct: Option<File>) -> Self {
        Self::with_limit(direct, LIMIT)
    }

    fn with_limit(direct: Option<File>, limit: usize) -> Self {
        let (state, more, idle) = (Mutex::default(), Notify::new(), Notify::new());
        Self(Arc::new(Queue { direct, state, more, idle, limit }))
    }

    /// Carries what waits to the far end, until that breaks or too much waits.
    pub(super) async fn pump(&self, mut far: impl AsyncWrite + Unpin) -> io::Error {
        loop {
            self.0.more.notified().await;
            while let Some(bytes) = self.0.take() {
                if let Err(error) = write(&mut far, &bytes).await {
                    self.0.lock().broken = true;
                    self.0.idle.notify_waiters();
                    return error;
                }
            }
        }
    }

    /// Waits until everything is written, but not forever.
    pub(super) async fn drained(&self, patience: Duration) {
        let done = async {
            loop {
                let idle = self.0.idle.notified();
                if self.0.lock().settled() {
                    return;
                }
                idle.await;
            }
        };
        if tokio::time::timeout(patience, done).await.is_err() {
            tracing::warn!("the client did not read the last messages");
        }
    }

    fn push(&self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.0.lock();
        if state.broken {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let sent = if state.settled() { self.0.send_now(bytes)? } else { 0 };
        if sent == bytes.len() {
            return Ok(());
        }
        if state.waiting.len() + bytes.len() - sent > self.0.limit {
            state.broken = true;
            tracing::error!("the client has stopped reading");
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        state.waiting.extend_from_slice(&bytes[sent..]);
        self.0.more.notify_one();
        Ok(())
    }
}

async fn write(far: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> io::Result<()> {
    far.write_all(bytes).await?;
    far.flush().await
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Everything that waits; nothing if the pump may rest.
    fn take(&self) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let bytes = std::mem::take(&mut state.waiting);
        state.pumping = !bytes.is_empty();
        if !state.pumping {
            self.idle.notify_waiters();
        }
        state.pumping.then_some(bytes)
    }

    /// Writes what the descriptor takes without waiting, and says how much that was.
    fn send_now(&self, bytes: &[u8]) -> io::Result<usize> {
        let Some(mut file) = self.direct.as_ref() else { return Ok(0) };
        let mut sent = 0;
        while sent < bytes.len() {
            match file.write(&bytes[sent..]) {
                Ok(0) => break,
                Ok(count) => sent += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(error) => return Err(error),
            }
        }
        Ok(sent)
    }
}

impl State {
    fn settled(&self) -> bool {
        self.broken || (self.waiting.is_empty() && !self.pumping)
    }
}

impl AsyncWrite for Outbox {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(self.push(bytes).map(|()| bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
