//! The schema of the installed OpenClaw, fetched while the embedded one serves, and swapped in without a restart.

use super::judging;
use super::shared::{CLIENT_PATIENCE, Phase, Shared};
use crate::host::installation::Installation;
use crate::host::live_schema::{AtHand, LiveSchema, SchemaError, SchemaWish, from_installation};
use crate::host::load_paths;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tower_lsp::ls_types::{MessageType, ProgressToken};

/// How long a schema may take to be read from a disk.
const DISK_PATIENCE: Duration = Duration::from_secs(20);

/// How often it is looked whether OpenClaw or its plugins are others now. Editors tell of changes below the folders that they
/// have open only, and OpenClaw is in none of them.
const LOOK: Duration = if cfg!(test) { Duration::from_millis(50) } else { Duration::from_secs(10) };

/// Begins to follow the user's wish, once the session has begun, and to look after what it leads to.
pub(super) fn start(shared: &Arc<Shared>) {
    let is_first = shared.live.state().wish.is_none();
    let wish = shared.settings().schema.clone();
    if shared.live.wish(&wish) {
        fetch(shared, wish, Asked::AtFirst);
    }
    if is_first {
        let shared = Arc::clone(shared);
        tokio::spawn(async move { look_after(&shared).await });
    }
}

/// Why a schema is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// The session begins, or the settings have changed.
    AtFirst,
    /// OpenClaw or a plugin has changed.
    Changed,
    /// The user wants it.
    ByHand,
}

/// Fetches the schema again whenever the installation, its plugins or the file of the schema have changed, and reads the files
/// that set variables when they have: no editor tells of a file in a folder that was not there when it was asked to.
async fn look_after(shared: &Arc<Shared>) {
    let (mut variables, mut loaded) = (None, None);
    loop {
        let Some(wish) = shared.live.state().wish.clone() else { return };
        let (asked, dotenv) = (wish.clone(), shared.dotenv.clone());
        let look = tokio::task::spawn_blocking(move || (asked.marks(), (dotenv.marks(), load_paths::mark())));
        let Ok((mark, (now, plugins))) = look.await else { return };
        if variables.replace(now.clone()).is_some_and(|before| before != now) {
            judging::reread(shared);
        }
        if loaded.replace(plugins).is_some_and(|before| before != plugins) {
            judging::rejudge(shared);
        }
        let before = shared.live.seen(&wish, mark).unwrap_or(mark);
        if before.0 != mark.0 {
            fetch(shared, wish, Asked::Changed);
        } else if before.1 != mark.1 {
            read_models(shared, wish);
        }
        tokio::time::sleep(LOOK).await;
        if shared.phase() == Phase::Stopping {
            return;
        }
    }
}

/// Reads again what the files of the installation say of models: OpenClaw writes them often, and its schema stays the same.
fn read_models(shared: &Arc<Shared>, wish: SchemaWish) {
    let shared = Arc::clone(shared);
    tokio::task::spawn_blocking(move || {
        let models = wish.models();
        adopt(&shared, &wish, LiveSchema { models, ..shared.live.used() });
    });
}

/// Follows a changed wish. Nothing happens before [`start`]: a client may not be asked for progress so early.
pub(super) fn follow(shared: &Arc<Shared>) {
    let has_started = shared.live.state().wish.is_some();
    if has_started {
        start(shared);
    }
}

/// Follows the wish once more, whatever is remembered of it.
pub(super) fn reload(shared: &Arc<Shared>) {
    let wish = shared.live.state().wish.clone();
    if let Some(wish) = wish {
        fetch(shared, wish, Asked::ByHand);
    }
}

fn fetch(shared: &Arc<Shared>, wish: SchemaWish, why: Asked) {
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        if let Err(error) = fetched(&shared, &wish, why).await {
            let error = crate::base::masking::text(&error.to_string()).into_owned();
            tracing::warn!("{error}");
            // Whoever asks is told each time; of what happens behind the user's back once is enough.
            if shared.live.is_news(&error) || why == Asked::ByHand {
                shared.client.show_message(MessageType::WARNING, error).await;
            }
        }
    });
}

async fn fetched(shared: &Arc<Shared>, wish: &SchemaWish, why: Asked) -> Result<(), SchemaError> {
    let since = SystemTime::now();
    let (asked, live) = (wish.clone(), Arc::clone(shared));
    // A schema file is megabytes long, and must not hold up the thread that answers.
    let reading = tokio::task::spawn_blocking(move || {
        live.live.first_seen(&asked, asked.marks());
        asked.at_hand(why != Asked::AtFirst)
    });
    let at_hand = match tokio::time::timeout(DISK_PATIENCE, reading).await {
        Ok(Ok(at_hand)) => at_hand,
        Ok(Err(_)) => return Ok(()),
        Err(_) => return Err(SchemaError::TooSlow(wish.file.clone())),
    };
    match at_hand? {
        AtHand::Wanted(schema) => adopt(shared, wish, schema),
        AtHand::Ask(installation, known) => {
            // The release is known at once, and with it its embedded schema and what its files say.
            adopt(shared, wish, known);
            let answer = ask(shared, &installation, since).await?;
            adopt(shared, wish, answer);
        }
    }
    Ok(())
}

/// Uses a schema, unless the wish has changed in the meantime or it is the one in use.
fn adopt(shared: &Arc<Shared>, wish: &SchemaWish, schema: LiveSchema) {
    let used = shared.live.used();
    let is_other = (schema.schema.digest(), &schema.origin, schema.installed, &schema.models)
        != (used.schema.digest(), &used.origin, used.installed, &used.models);
    if is_other && shared.live.is_wished(wish) {
        let line = format!(
            "documents are checked against the schema of OpenClaw {} ({})",
            schema.schema.version(),
            schema.origin
        );
        tracing::info!("{line}");
        shared.log(MessageType::INFO, line);
        judging::use_schema(shared, schema);
    }
}

/// Asks an installation, with a progress bar where the client has one.
async fn ask(
    shared: &Arc<Shared>,
    installation: &Installation,
    since: SystemTime,
) -> Result<LiveSchema, SchemaError> {
    let token = ProgressToken::String("openclaw/schema".to_owned());
    let shown = shared.caps().work_done_progress && {
        let created = shared.client.create_work_done_progress(token.clone());
        matches!(tokio::time::timeout(CLIENT_PATIENCE, created).await, Ok(Ok(())))
    };
    if !shown {
        return from_installation(installation, since).await;
    }
    let title = format!("Reading the schema of OpenClaw {}", installation.version);
    let progress = shared.client.progress(token, title).begin().await;
    let answer = from_installation(installation, since).await;
    progress.finish().await;
    answer
}
