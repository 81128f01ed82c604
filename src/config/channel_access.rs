//! Who may write to a channel or account, as OpenClaw's security audit reads it: by what policies and lists say, one by one
//! (docs/openclaw/security.md#who-may-write). What becomes of messages is another question, which [`super::access`] answers.

use super::access::{Defaults, Policy};
use crate::syntax::{Node, Value};

/// What is known of channels, as bits that are joined over all of them.
pub mod access {
    /// A channel or account lets anybody write.
    pub const OPEN: u64 = 1;
    /// The same anywhere in a channel, in a group of it for example.
    pub const DEEP: u64 = 1 << 1;
    /// More than one person seems to write.
    pub const SEVERAL: u64 = 1 << 2;
}

/// The keys whose members are groups and the like.
const TARGETS: [&str; 4] = ["groups", "guilds", "channels", "rooms"];

/// The settings of a channel, or those of an account over those of its channel.
#[derive(Clone, Copy, Debug)]
pub struct Scope<'t> {
    own: Node<'t>,
    base: Option<Node<'t>>,
    is_listed: bool,
}

/// A policy that lets anybody write: the value, and whether it is about direct messages.
#[derive(Clone, Copy, Debug)]
pub struct Open<'t> {
    /// The text `open`.
    pub value: Value<'t>,
    /// Whether it is about direct messages and not about groups.
    pub is_direct: bool,
}

fn is_text(value: Option<Value<'_>>, wanted: &str) -> bool {
    value.and_then(Value::as_str).is_some_and(|text| text == wanted)
}

/// Whether a list lets everybody in.
pub fn has_everybody(list: Option<Value<'_>>) -> bool {
    let list = list.and_then(Value::array);
    let mut entries = list.into_iter().flat_map(Node::entries);
    entries.any(|entry| entry.value().and_then(Value::as_str).is_some_and(|text| text.trim() == "*"))
}

impl<'t> Scope<'t> {
    /// A channel with this name, or settings that are looked at alone.
    pub fn channel(own: Node<'t>, name: &str) -> Self {
        Self { own, base: None, is_listed: Defaults::of_channel(name).group == Some(Policy::Allowlist) }
    }

    /// An account of this channel.
    #[must_use]
    pub fn account(self, own: Node<'t>) -> Self {
        Self { own, base: Some(self.own), ..self }
    }

    fn get(&self, key: &str) -> Option<Value<'t>> {
        self.own.get(key).or_else(|| self.base?.get(key))
    }

    /// The policies of its own that let anybody write.
    pub fn open(&self) -> impl Iterator<Item = Open<'t>> + use<'t> {
        let group = self.own.get("groupPolicy");
        let direct = self.own.get("dmPolicy").or_else(|| self.own.get("dm")?.get("policy"));
        let open = |value: Option<Value<'t>>| value.filter(|value| is_text(Some(*value), "open"));
        let [group, direct] = [open(group), open(direct)];
        let group = group.map(|value| Open { value, is_direct: false });
        group.into_iter().chain(direct.map(|value| Open { value, is_direct: true }))
    }

    fn has_targets(&self) -> bool {
        TARGETS.iter().filter_map(|key| self.get(key)).any(|value| match value {
            Value::Node(node) => node.count() > 0,
            Value::Scalar(_) => false,
        })
    }

    /// Whether more than one person seems to write, with the account taking from its channel what it does not say.
    pub fn is_shared(&self) -> bool {
        let direct = self.get("dm");
        let below = |key: &str| direct.and_then(|direct| direct.get(key));
        let group = self.get("groupPolicy");
        let is_listed = group.map_or(self.is_listed, |group| is_text(Some(group), "allowlist"));
        is_text(group, "open")
            || is_listed && self.has_targets()
            || is_text(self.get("dmPolicy"), "open")
            || is_text(below("policy"), "open")
            || [self.get("allowFrom"), self.get("groupAllowFrom"), below("allowFrom")]
                .into_iter()
                .any(has_everybody)
    }
}
