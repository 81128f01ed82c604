//! What the parts of the server share.

use super::capabilities::Negotiated;
use super::config::Settings;
use super::documents::{Documents, Store};
use super::fresh::Fresh;
use super::log::LogLevel;
use super::memory::Memory;
use super::projects::Projects;
use super::registration::Watching;
use super::schema_in_use::Live;
use super::trace::Trace;
use super::view::View;
use crate::base::{World, masking};
use crate::host::dotenv::{DotEnv, Given};
use crate::host::environment;
use crate::release::Version;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tower_lsp::Client;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::MessageType;

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
    /// What documents are judged by.
    pub(super) world: Mutex<Arc<World>>,
    /// The open documents.
    pub(super) documents: Store,
    /// What is known about documents that include others.
    pub(super) projects: Arc<Projects>,
    /// Woken when the process that started the server is gone.
    pub(super) orphaned: Notify,
    caps: OnceLock<Negotiated>,
    settings: Mutex<Settings>,
    /// The release that the user has chosen for this session; the settings go before it.
    chosen: Mutex<Option<Version>>,
    /// The schema in use, and whether another one is being fetched.
    pub(super) live: Live,
    /// The files that set variables for OpenClaw.
    pub(super) dotenv: DotEnv,
    /// What they set when they were last read; nothing before that.
    pub(super) given: Mutex<Option<Given>>,
    /// Held while they are read, so that the last one to begin is the last one to end.
    pub(super) reading: Mutex<()>,
    /// Held while the world is made anew, so that the last one to begin is the last one to end.
    pub(super) judging: Mutex<()>,
    /// Registers for changes of files.
    pub(super) watching: Watching,
    /// Gives back what closed documents took.
    pub(super) memory: Memory,
    phase: AtomicU8,
    /// How much is written to the server's log.
    pub(super) log_level: LogLevel,
    /// What the client wants to be told about the work itself.
    pub(super) trace: Trace,
}

impl Shared {
    /// A session before `initialize`.
    pub(super) fn new(client: Client, log: LogLevel, dotenv: DotEnv) -> Arc<Self> {
        let (settings, live, projects) = (Settings::default(), Live::default(), Arc::new(Projects::new()));
        let files = dotenv.clone();
        let given = projects.disk.within(Path::new(".env"), move || environment::given(&files));
        let options = settings.options(given.as_ref().unwrap_or(&Given::default()));
        let world = Arc::new(World::new(live.schema(), options));
        Arc::new(Self {
            client,
            world: Mutex::new(Arc::clone(&world)),
            documents: Store::new(Documents::new(world, Arc::clone(&projects), dotenv.own())),
            projects,
            orphaned: Notify::new(),
            caps: OnceLock::new(),
            settings: Mutex::new(settings),
            chosen: Mutex::default(),
            live,
            dotenv,
            given: Mutex::new(given),
            reading: Mutex::default(),
            judging: Mutex::default(),
            watching: Watching::default(),
            memory: Memory::default(),
            phase: AtomicU8::new(Phase::Starting as u8),
            log_level: log,
            trace: Trace::default(),
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

    /// What documents are judged by at this moment.
    pub(super) fn world(&self) -> Arc<World> {
        Arc::clone(&lock(&self.world))
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

    /// Whether the files that set variables were read at all.
    pub(super) fn knows_variables(&self) -> bool {
        lock(&self.given).is_some()
    }

    /// Writes a line into the client's own log, in a task that nobody waits for.
    pub(super) fn log(&self, kind: MessageType, line: impl Into<String>) {
        let (client, line) = (self.client.clone(), masking::text(&line.into()).into_owned());
        tokio::spawn(async move { client.log_message(kind, line).await });
    }

    /// Tells a client in a running session to ask again, in a task that nobody waits for.
    pub(super) fn urge<F>(&self, what: &'static str, tell: impl FnOnce(Client) -> F)
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

    /// Notes the release that the user chooses for this session.
    pub(super) fn choose(&self, release: Option<Version>) {
        *lock(&self.chosen) = release;
    }

    /// The release that the user has chosen for this session.
    pub(super) fn chosen(&self) -> Option<Version> {
        *lock(&self.chosen)
    }

    /// The user's settings; do not hold them while anything else is locked.
    pub(super) fn settings(&self) -> MutexGuard<'_, Settings> {
        lock(&self.settings)
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
