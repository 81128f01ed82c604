//! The rows of cache settings, of other lifetimes, and of agents and variables. A path has at most one: the most literal one.

use super::row::{Change, Extra, Measured, Migration, Transform};

const RETENTION: &str = "cacheRetention";

const fn ttl_key(old: &'static str, new: &'static str, change: Change, note: &'static str) -> Migration {
    Migration {
        code: "legacy-ttl-key",
        old,
        new,
        change,
        note,
        refused: true,
        safe: true,
        extra: Extra::No,
        measured: Measured::ByPath,
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
        note: "",
        refused,
        safe: true,
        extra: Extra::No,
        measured: Measured::ByPath,
    }
}

const MILLIS: Transform = Transform::SecondsToMillis;

/// The rows.
pub(super) const ROWS: &[Migration] = &[
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

pub(super) const AGENTS_AND_ENV: &[Migration] = &[
    Migration {
        code: "legacy-flat-env",
        old: "env.*",
        new: "env.vars",
        change: Change::Variable,
        note: "",
        refused: true,
        safe: true,
        extra: Extra::No,
        measured: Measured::ByPath,
    },
    Migration {
        code: "legacy-agents-list",
        old: "agents.list",
        new: "agents.entries",
        change: Change::Roster,
        note: "",
        refused: false,
        safe: true,
        extra: Extra::No,
        measured: Measured::ByPath,
    },
];

const BUILT_IN: &str = "the built-in value applies";
