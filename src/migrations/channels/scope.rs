//! A channel or one of its accounts in a draft.

use super::sheet::Sheet;
use serde_json::Value as Json;

/// An object of a draft that the paths of its methods begin in.
#[derive(Debug)]
pub(super) struct Scope<'s, 'd, 't> {
    draft: &'s mut Sheet<'d, 't>,
    path: Vec<String>,
}

impl<'s, 'd, 't> Scope<'s, 'd, 't> {
    pub(super) fn new(draft: &'s mut Sheet<'d, 't>, path: Vec<String>) -> Self {
        Self { draft, path }
    }

    fn at<'a>(&'a self, path: &[&'a str]) -> Vec<&'a str> {
        self.path.iter().map(String::as_str).chain(path.iter().copied()).collect()
    }

    pub(super) fn get(&self, path: &[&str]) -> Option<Json> {
        self.draft.get(&self.at(path))
    }

    pub(super) fn has(&self, path: &[&str]) -> bool {
        self.draft.has(&self.at(path))
    }

    pub(super) fn is_object(&self, path: &[&str]) -> bool {
        self.draft.is_object(&self.at(path))
    }

    pub(super) fn keys(&self, path: &[&str]) -> Vec<String> {
        self.draft.keys(&self.at(path))
    }

    pub(super) fn set(&mut self, path: &[&str], value: Json) {
        let path = owned(self.at(path));
        self.draft.set(&borrowed(&path), value);
    }

    pub(super) fn remove(&mut self, path: &[&str]) {
        let path = owned(self.at(path));
        self.draft.remove(&borrowed(&path));
    }

    pub(super) fn prune(&mut self, path: &[&str]) {
        let path = owned(self.at(path));
        self.draft.prune(&borrowed(&path));
    }

    pub(super) fn set_items(&mut self, path: &[&str], values: &[Option<Json>]) {
        let path = owned(self.at(path));
        self.draft.set_items(&borrowed(&path), values);
    }

    /// Moves a member to a path where nothing is; where something is, the old member goes.
    pub(super) fn shift(&mut self, from: &[&str], to: &[&str]) {
        let (from, to) = (owned(self.at(from)), owned(self.at(to)));
        self.draft.shift(&borrowed(&from), &borrowed(&to));
    }
}

fn owned(path: Vec<&str>) -> Vec<String> {
    path.into_iter().map(str::to_owned).collect()
}

fn borrowed(path: &[String]) -> Vec<&str> {
    path.iter().map(String::as_str).collect()
}

/// The path of a channel and those of its accounts that are objects.
pub(super) fn scopes(draft: &Sheet<'_, '_>, channel: &str) -> Vec<Vec<String>> {
    if !draft.is_object(&["channels", channel]) {
        return Vec::new();
    }
    let root = vec!["channels".to_owned(), channel.to_owned()];
    let mut found = vec![root.clone()];
    for account in draft.keys(&["channels", channel, "accounts"]) {
        if draft.is_object(&["channels", channel, "accounts", &account]) {
            found.push(root.iter().cloned().chain(["accounts".to_owned(), account]).collect());
        }
    }
    found
}

/// Does the same for a channel and for each of its accounts.
pub(super) fn everywhere(
    draft: &mut Sheet<'_, '_>,
    channel: &str,
    mut change: impl FnMut(&mut Scope<'_, '_, '_>),
) {
    for path in scopes(draft, channel) {
        change(&mut Scope::new(draft, path));
    }
}
