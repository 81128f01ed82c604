//! What is asked about: a conversation, and somebody who writes in it.

use super::form::{Form, Kind, handle, phone, slack_slug, slug};
use super::way::Way;

/// A conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// Whether it is one between two.
    pub is_direct: bool,
    /// Whether it is one of several people that is held as direct messages are.
    pub is_group_direct: bool,
    /// The id of the chat, group, room or channel; nothing stands for one that the document does not name.
    pub id: Option<String>,
    /// The name that the channel has beside its id.
    pub name: Option<String>,
    /// The server of Discord.
    pub guild: Option<String>,
    /// The name of that server.
    pub guild_name: Option<String>,
    /// The topic of a forum, or another thread with settings of its own.
    pub thread: Option<String>,
    /// The id of the channel that this thread belongs to.
    pub parent: Option<String>,
}

impl Conversation {
    /// One between two.
    pub fn direct() -> Self {
        Self { is_direct: true, ..Self::default() }
    }

    /// A group.
    pub fn group(id: Option<&str>) -> Self {
        Self { id: id.map(str::to_owned), ..Self::default() }
    }

    /// How lists name it, beside those who write in it.
    pub(super) fn form(&self, way: Way) -> Option<Form> {
        let id = self.id.clone().filter(|_| !self.is_direct)?;
        matches!(way, Way::Signal | Way::IMessage).then_some((Kind::Chat, id))
    }
}

/// Somebody who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// The id, number or address.
    pub id: String,
    /// The name, which its owner can change.
    pub name: Option<String>,
    /// The name with the number that Discord once gave.
    pub tag: Option<String>,
    /// The roles on the server.
    pub roles: Vec<String>,
}

impl Sender {
    /// How lists may name them.
    pub(super) fn forms(&self, way: Way) -> Vec<Form> {
        let id = self.id.trim();
        match way {
            Way::Telegram | Way::Shared => vec![(Kind::Id, id.to_owned())],
            Way::Discord => {
                let name = self.name.iter().map(|name| (Kind::Name, slug(name)));
                let tag = self.tag.iter().map(|tag| (Kind::Tag, slug(tag)));
                let roles = self.roles.iter().map(|role| (Kind::Role, role.clone()));
                [(Kind::Id, id.to_owned())].into_iter().chain(name).chain(tag).chain(roles).collect()
            }
            Way::Slack => {
                let name = self.name.as_ref().map(|name| name.trim().to_lowercase());
                let names = name.into_iter().flat_map(|name| {
                    let slug = slack_slug(&name);
                    [(Kind::Name, name), (Kind::Slug, slug)]
                });
                [(Kind::Id, id.to_lowercase())].into_iter().chain(names).collect()
            }
            Way::WhatsApp => phone(id).into_iter().map(|phone| (Kind::Phone, phone)).collect(),
            Way::Signal if id.starts_with('+') => vec![(Kind::Phone, id.to_owned())],
            Way::Signal => vec![(Kind::Uuid, id.to_owned())],
            Way::IMessage => vec![(Kind::Id, handle(id))],
        }
    }
}
