//! The table of migrations: which path, what becomes of it, since when. The facts are those of OpenClaw's own
//! migration table as its code was run (docs/openclaw/migrations.md#the-table).

use super::rewrite::Rewrite;
use super::rows::{Target, rows};
use super::{
    agents, channels, extras, gateway, media, memory, models, moves, owners, plugins, providers, roster,
    runtimes, secrets, tools, vllm,
};
use crate::schema::{PathStep, PathTrie};
use std::sync::LazyLock;

/// What a value becomes under its new key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transform {
    /// It stays as it is.
    Keep,
    /// Seconds become milliseconds; what is no positive number is dropped, as OpenClaw drops it.
    SecondsToMillis,
    /// A number of days stays; zero, which the new key does not allow, is dropped.
    DropZero,
}

/// What becomes of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It gets another key in the same object. Where one of `unless` is there, the old member goes: the new one wins.
    Rename {
        /// The new key.
        to: &'static str,
        /// The keys that win over it.
        unless: &'static [&'static str],
        /// What the value becomes.
        transform: Transform,
    },
    /// A whole object gets another key; where that one exists, it is filled with what it lacks.
    Merge {
        /// The new key.
        to: &'static str,
    },
    /// It moves into the object `into` beside it under the same key; where that is made, it gets `with` too.
    Into {
        /// The key of the object.
        into: &'static str,
        /// A further member of a new object: key and text.
        with: (&'static str, &'static str),
    },
    /// It goes.
    Remove {
        /// How many of the objects around it go as well when nothing is left in them.
        prune: usize,
    },
    /// It goes when it is a duration of zero.
    RemoveZero,
    /// `cacheControlTtl` in a `params` object that OpenClaw reads.
    CacheTtl,
    /// `cacheRetention` in a `params` object that OpenClaw reads: only its value may be wrong.
    CacheRetention,
    /// A cache setting beside `params`.
    BesideParams,
    /// A cache setting in a `params` object that OpenClaw does not read for it.
    UnreadParams,
    /// It moves to another object, or gets another key in its own.
    Move(Target),
    /// A text or boolean goes into an object, as its member `key`.
    Wrap {
        /// The key in the new object.
        key: &'static str,
        /// What becomes of the value, as in [`Target::map`].
        map: &'static str,
    },
    /// Its value becomes another one.
    Value {
        /// The values, as in [`Target::map`].
        map: &'static str,
    },
    /// A variable directly below `env`.
    Variable,
    /// The array of agents.
    Roster,
    /// A cache setting of a provider beside `params`: refused, and it would not be read there either.
    ProviderKey,
    /// It takes part in a change of several members.
    Rewrite(&'static Rewrite),
}

/// When a migration that only adds something is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Always: it is none of these.
    No,
    /// When a retired key is mended too, as OpenClaw makes it then; or when everything is asked for.
    Always,
    /// Only when a retired key is mended too.
    WithOthers,
}

/// One row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Migration {
    /// The code of its diagnostic.
    pub code: &'static str,
    /// The path pattern of the old member.
    pub old: &'static str,
    /// The path that is read today, for people; empty where there is none.
    pub new: &'static str,
    /// What becomes of it.
    pub change: Change,
    /// The release in which the old key went out of use, where it is known.
    pub since: Option<&'static str>,
    /// What people need to know beyond the two paths.
    pub note: &'static str,
    /// Whether OpenClaw refuses a configuration that has the key.
    pub refused: bool,
    /// Whether it only adds what nobody wrote.
    pub extra: Extra,
    /// Whether it may be made without asking: nothing that somebody wrote down is lost, and nothing is switched off.
    pub safe: bool,
}

impl Migration {
    /// The same row for what OpenClaw takes, if only to migrate it.
    pub(super) const fn accepted(self) -> Self {
        Self { refused: false, ..self }
    }

    /// The same row for what is only added together with the migration of a retired key.
    pub(super) const fn extra(self, extra: Extra) -> Self {
        Self { extra, ..self }
    }

    /// The same row for what is lost or switched off: never without asking.
    pub(super) const fn with_loss(self) -> Self {
        Self { safe: false, ..self }
    }

    /// Whether its mending brings the extras with it: those of the cache settings are of our own making.
    pub(super) fn brings_extras(&self) -> bool {
        self.extra == Extra::No && !self.code.contains("cache")
    }

    /// Whether the key itself is the fault, so that it needs no finding as an unknown key.
    pub const fn is_unknown_key(&self) -> bool {
        self.refused
            && match self.change {
                Change::RemoveZero | Change::Value { .. } | Change::Wrap { .. } => false,
                Change::Rewrite(rewrite) => rewrite.on_parent && !rewrite.quiet,
                _ => true,
            }
    }

    /// Whether the key is one that nothing reads any more, wherever its value leads.
    pub const fn is_retired_key(&self) -> bool {
        !matches!(
            self.change,
            Change::RemoveZero
                | Change::CacheRetention
                | Change::UnreadParams
                | Change::Value { .. }
                | Change::Wrap { .. }
                | Change::Rewrite(_)
        )
    }

    /// Whether it is mended and not reported.
    pub const fn is_quiet(&self) -> bool {
        matches!(self.change, Change::Rewrite(rewrite) if rewrite.quiet)
    }

    /// Whether it takes part in a change of several members.
    pub const fn is_rewrite(&self) -> bool {
        matches!(self.change, Change::Rewrite(_))
    }

    /// Whether the member keeps its place and what is in it, so that changes in it can be made at the same time.
    pub(super) const fn stays(&self) -> bool {
        matches!(self.change, Change::Rename { .. } | Change::Merge { .. })
    }

    /// The old keys: the last steps of the paths.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + use<> {
        let last = match self.old.strip_suffix('}').and_then(|text| text.rsplit_once('{')) {
            Some((_, keys)) => keys,
            None => self.old.rsplit('.').next().unwrap_or(self.old),
        };
        last.split(',')
    }

    /// The old key, where there is one for all paths.
    pub fn key(&self) -> &'static str {
        self.keys().next().unwrap_or(self.old)
    }
}

const TTL: &str = "cacheControlTtl";
const RETENTION: &str = "cacheRetention";

const fn ttl_key(old: &'static str, new: &'static str, change: Change, note: &'static str) -> Migration {
    Migration {
        code: "legacy-ttl-key",
        old,
        new,
        change,
        since: None,
        note,
        refused: true,
        safe: true,
        extra: Extra::No,
    }
}

const fn renamed(
    old: &'static str,
    new: &'static str,
    to: &'static [&'static str],
    transform: Transform,
) -> Migration {
    ttl_key(old, new, Change::Rename { to: to[0], unless: to, transform }, "")
}

const fn removed(old: &'static str, prune: usize, note: &'static str) -> Migration {
    ttl_key(old, "", Change::Remove { prune }, note)
}

const fn cache(
    code: &'static str,
    old: &'static str,
    new: &'static str,
    change: Change,
    refused: bool,
) -> Migration {
    Migration {
        code,
        old,
        new,
        change,
        since: Some("2026.2"),
        note: "",
        refused,
        safe: true,
        extra: Extra::No,
    }
}

const MILLIS: Transform = Transform::SecondsToMillis;

/// The rows. A path has at most one: the most literal one.
const ROWS: &[Migration] = &[
    cache(
        "legacy-cache-ttl",
        "agents.{defaults,defaults.models.*,entries.*,entries.*.models.*,list[],list[].models.*}.params.cacheControlTtl",
        RETENTION,
        Change::CacheTtl,
        false,
    ),
    cache(
        "legacy-cache-ttl",
        "models.providers.openrouter{,.models[]}.params.cacheControlTtl",
        RETENTION,
        Change::CacheTtl,
        false,
    ),
    cache(
        "invalid-cache-retention",
        "agents.{defaults,defaults.models.*,entries.*,entries.*.models.*,list[],list[].models.*}.params.cacheRetention",
        RETENTION,
        Change::CacheRetention,
        false,
    ),
    cache(
        "invalid-cache-retention",
        "models.providers.openrouter{,.models[]}.params.cacheRetention",
        RETENTION,
        Change::CacheRetention,
        false,
    ),
    cache(
        "misplaced-cache-ttl",
        "agents.{defaults,defaults.models.*,entries.*,entries.*.models.*,list[],list[].models.*}.cacheControlTtl",
        "params.cacheRetention",
        Change::BesideParams,
        true,
    ),
    cache(
        "misplaced-cache-retention",
        "agents.{defaults,defaults.models.*,entries.*,entries.*.models.*,list[],list[].models.*}.cacheRetention",
        "params.cacheRetention",
        Change::BesideParams,
        true,
    ),
    cache(
        "misplaced-cache-ttl",
        "models.providers.*{,.models[]}.params.cacheControlTtl",
        "agents.defaults.models.*.params.cacheRetention",
        Change::UnreadParams,
        false,
    ),
    cache(
        "misplaced-cache-retention",
        "models.providers.*{,.models[]}.params.cacheRetention",
        "agents.defaults.models.*.params.cacheRetention",
        Change::UnreadParams,
        false,
    ),
    cache(
        "misplaced-cache-ttl",
        "models.providers.*{,.models[]}.cacheControlTtl",
        "agents.defaults.models.*.params.cacheRetention",
        Change::ProviderKey,
        true,
    ),
    cache(
        "misplaced-cache-retention",
        "models.providers.*{,.models[]}.cacheRetention",
        "agents.defaults.models.*.params.cacheRetention",
        Change::ProviderKey,
        true,
    ),
    renamed(
        "{session,channels.*,channels.*.accounts.*}.threadBindings.ttlHours",
        "threadBindings.idleHours",
        &["idleHours"],
        Transform::Keep,
    ),
    ttl_key(
        "media",
        "attachments",
        Change::Merge { to: "attachments" },
        "`media.ttlHours` becomes `attachments.ttlHours`",
    ),
    removed("{media,attachments}.preserveFilenames", 0, "stored files always get safe names"),
    removed("acp.runtime.ttlMinutes", 2, "the built-in lifetime applies"),
    ttl_key(
        "session.idleMinutes",
        "session.reset.idleMinutes",
        Change::Into { into: "reset", with: ("mode", "idle") },
        "",
    ),
    renamed(
        "session.maintenance.pruneDays",
        "session.maintenance.pruneAfter",
        &["pruneAfter"],
        Transform::DropZero,
    ),
    ttl_key(
        "session.maintenance.pruneAfter",
        "",
        Change::RemoveZero,
        "without it sessions are pruned after 30 days",
    ),
    ttl_key(
        "session.maintenance.resetArchiveRetention",
        "",
        Change::RemoveZero,
        "without it archives are kept",
    ),
    renamed(
        "{mcp,nodeHost.mcp}.servers.*.connectTimeout",
        "connectionTimeoutMs, in milliseconds",
        &["connectionTimeoutMs"],
        MILLIS,
    ),
    renamed(
        "{mcp,nodeHost.mcp}.servers.*.connect_timeout",
        "connectionTimeoutMs, in milliseconds",
        &["connectionTimeoutMs", "connectTimeout"],
        MILLIS,
    ),
    renamed(
        "{mcp,nodeHost.mcp}.servers.*.timeout",
        "requestTimeoutMs, in milliseconds",
        &["requestTimeoutMs"],
        MILLIS,
    ),
    renamed(
        "{tools,agents.entries.*.tools,agents.list[].tools}.exec.timeoutSec",
        "tools.exec.timeoutSeconds",
        &["timeoutSeconds"],
        Transform::Keep,
    ),
    removed(
        "agents.{defaults,entries.*,list[]}.{model,subagents.model}.timeoutMs",
        0,
        "a model setting of an agent only selects models",
    ),
    removed("cloudWorkers.profiles.*.lifetime", 0, "`suspendAfter` is what is left of it"),
    removed(
        "agents.defaults.llm",
        0,
        "the time limit of a model is `models.providers.<id>.timeoutSeconds`; the value is not carried over",
    ),
    removed(
        "browser.{remoteCdpTimeoutMs,remoteCdpHandshakeTimeoutMs,localLaunchTimeoutMs,localCdpReadyTimeoutMs,actionTimeoutMs}",
        1,
        BUILT_IN,
    ),
    removed("browser.tabCleanup.{idleMinutes,sweepMinutes}", 2, BUILT_IN),
    removed(
        "gateway.{handshakeTimeoutMs,channelHealthCheckMinutes,channelStaleEventThresholdMinutes}",
        1,
        BUILT_IN,
    ),
    removed("gateway.reload.{debounceMs,deferralTimeoutMs}", 2, BUILT_IN),
    removed("update.auto.{stableDelayHours,stableJitterHours,betaCheckIntervalHours}", 2, BUILT_IN),
    removed("diagnostics.{stuckSessionWarnMs,stuckSessionAbortMs}", 1, BUILT_IN),
];

const AGENTS_AND_ENV: &[Migration] = &[
    Migration {
        code: "legacy-flat-env",
        old: "env.*",
        new: "env.vars",
        change: Change::Variable,
        since: None,
        note: "",
        refused: true,
        safe: true,
        extra: Extra::No,
    },
    Migration {
        code: "legacy-agents-list",
        old: "agents.list",
        new: "agents.entries",
        change: Change::Roster,
        since: None,
        note: "",
        refused: false,
        safe: true,
        extra: Extra::No,
    },
];

const BUILT_IN: &str = "the built-in value applies";

/// The rewrites, in the order in which they are made.
fn rewrites() -> impl Iterator<Item = Migration> {
    REWRITES.iter().flat_map(|rows| rows.iter()).copied().chain(secrets::rows())
}

const REWRITES: &[&[Migration]] = &[
    owners::FIRST,
    extras::FIRST,
    agents::ROWS,
    roster::ROWS,
    moves::ROWS,
    tools::ROWS,
    media::ROWS,
    gateway::ROWS,
    memory::ROWS,
    providers::ROWS,
    models::ROWS,
    extras::LAST,
    vllm::ROWS,
    runtimes::ROWS,
    plugins::ROWS,
    channels::ROWS,
    owners::ROWS,
];

static TABLE: LazyLock<Vec<Migration>> =
    LazyLock::new(|| ROWS.iter().chain(AGENTS_AND_ENV).copied().chain(rows()).chain(rewrites()).collect());

static TRIE: LazyLock<PathTrie<&'static Migration>> =
    LazyLock::new(|| PathTrie::build(table().iter().map(|row| (row.old, row))));

/// All rows.
pub fn table() -> &'static [Migration] {
    &TABLE
}

/// The rows that count at a place, of those that match: the first, and every rewrite.
pub fn counting(rows: &[&'static Migration]) -> impl Iterator<Item = &'static Migration> {
    let first = rows.iter().copied().find(|row| !row.is_rewrite());
    first.into_iter().chain(rows.iter().copied().filter(|row| row.is_rewrite()))
}

/// The rows by the path of the old member, the most literal path first; see [`counting`].
pub fn trie() -> &'static PathTrie<&'static Migration> {
    &TRIE
}

/// Whether the member at `path` is a key that a migration reports, so that it is no finding as an unknown key too.
pub fn is_legacy(path: &[PathStep<'_>]) -> bool {
    trie().lookup(path).iter().any(|row| row.is_unknown_key() && row.change != Change::Variable)
}

/// Whether a row is about the older key of the two cache settings.
pub(super) fn is_ttl(row: &Migration) -> bool {
    row.key() == TTL
}
