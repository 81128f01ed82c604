//! The outer service: order, snapshots, panic barrier and cancellation, which the framework leaves to its user.

use super::shared::{Phase, Shared};
use super::table::{Entry, Job, Table};
use futures_util::FutureExt as _;
use futures_util::future::{AbortHandle, BoxFuture, abortable, ready};
use rustc_hash::FxHashMap;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use tower::Service;
use tower_lsp::ExitedError;
use tower_lsp::jsonrpc::{Error, Id, Request, Response, Result};

/// The answer to a request, or nothing to a notification.
type Answer = std::result::Result<Option<Response>, ExitedError>;

/// The requests that run in other threads, by their id.
type Waiting = Arc<Mutex<FxHashMap<Id, AbortHandle>>>;

/// Stands around the framework's service and takes what must not wait.
///
/// `call` runs in arrival order on the reader's thread. Changes of documents are applied inside it, and a request takes
/// its snapshot inside it, so no request can see another version than the one it was sent for (walls 5 and 9).
pub(super) struct Outer<S> {
    inner: S,
    shared: Arc<Shared>,
    table: Table,
    waiting: Waiting,
}

impl<S> Outer<S> {
    /// A service that knows the methods of `table` and leaves the rest to `inner`.
    pub(super) fn new(inner: S, shared: Arc<Shared>, table: Table) -> Self {
        Self { inner, shared, table, waiting: Waiting::default() }
    }

    fn notify(&self, apply: impl FnOnce(&Arc<Shared>, Value) -> Result<()>, params: Value) {
        match catch_unwind(AssertUnwindSafe(|| apply(&self.shared, params))) {
            Ok(Ok(())) => {}
            Ok(Err(_)) => tracing::warn!("a notification with wrong parameters was ignored"),
            Err(_) => tracing::error!("a notification could not be applied"),
        }
    }

    fn answer(&self, job: Result<Job>, id: Id) -> BoxFuture<'static, Answer> {
        match job {
            Err(error) => ready(Ok(Some(Response::from_error(id, error)))).boxed(),
            Ok(job) if job.slow => self.answer_elsewhere(job, id),
            Ok(job) => ready(Ok(Some(Response::from_parts(id, guarded(job))))).boxed(),
        }
    }

    /// Runs a job in another thread. A cancelled one is answered at once; if it has not begun, it never does.
    fn answer_elsewhere(&self, job: Job, id: Id) -> BoxFuture<'static, Answer> {
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
            Ok(Some(Response::from_parts(id, result)))
        }
        .boxed()
    }

    /// Nobody waits for answers after `exit`, so what still computes must not hold up the end.
    fn cancel_all(&self) {
        lock(&self.waiting).drain().for_each(|(_, abort)| abort.abort());
    }

    fn cancel(&self, params: Option<&Value>) {
        let id = params.and_then(|params| params.get("id")).cloned();
        let id = id.and_then(|id| serde_json::from_value::<Id>(id).ok());
        if let Some(abort) = id.and_then(|id| lock(&self.waiting).remove(&id)) {
            abort.abort();
        }
    }
}

impl<S> Service<Request> for Outer<S>
where
    S: Service<Request, Response = Option<Response>, Error = ExitedError>,
    S::Future: Send + 'static,
{
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Answer>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<std::result::Result<(), ExitedError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if self.shared.phase() == Phase::Running {
            if request.method() == "$/cancelRequest" {
                self.cancel(request.params());
                return ready(Ok(None)).boxed();
            }
            if let Some(entry) = self.table.get(request.method()) {
                let (_, id, params) = request.into_parts();
                let params = params.unwrap_or_default();
                return match (entry, id) {
                    (Entry::Notification(apply), None) => {
                        self.notify(apply, params);
                        ready(Ok(None)).boxed()
                    }
                    (Entry::Request(prepare), Some(id)) => {
                        let job = catch_unwind(AssertUnwindSafe(|| prepare(&self.shared, params)));
                        self.answer(job.unwrap_or_else(|_| Err(Error::internal_error())), id)
                    }
                    (Entry::Notification(_), Some(id)) => {
                        ready(Ok(Some(Response::from_error(id, Error::invalid_request())))).boxed()
                    }
                    (Entry::Request(_), None) => ready(Ok(None)).boxed(),
                };
            }
        }
        if request.method() == "exit" {
            self.cancel_all();
        }
        guard_future(request.id().cloned(), self.inner.call(request))
    }
}

/// Runs a job; a panic becomes an answer. What the panic said stays unsaid, for it may quote the document.
fn guarded(job: Job) -> Result<Value> {
    catch_unwind(AssertUnwindSafe(job.run)).unwrap_or_else(|_| Err(Error::internal_error()))
}

/// Polls a future of the framework at once: `initialize`, `shutdown` and `exit` take effect in arrival order, too.
fn guard_future(
    id: Option<Id>,
    future: impl Future<Output = Answer> + Send + 'static,
) -> BoxFuture<'static, Answer> {
    let guarded = AssertUnwindSafe(future).catch_unwind();
    let mut answer = async move {
        guarded.await.unwrap_or_else(|_| Ok(id.map(|id| Response::from_error(id, Error::internal_error()))))
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
