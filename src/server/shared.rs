//! What the parts of the server share.

use super::capabilities::Negotiated;
use super::config::Settings;
use super::documents::{Documents, Fresh, Store, View};
use super::live::{self, Live};
use super::log::LogLevel;
use super::projects::Projects;
use crate::base::World;
use crate::host::dotenv::DotEnv;
use crate::host::live_schema::LiveSchema;
use serde_json::Value;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;

/// How long an answer of the client is waited for, by a task that nobody else waits for.
pub(super) const CLIENT_PATIENCE: Duration = Duration::from_secs(10);

/// The stages of a session (LSP 3.17, "Server lifecycle").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum Phase {
    /// Before the answer to `initialize`.
    Starting,
    /// Requests are answered.
    Running,
    /// After `shutdown`.
    Stopping,
}

/// What the parts of the server share.
pub(super) struct Shared {
    /// The other side.
    pub(super) client: Client,
    /// The open documents.
    pub(super) documents: Store,
    /// What is known about documents that include others.
    pub(super) projects: Arc<Projects>,
    /// Woken when the process that started the server is gone.
    pub(super) orphaned: Notify,
    caps: OnceLock<Negotiated>,
    settings: Mutex<Settings>,
    /// The schema in use, and whether another one is being fetched.
    pub(super) live: Live,
    /// The files that set variables for OpenClaw.
    pub(super) dotenv: DotEnv,
    phase: AtomicU8,
    log: LogLevel,
}

impl Shared {
    /// A session before `initialize`.
    pub(super) fn new(client: Client, log: LogLevel, dotenv: DotEnv) -> Arc<Self> {
        let settings = Settings::default();
        let live = Live::default();
        let world = Arc::new(World::new(live.schema(), settings.options(&dotenv)));
        let projects = Arc::new(Projects::new());
        Arc::new(Self {
            client,
            documents: Store::new(Documents::new(world, Arc::clone(&projects))),
            projects,
            orphaned: Notify::new(),
            caps: OnceLock::new(),
            settings: Mutex::new(settings),
            live,
            dotenv,
            phase: AtomicU8::new(Phase::Starting as u8),
            log,
        })
    }

    /// What the client can do; nothing before `initialize`.
    pub(super) fn caps(&self) -> Negotiated {
        self.caps.get().copied().unwrap_or_default()
    }

    /// Notes what the client can do, once.
    pub(super) fn set_caps(&self, caps: Negotiated) {
        if self.caps.set(caps).is_err() {
            tracing::warn!("initialize came twice");
        }
    }

    /// The stage of the session.
    pub(super) fn phase(&self) -> Phase {
        match self.phase.load(Ordering::Acquire) {
            0 => Phase::Starting,
            1 => Phase::Running,
            _ => Phase::Stopping,
        }
    }

    /// Enters the next stage.
    pub(super) fn enter(&self, phase: Phase) {
        self.phase.store(phase as u8, Ordering::Release);
    }

    /// What a request that arrives now sees of a document.
    pub(super) fn view(&self, uri: &str) -> Option<View> {
        let diagnostics = self.settings().diagnostics;
        self.documents.with(|documents| documents.view(uri, self.caps(), diagnostics))
    }

    /// Makes a snapshot in another thread and hands it to the store.
    pub(super) fn make(self: &Arc<Self>, work: impl IntoIterator<Item = Fresh>) {
        for fresh in work {
            let shared = Arc::clone(self);
            tokio::task::spawn_blocking(move || {
                let _ = catch_unwind(AssertUnwindSafe(|| fresh.get().kind));
                shared.documents.with(|documents| documents.adopt(&fresh));
            });
        }
    }

    /// Takes the user's settings; what depends on them is done again if they changed.
    pub(super) fn configure(self: &Arc<Self>, value: &Value) {
        let settings = Settings::read(value);
        if *self.settings() == settings {
            return;
        }
        if let Some(level) = &settings.log_level {
            self.log.set(level);
        }
        *self.settings() = settings;
        self.rejudge();
        live::follow(self);
    }

    /// Judges by another schema from now on.
    pub(super) fn use_schema(self: &Arc<Self>, schema: LiveSchema) {
        self.live.set(schema);
        self.rejudge();
    }

    /// Does again what depends on the schema, the settings and the environment.
    pub(super) fn rejudge(self: &Arc<Self>) {
        let mut options = self.settings().clone().options(&self.dotenv);
        options.target = options.target.or_else(|| self.live.installed());
        let world = Arc::new(World::new(self.live.schema(), options));
        let work = self.documents.with(|documents| documents.set_world(&world));
        self.make(work);
        self.refresh();
        self.redraw();
    }

    /// Has what is drawn inside the texts drawn anew, by clients that can be told to.
    fn redraw(&self) {
        let caps = self.caps();
        if caps.inlay_refresh {
            self.urge("draw its hints anew", |client| async move { client.inlay_hint_refresh().await });
        }
        if caps.lens_refresh {
            self.urge("draw its lenses anew", |client| async move { client.code_lens_refresh().await });
        }
    }

    /// Tells a client in a running session to ask again, in a task that nobody waits for.
    fn urge<F>(&self, what: &'static str, tell: impl FnOnce(Client) -> F)
    where
        F: Future<Output = Result<()>> + Send + 'static,
    {
        if self.phase() != Phase::Running {
            return;
        }
        let told = tell(self.client.clone());
        tokio::spawn(async move {
            if !matches!(tokio::time::timeout(CLIENT_PATIENCE, told).await, Ok(Ok(()))) {
                tracing::info!("the client did not {what}");
            }
        });
    }

    /// The user's settings; do not hold them while anything else is locked.
    pub(super) fn settings(&self) -> std::sync::MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the findings of all documents shown again: asks the client to ask, or publishes them.
    pub(super) fn refresh(self: &Arc<Self>) {
        let caps = self.caps();
        if !caps.pull_diagnostics {
            for uri in self.documents.with(|documents| documents.uris()) {
                super::publish::schedule(self, &uri);
            }
        } else if caps.diagnostic_refresh {
            self.urge("refresh its diagnostics", |client| async move {
                client.workspace_diagnostic_refresh().await
            });
        }
    }
}
