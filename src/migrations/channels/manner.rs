//! How each channel takes settings of streaming.

use super::scope::{Scope, scopes};
use super::sheet::Sheet;

/// How the `streaming` of an account goes with that of its channel at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inherited {
    /// Member by member.
    Merged,
    /// That of the account counts alone.
    Replaced,
    /// That of the account counts alone, and the account `default` is the model of the others.
    FromDefault,
}

/// How a channel takes settings of streaming.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    pub(super) channel: &'static str,
    /// The mode where nothing says one; none for channels that only deliver in blocks.
    pub(super) default: Option<&'static str>,
    /// Whether the draft of a reply is shown in pieces.
    preview: bool,
    /// What accounts take over from the channel.
    pub(super) inherited: Inherited,
}

const fn manner(
    channel: &'static str,
    default: Option<&'static str>,
    preview: bool,
    inherited: Inherited,
) -> Manner {
    Manner { channel, default, preview, inherited }
}

pub(super) const MANNERS: &[Manner] = &[
    manner("discord", Some("off"), true, Inherited::Replaced),
    manner("telegram", Some("partial"), true, Inherited::Merged),
    manner("slack", Some("partial"), false, Inherited::Merged),
    manner("feishu", Some("partial"), false, Inherited::Replaced),
    manner("matrix", Some("off"), false, Inherited::Replaced),
    manner("mattermost", Some("partial"), false, Inherited::Replaced),
    manner("msteams", Some("partial"), false, Inherited::Merged),
    manner("googlechat", None, false, Inherited::FromDefault),
    manner("imessage", None, false, Inherited::Merged),
    manner("irc", None, false, Inherited::Replaced),
    manner("nextcloud-talk", None, false, Inherited::Replaced),
    manner("signal", None, false, Inherited::Replaced),
    manner("whatsapp", None, false, Inherited::FromDefault),
];

const BLOCKS: &[(&str, &[&str])] = &[
    ("chunkMode", &["streaming", "chunkMode"]),
    ("blockStreaming", &["streaming", "block", "enabled"]),
    ("blockStreamingCoalesce", &["streaming", "block", "coalesce"]),
];

pub(super) const DRAFT_CHUNK: &[&str] = &["streaming", "preview", "chunk"];

impl Manner {
    /// The flat keys that it knows, with the ways that they go.
    pub(super) fn moves(&self) -> impl Iterator<Item = (&'static str, &'static [&'static str])> + use<> {
        let preview = self.preview.then_some(("draftChunk", DRAFT_CHUNK));
        BLOCKS.iter().copied().chain(preview)
    }

    pub(super) fn is_slack(&self) -> bool {
        self.channel == "slack"
    }

    /// Whether a channel that only delivers has anything to migrate.
    pub(super) fn has_work(&self, draft: &mut Sheet<'_, '_>) -> bool {
        self.default.is_some()
            || scopes(draft, self.channel).into_iter().any(|path| {
                let scope = Scope::new(draft, path);
                self.moves().any(|(key, _)| scope.has(&[key]))
            })
    }
}
