//! Which method is handled by what. Handlers are plain functions; when and where they run is decided by the service.

use super::capabilities::Negotiated;
use super::shared::Shared;
use super::view::View;
use crate::base::{World, masking};
use crate::project::Refusal;
use rustc_hash::FxHashMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::sync::Arc;
use std::time::Instant;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{Uri, error_codes};

/// The code of `ServerCancelled` (LSP 3.17, "Base protocol").
const SERVER_CANCELLED: i64 = -32802;

/// What becomes of a request that waits for another thread while a newer version of its document arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stale {
    /// It is answered for its own version.
    Answer,
    /// It is refused with `ContentModified`.
    ContentModified,
    /// It is refused with `ServerCancelled`, and the client is told to ask again.
    AskAgain,
}

impl Stale {
    fn error(self) -> Option<Error> {
        match self {
            Self::Answer => None,
            Self::ContentModified => Some(Error::content_modified()),
            Self::AskAgain => Some(Error {
                code: ErrorCode::ServerError(SERVER_CANCELLED),
                message: "the document has changed".into(),
                data: Some(serde_json::json!({ "retriggerRequest": true })),
            }),
        }
    }
}

/// What the table has to know about a request that is about one document.
pub(super) struct DocumentMethod<P, R> {
    /// Finds the document in the parameters.
    pub(super) uri: fn(&P) -> &Uri,
    /// What happens when the version has passed.
    pub(super) stale: Stale,
    /// The answer for a document that is not open, as happens when a request crosses the closing on its way.
    pub(super) absent: fn() -> R,
}

/// A request that has seen its snapshot and only has to be run.
pub(super) struct Job {
    /// Whether it may take too long for the reader's thread.
    pub(super) slow: bool,
    /// Runs it; the result is JSON.
    pub(super) run: Box<dyn FnOnce() -> Result<String> + Send>,
}

/// What a command does; it may be refused.
type Deed<R> =
    fn(&Arc<Shared>, &<R as Request>::Params) -> std::result::Result<<R as Request>::Result, Refusal>;

type OnNotification = dyn Fn(&Arc<Shared>, Value) -> Result<()> + Send + Sync;
type OnRequest = dyn Fn(&Arc<Shared>, Value) -> Result<Job> + Send + Sync;

/// What is done with a method.
pub(super) enum Entry {
    /// It is applied at once.
    Notification(Box<OnNotification>),
    /// It is prepared at once, and run at once or elsewhere.
    Request(Box<OnRequest>),
}

/// Methods by name.
#[derive(Default)]
pub(super) struct Table(FxHashMap<&'static str, Entry>);

impl Table {
    /// The methods that the table knows.
    #[cfg(test)]
    pub(super) fn methods(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// What is done with a method, if the table knows it.
    pub(super) fn get(&self, method: &str) -> Option<&Entry> {
        self.0.get(method)
    }

    /// Adds a notification that is applied on the reader's thread, in arrival order.
    pub(super) fn notification<N>(&mut self, handle: fn(&Arc<Shared>, &N::Params)) -> &mut Self
    where
        N: Notification + 'static,
        N::Params: DeserializeOwned,
    {
        let entry = move |shared: &Arc<Shared>, params| {
            handle(shared, &parse(params)?);
            Ok(())
        };
        self.0.insert(N::METHOD, Entry::Notification(Box::new(entry)));
        self
    }

    /// Adds a request about one document; it sees the version that is current when it arrives.
    pub(super) fn document<R>(
        &mut self,
        method: &DocumentMethod<R::Params, R::Result>,
        handle: fn(&View, &R::Params) -> R::Result,
    ) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        self.add::<R>(method, move |view, params| Ok(handle(view, params)))
    }

    /// The same for a request that may be refused with a sentence for the user.
    pub(super) fn refusable<R>(
        &mut self,
        method: &DocumentMethod<R::Params, R::Result>,
        handle: fn(&View, &R::Params) -> std::result::Result<R::Result, Refusal>,
    ) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        self.add::<R>(method, move |view, params| handle(view, params).map_err(refused))
    }

    fn add<R>(
        &mut self,
        method: &DocumentMethod<R::Params, R::Result>,
        handle: impl Fn(&View, &R::Params) -> Result<R::Result> + Copy + Send + Sync + 'static,
    ) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let &DocumentMethod { uri, stale, absent } = method;
        let entry = move |shared: &Arc<Shared>, params: R::Params| match shared.view(uri(&params).as_str()) {
            Some(view) => Ok(job::<R>(view, params, stale, handle)),
            None => Ok(Job { slow: false, run: Box::new(move || to_json(&absent())) }),
        };
        self.request::<R>(entry)
    }

    /// Adds a request that completes what an earlier answer left open. It is refused when its document has changed
    /// since, or is closed; what was complete already, and so names no document, comes back as it is.
    pub(super) fn resolvable<R>(
        &mut self,
        uri: fn(&R::Params) -> Option<&Uri>,
        handle: fn(&View, &R::Params) -> Result<R::Result>,
        complete: fn(R::Params) -> R::Result,
    ) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let entry = move |shared: &Arc<Shared>, params: R::Params| {
            let Some(uri) = uri(&params) else {
                return Ok(Job { slow: false, run: Box::new(move || to_json(&complete(params))) });
            };
            let view = shared.view(uri.as_str()).ok_or_else(Error::content_modified)?;
            Ok(job::<R>(view, params, Stale::ContentModified, handle))
        };
        self.request::<R>(entry)
    }

    /// Adds a request about all open documents.
    pub(super) fn everywhere<R>(&mut self, handle: fn(&[View], &R::Params) -> R::Result) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let entry = move |shared: &Arc<Shared>, params: R::Params| {
            let uris = shared.documents.with(|documents| documents.uris());
            let views: Vec<View> = uris.iter().filter_map(|uri| shared.view(uri)).collect();
            let settled = move || views.into_iter().map(View::settled).collect::<Vec<_>>();
            Ok(Job { slow: true, run: Box::new(move || to_json(&handle(&settled(), &params))) })
        };
        self.request::<R>(entry)
    }

    /// Adds a request about the session itself, which is answered at once.
    pub(super) fn session<R>(&mut self, handle: fn(&Shared, &R::Params) -> R::Result) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let entry = move |shared: &Arc<Shared>, params: R::Params| {
            let shared = Arc::clone(shared);
            Ok(Job { slow: false, run: Box::new(move || to_json(&handle(&shared, &params))) })
        };
        self.request::<R>(entry)
    }

    /// Adds a request that needs no document, only what the server knows anyway.
    pub(super) fn world<R>(&mut self, handle: fn(&World, &Negotiated, &R::Params) -> R::Result) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let entry = move |shared: &Arc<Shared>, params: R::Params| {
            let (world, caps) = (shared.documents.with(|documents| documents.world()), shared.caps());
            Ok(Job { slow: false, run: Box::new(move || to_json(&handle(&world, &caps, &params))) })
        };
        self.request::<R>(entry)
    }

    /// Adds a request that has the session do something, in another thread; it may be refused with a sentence for the user.
    pub(super) fn command<R>(&mut self, handle: Deed<R>) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned + Send + 'static,
        R::Result: Serialize + 'static,
    {
        let entry = move |shared: &Arc<Shared>, params: R::Params| {
            let shared = Arc::clone(shared);
            let run = move || to_json(&handle(&shared, &params).map_err(refused)?);
            Ok(Job { slow: true, run: Box::new(run) })
        };
        self.request::<R>(entry)
    }

    /// Adds a request of which the parameters alone decide what is to be done.
    fn request<R>(
        &mut self,
        prepare: impl Fn(&Arc<Shared>, R::Params) -> Result<Job> + Send + Sync + 'static,
    ) -> &mut Self
    where
        R: Request + 'static,
        R::Params: DeserializeOwned,
    {
        let entry = move |shared: &Arc<Shared>, params| prepare(shared, parse(params)?);
        self.0.insert(R::METHOD, Entry::Request(Box::new(entry)));
        self
    }
}

fn refused(Refusal(message): Refusal) -> Error {
    Error {
        code: ErrorCode::ServerError(error_codes::REQUEST_FAILED),
        message: masking::text(&message).into_owned().into(),
        data: None,
    }
}

fn job<R>(
    view: View,
    params: R::Params,
    stale: Stale,
    handle: impl Fn(&View, &R::Params) -> Result<R::Result> + Send + 'static,
) -> Job
where
    R: Request + 'static,
    R::Params: Send + 'static,
    R::Result: Serialize + 'static,
{
    let slow = view.waits() || view.report.slow(R::METHOD, view.snapshot().text.len());
    let run = move || match stale.error().filter(|_| view.stale()) {
        Some(error) => Err(error),
        None if view.waits() => timed::<R>(&view.settled(), &params, handle),
        None => timed::<R>(&view, &params, handle),
    };
    Job { slow, run: Box::new(run) }
}

fn timed<R>(
    view: &View,
    params: &R::Params,
    handle: impl Fn(&View, &R::Params) -> Result<R::Result>,
) -> Result<String>
where
    R: Request,
    R::Result: Serialize,
{
    let begun = Instant::now();
    let answer = handle(view, params).and_then(|answer| to_json(&answer));
    view.report.note(R::METHOD, begun.elapsed());
    answer
}

fn parse<P: DeserializeOwned>(params: Value) -> Result<P> {
    // The error names the field and its type; it does not quote what the field holds beyond one scalar, and only the
    // client that sent it gets to see it.
    serde_json::from_value(params).map_err(|error| Error::invalid_params(error.to_string()))
}

/// Answers are written where they are computed, as large ones take long.
fn to_json<T: Serialize>(answer: &T) -> Result<String> {
    serde_json::to_string(answer).map_err(|_| Error::internal_error())
}
