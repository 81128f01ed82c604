//! The values of a draft, and what can be done with them.

use crate::syntax::{Entry, Node, Value};

/// A value of the draft.
#[derive(Clone, Debug)]
pub enum Item<'t> {
    /// A piece of the document as it is.
    Source(Value<'t>),
    /// A new string.
    Text(String),
    /// A new number, boolean or `null`, as it is written.
    Literal(String),
    /// An object or array, new or opened.
    Open(Container<'t>),
}

/// An object or array whose members are known one by one.
#[derive(Clone, Debug)]
pub struct Container<'t> {
    /// Where it is in the document; none for a new one.
    pub(super) node: Option<Node<'t>>,
    pub(super) array: bool,
    pub(super) members: Vec<Member<'t>>,
}

/// A member of an object, or an element of an array.
#[derive(Clone, Debug)]
pub struct Member<'t> {
    /// The key; empty for an element.
    pub key: String,
    /// Where it comes from; none for a new one.
    pub(super) origin: Option<(Node<'t>, Entry<'t>)>,
    /// The value.
    pub item: Item<'t>,
}

impl<'t> Member<'t> {
    /// A new member.
    pub fn new(key: &str, item: Item<'t>) -> Self {
        Self { key: key.to_owned(), origin: None, item }
    }

    /// The same member with another value.
    #[must_use]
    pub fn with(self, item: Item<'t>) -> Self {
        Self { item, ..self }
    }

    /// The same member under another key.
    #[must_use]
    pub fn named(self, key: &str) -> Self {
        Self { key: key.to_owned(), ..self }
    }
}

impl<'t> Item<'t> {
    /// A new, empty object.
    pub fn object() -> Self {
        Self::Open(Container { node: None, array: false, members: Vec::new() })
    }

    /// A new array.
    pub fn array(elements: impl IntoIterator<Item = Item<'t>>) -> Self {
        let members = elements.into_iter().map(|item| Member::new("", item)).collect();
        Self::Open(Container { node: None, array: true, members })
    }

    /// A new string.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A new boolean.
    pub fn boolean(on: bool) -> Self {
        Self::Literal(on.to_string())
    }

    /// A new number.
    pub fn number(number: f64) -> Self {
        Self::Literal(number.to_string())
    }

    /// The members of an object or elements of an array; none for any other value.
    fn open(&mut self) -> Option<&mut Container<'t>> {
        if let Self::Source(Value::Node(node)) = self {
            *self = Self::Open(Container::of(*node));
        }
        match self {
            Self::Open(container) => Some(container),
            _ => None,
        }
    }

    /// The value of a member or element, to change.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Item<'t>> {
        // Nothing is opened in vain.
        self.look().get(key)?;
        let container = self.open()?;
        let index = container.find(key)?;
        Some(&mut container.members[index].item)
    }

    /// The value at a path, to change.
    pub fn at_mut(&mut self, path: &[&str]) -> Option<&mut Item<'t>> {
        let Some((first, rest)) = path.split_first() else { return Some(self) };
        self.get_mut(first)?.at_mut(rest)
    }

    /// The object at a path, made where nothing is there; none where something else is in the way.
    pub fn object_at(&mut self, path: &[&str]) -> Option<&mut Item<'t>> {
        let Some((first, rest)) = path.split_first() else {
            return self.look().is_object().then_some(self);
        };
        if self.look().get(first).is_none() {
            let container = self.open().filter(|container| !container.array)?;
            container.members.push(Member::new(first, Item::object()));
        }
        self.get_mut(first)?.object_at(rest)
    }

    /// Sets the value at a path; objects on the way are made. Says whether there was room.
    pub fn set(&mut self, path: &[&str], item: Item<'t>) -> bool {
        if let Some(there) = self.at_mut(path) {
            *there = item;
            return true;
        }
        let Some((key, way)) = path.split_last() else { return false };
        let Some(container) = self.object_at(way).and_then(Item::open) else { return false };
        container.members.push(Member::new(key, item));
        true
    }

    /// Replaces the value itself.
    pub fn replace(&mut self, item: Item<'t>) {
        *self = item;
    }

    /// Takes the member at a path out, to put it elsewhere or to drop it.
    pub fn take(&mut self, path: &[&str]) -> Option<Member<'t>> {
        let (key, way) = path.split_last()?;
        let parent = self.at_mut(way)?;
        parent.look().get(key)?;
        let container = parent.open()?;
        let index = container.find(key)?;
        let taken = container.members.remove(index);
        // Of several members with one key only the last one counts.
        container.members.retain(|member| container.array || member.key != *key);
        Some(taken)
    }

    /// Puts a member into the object at a path, unless its key is there; says whether it went in.
    pub fn put(&mut self, path: &[&str], member: Member<'t>) -> bool {
        let Some(object) = self.object_at(path) else { return false };
        if object.look().get(&member.key).is_some() {
            return false;
        }
        object.open().map(|container| container.members.push(member)).is_some()
    }

    /// Fills the object at a path with what it lacks of another one; what is there wins.
    pub fn fill(&mut self, path: &[&str], other: Item<'t>) {
        let mut other = other;
        let Some(object) = self.object_at(path) else { return };
        for member in other.members() {
            match object.look().get(&member.key) {
                None => {
                    object.put(&[], member);
                }
                Some(there) if there.is_object() && member.item.look().is_object() => {
                    let key = member.key.clone();
                    object.fill(&[&key], member.item);
                }
                Some(_) => {}
            }
        }
    }

    /// Takes all members or elements out.
    pub fn members(&mut self) -> Vec<Member<'t>> {
        self.open().map(|container| std::mem::take(&mut container.members)).unwrap_or_default()
    }

    /// Gives an object or array these members.
    pub fn set_members(&mut self, members: Vec<Member<'t>>) {
        if let Some(container) = self.open() {
            container.members = members;
        }
    }

    /// Gives the member at a path another key; says whether it is there.
    pub fn rename(&mut self, path: &[&str], to: &str) -> bool {
        let Some((key, way)) = path.split_last() else { return false };
        let Some(container) = self.at_mut(way).and_then(Item::open) else { return false };
        let Some(index) = container.find(key) else { return false };
        to.clone_into(&mut container.members[index].key);
        true
    }

    /// Drops the member at a path; says whether it was there.
    pub fn remove(&mut self, path: &[&str]) -> bool {
        self.take(path).is_some()
    }

    /// Drops the objects at a path that are empty, the innermost first, and at most `count` of them.
    pub fn prune(&mut self, path: &[&str], count: usize) {
        for depth in (path.len().saturating_sub(count) + 1..=path.len()).rev() {
            let way = &path[..depth];
            let Some(there) = self.at(way) else { break };
            if !there.is_empty_object() {
                break;
            }
            self.remove(way);
        }
    }

    /// Adds an element to an array.
    pub fn push(&mut self, item: Item<'t>) {
        if let Some(container) = self.open().filter(|container| container.array) {
            container.members.push(Member::new("", item));
        }
    }
}

impl<'t> Container<'t> {
    fn of(node: Node<'t>) -> Self {
        let member = |entry: Entry<'t>| {
            let key = entry.key().unwrap_or_default().into_owned();
            Some(Member { key, origin: Some((node, entry)), item: Item::Source(entry.value()?) })
        };
        let members = node.entries().filter_map(member).collect();
        Self { node: Some(node), array: !node.is_object(), members }
    }

    pub(super) fn find(&self, key: &str) -> Option<usize> {
        if self.array {
            return key.parse().ok().filter(|index| *index < self.members.len());
        }
        self.members.iter().rposition(|member| member.key == key)
    }
}
