//! The outer service: order, snapshots, panic barrier and cancellation, which the framework leaves to its user.

use super::shared::{Phase, Shared};
use super::table::{Entry, Job, Table};
use futures_util::FutureExt as _;
use futures_util::future::{AbortHandle, BoxFuture, abortable, ready};
use rustc_hash::FxHashMap;
use serde_json::{Value, json};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response, Result};
use tower_lsp::ls_types::MessageType;
use tower_lsp::ls_types::error_codes::REQUEST_FAILED;

/// How many requests may wait for another thread. A client that asks for more has lost count, and is told so.
const MOST_WAITING: usize = 8192;

/// The message that answers a request, as JSON; nothing to a notification.
pub(super) type Answer = Option<String>;

/// The requests that run in other threads, by their id.
type Waiting = Arc<Mutex<FxHashMap<Id, AbortHandle>>>;

/// Stands around the framework's service and takes what must not wait.
///
/// `call` runs in arrival order on the reader's thread, since that is where [`super::session`] calls it. Changes of documents are applied inside it, and a request takes
/// its snapshot inside it, so no request can see another version than the one it was sent for (walls 5 and 9).
pub(super) struct Outer<S> {
    inner: S,
    shared: Arc<Shared>,
    table: Table,
    waiting: Waiting,
    over: bool,
}

impl<S> Outer<S> {
    /// A service that knows the methods of `table` and leaves the rest to `inner`.
    pub(super) fn new(inner: S, shared: Arc<Shared>, table: Table) -> Self {
        Self { inner, shared, table, waiting: Waiting::default(), over: false }
    }

    /// Whether the client has said `exit`.
    pub(super) fn is_over(&self) -> bool {
        self.over
    }

    fn notify(&self, apply: impl FnOnce(&Arc<Shared>, Value) -> Result<()>, params: Value) {
        match catch_unwind(AssertUnwindSafe(|| apply(&self.shared, params))) {
            Ok(Ok(())) => {}
            Ok(Err(_)) => {
                tracing::warn!("a notification with wrong parameters was ignored");
                self.shared.log(MessageType::WARNING, "a notification with wrong parameters was ignored");
            }
            Err(_) => {
                tracing::error!("a notification could not be applied");
                self.shared.log(MessageType::ERROR, "a notification could not be applied");
            }
        }
    }

    fn answer(&self, job: Result<Job>, id: Id) -> BoxFuture<'static, Answer> {
        match job {
            Ok(job) if job.slow => self.answer_elsewhere(job, id),
            Ok(job) => ready(Some(answer(&id, guarded(job)))).boxed(),
            Err(error) => ready(Some(answer(&id, Err(error)))).boxed(),
        }
    }

    /// Runs a job in another thread. A cancelled one is answered at once; if it has not begun, it never does.
    fn answer_elsewhere(&self, job: Job, id: Id) -> BoxFuture<'static, Answer> {
        if lock(&self.waiting).len() >= MOST_WAITING {
            return ready(Some(answer(&id, Err(overrun())))).boxed();
        }
        let task = tokio::task::spawn_blocking(move || guarded(job));
        let stop = task.abort_handle();
        let (task, abort) = abortable(task);
        let waiting = Arc::clone(&self.waiting);
        lock(&waiting).insert(id.clone(), abort);
        async move {
            let result = if let Ok(done) = task.await {
                done.unwrap_or_else(|_| Err(Error::internal_error()))
            } else {
                stop.abort();
                Err(Error::request_cancelled())
            };
            lock(&waiting).remove(&id);
            Some(answer(&id, result))
        }
        .boxed()
    }

    /// Nobody waits for answers after `exit`, so what still computes must not hold up the end.
    fn cancel_all(&self) {
        lock(&self.waiting).drain().for_each(|(_, abort)| abort.abort());
    }

    fn cancel(&self, params: &Value) {
        let id = params.get("id").cloned().and_then(|id| serde_json::from_value::<Id>(id).ok());
        if let Some(abort) = id.and_then(|id| lock(&self.waiting).remove(&id)) {
            abort.abort();
        }
    }
}

impl<S> Outer<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    /// Takes a message, in the order of arrival.
    pub(super) fn call(
        &mut self,
        method: String,
        id: Option<Id>,
        params: Value,
    ) -> BoxFuture<'static, Answer> {
        let Some(traced) = self.shared.trace.begin(&method) else { return self.take(method, id, params) };
        let shared = Arc::clone(&self.shared);
        let answer = self.take(method, id, params);
        answer.inspect(move |answer| shared.trace.end(&traced, answer.as_deref(), &shared.client)).boxed()
    }

    fn take(&mut self, method: String, id: Option<Id>, params: Value) -> BoxFuture<'static, Answer> {
        if self.shared.phase() == Phase::Running {
            if method == "$/cancelRequest" {
                self.cancel(&params);
                return ready(None).boxed();
            }
            if let Some(entry) = self.table.get(&method) {
                return match (entry, id) {
                    // Some clients write `null` where they mean that there is no id.
                    (Entry::Notification(apply), None | Some(Id::Null)) => {
                        self.notify(apply, params);
                        ready(None).boxed()
                    }
                    (Entry::Request(prepare), Some(id)) if id != Id::Null => {
                        let job = catch_unwind(AssertUnwindSafe(|| prepare(&self.shared, params)));
                        self.answer(job.unwrap_or_else(|_| Err(Error::internal_error())), id)
                    }
                    (_, Some(id)) => ready(Some(answer(&id, Err(Error::invalid_request())))).boxed(),
                    (Entry::Request(_), None) => ready(None).boxed(),
                };
            }
        }
        if method == "exit" {
            self.over = true;
            self.cancel_all();
        }
        let id = id.filter(|id| *id != Id::Null || !is_notification(&method));
        let is_first = method == "initialize";
        let request = for_framework(method, id.clone(), params);
        let answer = self.inner.call(request);
        if !is_first {
            return guard_future(id, answer);
        }
        let shared = Arc::clone(&self.shared);
        guard_future(id, answer.map(move |answer| Ok(answer?.map(|answer| completed(answer, &shared)))))
    }
}

/// The notifications that the framework handles.
fn is_notification(method: &str) -> bool {
    matches!(method, "initialized" | "exit")
}

/// A message as the framework takes it. It refuses whole messages for members that nobody asked for, so it gets to see
/// none: what `initialize` says is passed on unread, for [`super::lifecycle`] to pick out what it knows.
fn for_framework(method: String, id: Option<Id>, params: Value) -> Request {
    let params = match &*method {
        "initialize" if params.is_object() => {
            Some(json!({ "capabilities": {}, "initializationOptions": params }))
        }
        "initialized" => Some(json!({})),
        "shutdown" | "exit" => None,
        _ => Some(params).filter(|params| !params.is_null()),
    };
    let request = Request::build(method);
    let request = if let Some(params) = params { request.params(params) } else { request };
    if let Some(id) = id { request.id(id) } else { request }.finish()
}

/// The answer to `initialize`, with what the framework has no types for.
fn completed(answer: Response, shared: &Shared) -> Response {
    let (id, mut result) = answer.into_parts();
    if let Ok(Some(offered)) = result.as_mut().map(|result| result.get_mut("capabilities")) {
        shared.caps().complete(offered);
    }
    Response::from_parts(id, result)
}

fn overrun() -> Error {
    let message = format!("{MOST_WAITING} requests wait already: ask again when some are answered");
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None }
}

/// The message that answers a request with a result, which is JSON already, or with an error.
fn answer(id: &Id, result: Result<String>) -> String {
    let id = serde_json::to_string(id).unwrap_or_else(|_| "null".to_owned());
    match result {
        Ok(result) => format!(r#"{{"jsonrpc":"2.0","result":{result},"id":{id}}}"#),
        Err(error) => {
            let error = serde_json::to_string(&error).unwrap_or_else(|_| "{}".to_owned());
            format!(r#"{{"jsonrpc":"2.0","error":{error},"id":{id}}}"#)
        }
    }
}

/// Runs a job; a panic becomes an answer. What the panic said stays unsaid, for it may quote the document.
fn guarded(job: Job) -> Result<String> {
    catch_unwind(AssertUnwindSafe(job.run)).unwrap_or_else(|_| Err(Error::internal_error()))
}

/// Polls a future of the framework at once: `initialize`, `shutdown` and `exit` take effect in arrival order, too.
fn guard_future(
    id: Option<Id>,
    future: impl Future<Output = std::result::Result<Option<Response>, ExitedError>> + Send + 'static,
) -> BoxFuture<'static, Answer> {
    let guarded = AssertUnwindSafe(future).catch_unwind();
    let mut answer = async move {
        let failed = || id.map(|id| answer(&id, Err(Error::internal_error())));
        match guarded.await {
            Ok(Ok(response)) => response.and_then(|response| serde_json::to_string(&response).ok()),
            // After `exit` nobody reads answers any more.
            Ok(Err(_)) => None,
            Err(_) => failed(),
        }
    }
    .boxed();
    match (&mut answer).now_or_never() {
        Some(answer) => ready(answer).boxed(),
        None => answer,
    }
}

fn lock(waiting: &Waiting) -> std::sync::MutexGuard<'_, FxHashMap<Id, AbortHandle>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}
