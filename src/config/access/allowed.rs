//! A list of those who may write.

use super::form::{Entries, Form, Kind, forms};
use super::scope::Setting;
use super::way::Way;
use crate::config::ConfigValue;
use crate::config::placeholder::placeholders;
use std::collections::BTreeSet;

/// What makes an entry stand for a group of `accessGroups`.
const GROUP: &str = "accessGroup:";

/// Those whom a list names, with the members of the access groups that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed {
    /// Whether it lets everybody in.
    pub everybody: bool,
    /// How many it names who can match.
    pub people: usize,
    /// How many roles it names.
    pub roles: usize,
    /// How many entries match nobody.
    pub idle: usize,
    /// How many conversations it names, all of whose people may write there.
    pub chats: usize,
    /// How many groups it names whose members only the channel knows.
    pub audiences: usize,
    /// How many of those whom it names are variables, whose values are not known: each is taken for one sender.
    pub variables: usize,
    /// Whether something is written in it at all.
    pub is_written: bool,
    forms: BTreeSet<Form>,
}

/// How the entries of lists are read.
#[derive(Clone, Debug)]
pub(super) struct Reader<V> {
    pub(super) way: Way,
    pub(super) channel: String,
    /// Whether names that their owners can change count.
    pub(super) by_name: bool,
    /// The `accessGroups` of the document.
    pub(super) groups: Option<V>,
}

impl<V: ConfigValue> Reader<V> {
    /// Those whom a list names; nobody where there is none.
    pub(super) fn read(&self, list: Option<&Setting<V>>, entries: Entries) -> Allowed {
        let list = list.map(|list| list.value.texts()).unwrap_or_default();
        self.read_texts(&list, entries, true)
    }

    /// The same for texts, with or without the groups that they name.
    pub(super) fn read_texts(&self, list: &[String], entries: Entries, with_groups: bool) -> Allowed {
        let mut found = Allowed { is_written: !list.is_empty(), ..Allowed::default() };
        for text in list {
            let group = text.strip_prefix(GROUP).map(str::trim).filter(|name| !name.is_empty());
            match group.filter(|_| with_groups) {
                Some(name) => self.add_group(&mut found, name, entries),
                None => self.add(&mut found, text, entries),
            }
        }
        found
    }

    fn add(&self, found: &mut Allowed, text: &str, entries: Entries) {
        if text == "*" {
            found.everybody = true;
            return;
        }
        if !placeholders(text).is_empty() {
            found.people += 1;
            found.variables += 1;
            return;
        }
        let own = forms(self.way, entries, text, self.by_name);
        if own.is_empty() {
            found.idle += 1;
        } else if !own.iter().all(|form| found.forms.contains(form)) {
            match own[0].0 {
                Kind::Role => found.roles += 1,
                Kind::Chat if own.len() == 1 => found.chats += 1,
                _ => found.people += 1,
            }
            found.forms.extend(own);
        }
    }

    fn add_group(&self, found: &mut Allowed, name: &str, entries: Entries) {
        let group = self.groups.as_ref().and_then(|groups| groups.get(name));
        let kind = group.as_ref().and_then(|group| group.text_at(&["type"]));
        let (Some(group), Some(kind)) = (group, kind) else {
            found.idle += 1;
            return;
        };
        if kind != "message.senders" {
            found.audiences += usize::from(self.way == Way::Discord);
            found.idle += usize::from(self.way != Way::Discord);
            return;
        }
        let members = ["*", self.channel.as_str()].into_iter().filter_map(|key| group.at(&["members", key]));
        for member in members.flat_map(|members| members.texts()) {
            self.add(found, &member, entries);
        }
    }
}

impl Allowed {
    /// Whether it lets somebody in who can be named so.
    pub(super) fn admits(&self, sender: &[Form]) -> bool {
        self.everybody || sender.iter().any(|form| self.forms.contains(form))
    }

    /// Whether it lets in all who write in a conversation.
    pub(super) fn has_chat(&self, chat: Option<&Form>) -> bool {
        chat.is_some_and(|chat| self.forms.contains(chat))
    }

    /// Whether nobody can be let in by it.
    pub fn is_nobody(&self) -> bool {
        !self.everybody && self.people + self.roles + self.audiences == 0
    }

    /// Those whom either names.
    #[must_use]
    pub(super) fn or(mut self, other: Self) -> Self {
        self.everybody |= other.everybody;
        self.people += other.people;
        self.roles += other.roles;
        self.idle += other.idle;
        self.chats += other.chats;
        self.audiences += other.audiences;
        self.variables += other.variables;
        self.is_written |= other.is_written;
        self.forms.extend(other.forms);
        self
    }
}
