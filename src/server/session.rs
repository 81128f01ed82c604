//! One session: reads messages, has them handled in their order, and sends what is to be sent.

use super::outbox::Outbox;
use super::service::{Answer, Outer};
use super::transport::frames::{Found, Frame, Frames, next_headers};
use super::transport::message::{Incoming, Refusal, decode};
use super::transport::spelling::Spellings;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use futures_util::{FutureExt as _, SinkExt as _, StreamExt as _};
use std::fmt;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tower::Service;
use tower_lsp::jsonrpc::{Request, Response};
use tower_lsp::{ClientSocket, ExitedError};

/// How long answers are worked on and waited for after the last message of the client.
const FAREWELL: Duration = Duration::from_secs(5);

/// Why a session has ended.
#[derive(Debug)]
pub(super) enum End {
    /// The client said `exit`.
    Exit,
    /// The client closed the input; within a message, or between two.
    Closed(Cut),
    /// The input cannot be read.
    Unreadable(io::Error),
    /// The client does not read what is sent.
    Deaf(io::Error),
    /// The process that started the server is gone.
    Orphaned,
    /// The system asked for the end.
    Signal,
}

/// Where the input ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// Between two messages.
    Between,
    /// Within one.
    Within,
}

/// Why, in one line, for an end that nobody asked for.
impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exit => f.write_str("the client said `exit`"),
            Self::Closed(Cut::Between) => {
                f.write_str("the client closed the input without `shutdown` and `exit`")
            }
            Self::Closed(Cut::Within) => {
                f.write_str("the client closed the input in the middle of a message")
            }
            Self::Unreadable(error) => write!(f, "the input cannot be read: {error}"),
            Self::Deaf(error) => write!(f, "the client does not read the output: {error}"),
            Self::Orphaned => f.write_str("the process that started the server is gone"),
            Self::Signal => f.write_str("the system asked for the end"),
        }
    }
}

/// One session.
pub(super) struct Session<S> {
    service: Outer<S>,
    outbox: Outbox,
    frames: Frames,
    spellings: Spellings,
    /// The requests that are not answered yet.
    pending: FuturesUnordered<BoxFuture<'static, Answer>>,
}

impl<S> Session<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// A session in which nothing was said yet.
    pub(super) fn new(service: Outer<S>, outbox: Outbox) -> Self {
        let (frames, spellings) = (Frames::default(), Spellings::default());
        Self { service, outbox, frames, spellings, pending: FuturesUnordered::new() }
    }

    /// Serves until the client has said the last word, and what it waits for is sent.
    pub(super) async fn run(mut self, input: impl AsyncRead + Unpin, socket: ClientSocket) -> End {
        let (mut asks, mut answers) = socket.split();
        let end = self.converse(input, &mut asks, &mut answers).await;
        let rest = async {
            while let Some(answer) = self.pending.next().await {
                self.send(answer);
            }
        };
        if tokio::time::timeout(FAREWELL, rest).await.is_err() {
            tracing::warn!("not every request was answered before the end");
        }
        self.outbox.drained(FAREWELL).await;
        end
    }

    async fn converse(
        &mut self,
        mut input: impl AsyncRead + Unpin,
        asks: &mut (impl futures_util::Stream<Item = Request> + Unpin),
        answers: &mut (impl futures_util::Sink<Response> + Unpin),
    ) -> End {
        loop {
            while let Some(frame) = self.frames.take() {
                if let Some(response) = self.handle(frame) {
                    // It fails only after `exit`.
                    let _ = answers.send(response).await;
                }
                if self.service.is_over() {
                    return End::Exit;
                }
            }
            while let Some(Some(answer)) = self.pending.next().now_or_never() {
                self.send(answer);
            }
            tokio::select! {
                read = input.read_buf(self.frames.room()) => match read {
                    Ok(0) => return End::Closed(if self.frames.is_between() { Cut::Between } else { Cut::Within }),
                    Ok(_) => {}
                    Err(error) => return End::Unreadable(error),
                },
                Some(answer) = self.pending.next() => self.send(answer),
                Some(ask) = asks.next() => self.send(serde_json::to_string(&ask).ok()),
            }
        }
    }

    /// Takes a frame; what it holds may be an answer of the client.
    fn handle(&mut self, frame: Frame) -> Option<Response> {
        let incoming = match frame {
            Frame::Body(body) => self.decode(&body),
            Frame::Refused(body, fault) => Incoming::Refused(Refusal::unread(&body, fault.to_string())),
            Frame::Skipped(fault) => Incoming::Refused(Refusal::unread(&[], fault.to_string())),
        };
        match incoming {
            Incoming::Response(response) => return Some(response),
            Incoming::Refused(refusal) => {
                tracing::warn!("{}", refusal.error.message);
                self.send(refusal.to_json());
            }
            Incoming::Call { method, id, mut params, lossy } => {
                if lossy {
                    tracing::warn!("bytes of a notification that are no UTF-8 were replaced");
                }
                self.spellings.read(&mut params);
                let mut answer = self.service.call(method, id, params);
                match (&mut answer).now_or_never() {
                    Some(answer) => self.send(answer),
                    None => self.pending.push(answer),
                }
            }
        }
        None
    }

    /// Decodes a body. One that is broken may hold the next message, if its length was wrong.
    fn decode(&mut self, body: &[u8]) -> Incoming {
        let incoming = decode(body);
        if matches!(incoming, Incoming::Refused(_))
            && let Found::At(at) = next_headers(body)
        {
            self.frames.give_back(&body[at..]);
        }
        incoming
    }

    fn send(&self, answer: Answer) {
        if let Some(answer) = answer {
            self.outbox.send(&self.spellings.write(&answer));
        }
    }
}
