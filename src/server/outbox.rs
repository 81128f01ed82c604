//! A writer that never makes its caller wait, so that a client that stops reading cannot stop the reader.

use std::fs::File;
use std::io::{self, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    /// Woken when the outbox has broken while the pump was not looking.
    broken: Notify,
    limit: usize,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    /// How many bytes the pump holds that are not written yet. Nothing may overtake them.
    pumping: usize,
    /// Why nothing is sent any more; the reason is taken by the pump.
    #[expect(clippy::option_option, reason = "broken for a reason that was taken is still broken")]
    broken: Option<Option<io::Error>>,
}

impl Outbox {
    /// An outbox. With `direct`, a descriptor that does not block and leads to the same place as the pump's writer.
    pub(super) fn new(direct: Option<File>) -> Self {
        Self::with_limit(direct, LIMIT)
    }

    fn with_limit(direct: Option<File>, limit: usize) -> Self {
        let (more, idle, broken) = (Notify::new(), Notify::new(), Notify::new());
        Self(Arc::new(Queue { direct, state: Mutex::default(), more, idle, broken, limit }))
    }

    /// Carries what waits to the far end, until that breaks or too much waits.
    pub(super) async fn pump(&self, mut far: impl AsyncWrite + Unpin) -> io::Error {
        loop {
            tokio::select! {
                () = self.0.more.notified() => {}
                () = self.0.broken.notified() => return self.0.reason(),
            }
            while let Some(bytes) = self.0.take() {
                let written = tokio::select! {
                    written = write(&mut far, &bytes) => written,
                    () = self.0.broken.notified() => return self.0.reason(),
                };
                if let Err(error) = written {
                    self.0.fail(&mut self.0.lock(), error);
                    return self.0.reason();
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

    /// Sends a message. After the outbox has broken it goes nowhere: the session is about to end.
    pub(super) fn send(&self, body: &str) {
        let message = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        let mut state = self.0.lock();
        if state.broken.is_some() {
            return;
        }
        let sent = if state.settled() { self.0.send_now(message.as_bytes()) } else { Ok(0) };
        let rest = match sent {
            Ok(sent) => &message.as_bytes()[sent..],
            Err(error) => return self.0.fail(&mut state, error),
        };
        if rest.is_empty() {
            return;
        }
        let before = state.waiting.len() + state.pumping;
        // A single message may be larger, as long as nothing waits before it.
        if before > 0 && before + rest.len() > self.0.limit {
            let reason = format!("{} MiB wait to be read", self.0.limit >> 20);
            return self.0.fail(&mut state, io::Error::new(io::ErrorKind::OutOfMemory, reason));
        }
        state.waiting.extend_from_slice(rest);
        self.0.more.notify_one();
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

    /// Notes that nothing is sent any more. What waits is dropped: nobody will read it.
    fn fail(&self, state: &mut State, error: io::Error) {
        state.broken.get_or_insert(Some(error));
        (state.waiting, state.pumping) = (Vec::new(), 0);
        self.broken.notify_one();
        self.idle.notify_waiters();
    }

    fn reason(&self) -> io::Error {
        let reason = self.lock().broken.as_mut().and_then(Option::take);
        reason.unwrap_or_else(|| io::ErrorKind::BrokenPipe.into())
    }

    /// Everything that waits; nothing if the pump may rest.
    fn take(&self) -> Option<Vec<u8>> {
        let mut state = self.lock();
        let bytes = std::mem::take(&mut state.waiting);
        state.pumping = bytes.len();
        if bytes.is_empty() {
            self.idle.notify_waiters();
            return None;
        }
        Some(bytes)
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
        self.broken.is_some() || (self.waiting.is_empty() && self.pumping == 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::AsyncReadExt as _;

    #[tokio::test]
    async fn a_client_that_never_reads_ends_the_outbox() {
        let outbox = Outbox::with_limit(None, 1000);
        let (far, _unread) = tokio::io::duplex(10);
        let pump = outbox.pump(far);
        let fill = async {
            for _ in 0..100 {
                outbox.send(&"x".repeat(100));
                tokio::task::yield_now().await;
            }
        };
        let (error, ()) = tokio::join!(pump, fill);
        assert_eq!(error.kind(), io::ErrorKind::OutOfMemory);
        assert!(outbox.0.lock().waiting.is_empty(), "nothing is kept for nobody");
        outbox.drained(Duration::from_mins(1)).await;
    }

    #[tokio::test]
    async fn one_large_message_is_sent() {
        let outbox = Outbox::with_limit(None, 1000);
        let (far, mut near) = tokio::io::duplex(10);
        outbox.send(&"x".repeat(5000));
        let mut read = vec![0; 5024];
        tokio::select! {
            error = outbox.pump(far) => panic!("{error}"),
            done = near.read_exact(&mut read) => assert_eq!(done.unwrap(), 5024),
        }
    }

    #[tokio::test]
    async fn a_client_that_is_gone_ends_the_outbox() {
        let outbox = Outbox::new(None);
        let (far, near) = tokio::io::duplex(10);
        drop(near);
        outbox.send("{}");
        assert_eq!(outbox.pump(far).await.kind(), io::ErrorKind::BrokenPipe);
    }
}
