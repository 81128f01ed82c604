//! The release that reads the documents: it alone decides what is refused, offered, written and explained.

use super::options::Options;
use crate::release::{self, Manner, Version};
use crate::schema::Schema;

/// The release that documents are judged by, and why it is this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Reader {
    /// The release.
    pub release: Version,
    /// Why it is this one.
    pub because: Because,
}

/// Why documents are judged by a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Because {
    /// The user says so.
    Asked,
    /// It is installed.
    Installed,
    /// The user's schema is of it.
    Schema,
    /// Nothing else is known, and it is the newest that this program knows.
    Newest,
}

impl Because {
    /// The word for programs that read our output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Installed => "installed",
            Self::Schema => "schema",
            Self::Newest => "newest",
        }
    }

    /// The reason in a few words, for people.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Asked => "as asked for",
            Self::Installed => "which is installed",
            Self::Schema => "as the schema is",
            Self::Newest => "the newest known",
        }
    }
}

impl Reader {
    /// The release that the user asks for; else the installed one; else the newest that this program knows. A schema that was
    /// given is of a release too, which counts before the newest.
    pub(super) fn of(options: &Options, schema: &Schema) -> Self {
        let asked = options.target.map(|release| (release, Because::Asked));
        let installed = || options.installed.map(|release| (release, Because::Installed));
        let given = || {
            let own: Version = schema.version().parse().ok()?;
            (schema.digest() != Schema::embedded().digest()).then_some((own, Because::Schema))
        };
        let chosen = asked.or_else(installed).or_else(given);
        let (release, because) = chosen.unwrap_or((release::newest(), Because::Newest));
        Self { release, because }
    }

    /// The schema that this release judges by: the given one, if it is of no other release; else the embedded one.
    pub(super) fn schema(self, given: Schema) -> Schema {
        match given.version().parse::<Version>() {
            Ok(own) if own != self.release => Schema::of_release(self.release).unwrap_or(given),
            _ => given,
        }
    }

    /// Whether an older release than the newest that this program knows reads the documents.
    pub fn is_old(self) -> bool {
        self.release < release::newest()
    }

    /// Whether this program knows the release: a newer one may know models, providers and plugins that our tables do not.
    pub fn is_known(self) -> bool {
        self.release <= release::newest()
    }

    /// Whether it is one of the first with `cacheRetention`: they took cache settings with API keys only, asked for a
    /// cache of one hour by a flag in a header, and had `models auth setup-token` for subscriptions.
    pub fn is_early(self) -> bool {
        Manner::EarlyCache.holds(self.release)
    }
}
