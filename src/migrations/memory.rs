//! The retired memory engine, of which paths and the indexing of sessions are left.

use super::rewrite::{Apply, Found, Rewrite};
use super::row::Migration;
use super::row::row;
use crate::edit::draft::Item;
use crate::edit::draft::Look;

pub(super) const ROWS: &[Migration] = &[
    row("legacy-key", "memory.qmd", "memory.search", &ENGINE),
    row("legacy-key", "memory.search.qmd", "memory.search", &ENGINE),
    row("legacy-key", "agents.{defaults,entries.*,list[]}.memory.search.qmd", "memory.search", &ENGINE),
    row("legacy-key", "memory.backend", "", &BACKEND),
];

const BACKEND: Rewrite = Rewrite {
    title: "Remove `backend`: there is one memory engine",
    find: |_, entry| {
        Some(Found::at_key(entry, "`backend` is retired: remove it, there is one memory engine"))
    },
    apply: Apply::Plain(|root, path| {
        let removed = root.remove(path);
        root.prune(&["memory"], 1);
        removed
    }),
    quiet: false,
    on_parent: true,
    guard: None,
};

const ENGINE: Rewrite = Rewrite {
    title: "Keep the paths and the indexing of sessions of `qmd` in `memory.search`, and remove the rest",
    find: |_, entry| {
        Some(Found::at_key(
            entry,
            "`qmd` is retired with its memory engine: paths belong in `memory.search.extraPaths`, sessions in `memory.search.sources`",
        ))
    },
    apply: Apply::Plain(engine),
    quiet: false,
    on_parent: true,
    guard: None,
};

fn engine(root: &mut Item<'_>, path: &[&str]) -> bool {
    let Some(mut qmd) = root.take(path) else { return false };
    let indexed = qmd.item.at(&["sessions", "enabled"]).and_then(Look::boolean) == Some(true);
    let list = if path == ["memory", "qmd"] { "paths" } else { "extraCollections" };
    let paths: Vec<Item<'_>> = qmd.item.at(&[list]).map(external).unwrap_or_default();
    qmd.item.remove(&[list]);
    let is_default = path.get(1) == Some(&"defaults");
    if is_default {
        fold_defaults(root);
    }
    let owner: &[&str] = if is_default || path[0] == "memory" { &[] } else { &path[..path.len() - 3] };
    if !is_default {
        root.prune(&path[..path.len() - 1], path.len() - 1 - owner.len());
    }
    if indexed {
        index_sessions(root, &[owner, &["memory", "search"]].concat());
    }
    add_paths(root, &[owner, &["memory", "search", "extraPaths"]].concat(), paths);
    true
}

/// The paths of a list of the old engine, as the new one takes them.
fn external<'t>(list: Look<'_, 't>) -> Vec<Item<'t>> {
    let one = |look: Look<'_, 't>| {
        let path = look.text_at(&["path"])?;
        let Some(pattern) = look.text_at(&["pattern"]) else { return Some(Item::Text(path)) };
        let mut new = Item::object();
        new.set(&["path"], Item::Text(path));
        new.set(&["pattern"], Item::Text(pattern));
        Some(new)
    };
    list.entries().into_iter().filter_map(|(_, look)| one(look)).collect()
}

/// The memory of all agents has one place.
fn fold_defaults(root: &mut Item<'_>) {
    let Some(mut memory) = root.take(&["agents", "defaults", "memory"]) else { return };
    if let Some(search) = memory.item.take(&["search"]) {
        root.fill(&["memory", "search"], search.item);
    }
}

fn index_sessions(root: &mut Item<'_>, search: &[&str]) {
    let switch = [search, &["experimental", "sessionMemory"]].concat();
    if root.at(&switch).is_none() {
        root.set(&switch, Item::boolean(true));
    }
    let sources = [search, &["sources"]].concat();
    let there = root.at(&sources).map(Look::entries).unwrap_or_default();
    let has = there.iter().any(|(_, look)| look.text().as_deref() == Some("sessions"));
    if there.is_empty() {
        root.set(&sources, Item::array([Item::text("memory"), Item::text("sessions")]));
    } else if !has && let Some(list) = root.at_mut(&sources) {
        list.push(Item::text("sessions"));
    }
}

fn add_paths<'t>(root: &mut Item<'t>, target: &[&str], paths: Vec<Item<'t>>) {
    let there: Vec<_> =
        root.at(target).map(Look::entries).unwrap_or_default().iter().map(|(_, look)| look.json()).collect();
    let mut news: Vec<Item<'t>> = Vec::new();
    for path in paths {
        let json = path.look().json();
        if !there.contains(&json) && !news.iter().any(|new| new.look().json() == json) {
            news.push(path);
        }
    }
    match root.at_mut(target) {
        Some(list) => news.into_iter().for_each(|new| list.push(new)),
        None if news.is_empty() => {}
        None => {
            root.set(target, Item::array(news));
        }
    }
}
