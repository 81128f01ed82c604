//! What a row of the table of migrations says: which member it is about, and what becomes of it.

use super::rewrite::Rewrite;
use crate::release::{self, History, Version};

/// The code of the keys of web search, which a rule reports as well.
pub(super) const WEB_SEARCH: &str = "legacy-web-search-key";

/// The code of the keys of MCP servers that other programs use, which a rule reports as well.
pub(super) const MCP: &str = "foreign-mcp-key";

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
    /// It stays until OpenClaw's own doctor carries its records over into a store of its own: nobody else can.
    Carry,
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

/// The probe that stands for the rewrites of whole sections: they came together with it.
pub(super) const SECTIONS: &str = "case:runtime.final-layout-kills #4";

/// By which probe it was measured what each release does with the old form: `data/releases/rows.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Each path by the probe of its name.
    ByPath,
    /// By this probe, since the fault is in no one member.
    By(&'static str),
    /// It is made by releases that make the change of this probe as the newest does.
    With(&'static str),
}

impl Measured {
    /// Whether a release does with the probe what the newest does.
    pub(super) fn holds(self, version: Version) -> bool {
        let (Self::By(probe) | Self::With(probe)) = self else { return false };
        release::row(probe).is_some_and(|history| history.at(version) == history.at(release::newest()))
    }
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
    /// What people need to know beyond the two paths.
    pub note: &'static str,
    /// Whether OpenClaw refuses a configuration that has the key.
    pub refused: bool,
    /// Whether it only adds what nobody wrote.
    pub extra: Extra,
    /// Whether it may be made without asking: nothing that somebody wrote down is lost, and nothing is switched off.
    pub safe: bool,
    /// By what it is known which releases have it.
    pub measured: Measured,
}

impl Migration {
    /// The same row for what OpenClaw takes, if only to migrate it.
    pub(super) const fn accepted(self) -> Self {
        Self { refused: false, ..self }
    }

    /// The same row for what is only added together with the migration of a retired key.
    pub(super) const fn extra(self, extra: Extra) -> Self {
        Self { extra, ..self }.with(SECTIONS)
    }

    /// The same row, measured by a probe that is not named for its path.
    pub(super) const fn by(self, probe: &'static str) -> Self {
        Self { measured: Measured::By(probe), ..self }
    }

    /// The same row, for the releases that make the change of a probe as the newest does.
    pub(super) const fn with(self, probe: &'static str) -> Self {
        Self { measured: Measured::With(probe), ..self }
    }

    /// What releases do with the old form at one of its paths.
    pub(super) fn history(&self, old: &str) -> Option<History<'static>> {
        match self.measured {
            Measured::ByPath => release::row(old),
            Measured::By(probe) | Measured::With(probe) => release::row(probe),
        }
    }

    /// The same row for what is lost or switched off: never without asking.
    pub(super) const fn with_loss(self) -> Self {
        Self { safe: false, ..self }
    }

    /// Whether it is about a setting of the cache.
    pub fn is_cache(&self) -> bool {
        self.code.contains("cache")
    }

    /// Whether its mending brings the extras with it: those of the cache settings are of our own making.
    pub fn brings_extras(&self) -> bool {
        self.extra == Extra::No && !self.is_cache()
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

    /// Whether it writes down which models were meant without being named.
    pub fn names_models(&self) -> bool {
        self.extra == Extra::Always && self.code == "retired-model"
    }

    /// Whether it takes part in a change of several members.
    pub const fn is_rewrite(&self) -> bool {
        matches!(self.change, Change::Rewrite(_))
    }

    /// Whether the member keeps its place and what is in it, so that changes in it can be made at the same time.
    pub const fn stays(&self) -> bool {
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

    /// Whether it is about the older key of the two cache settings.
    pub fn is_ttl(&self) -> bool {
        self.key() == "cacheControlTtl"
    }
}

/// Where a member goes, and under which conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// How many objects above the one that holds the member the way begins.
    pub up: usize,
    /// The dotted way from there to the new member.
    pub path: &'static str,
    /// What becomes of the value: `old=new` pairs between spaces, `else` for all other texts and booleans, `-` for
    /// a member that goes. Empty where the value stays.
    pub map: &'static str,
    /// A switch that is set to true where it is not there: a dotted way from the same object.
    pub switch: Option<&'static str>,
    /// Whether the member only moves where the new one is not there or says the same.
    pub same: bool,
    /// How many of the objects around the old member go as well when nothing is left in them.
    pub prune: usize,
}

/// A row for a rewrite that is reported under `code`.
pub(super) const fn row(
    code: &'static str,
    old: &'static str,
    new: &'static str,
    rewrite: &'static Rewrite,
) -> Migration {
    Migration {
        code,
        old,
        new,
        change: Change::Rewrite(rewrite),
        note: "",
        refused: true,
        safe: true,
        extra: Extra::No,
        measured: Measured::ByPath,
    }
}
