//! At which paths of the whole the files of a project stand.

use super::Project;
use crate::base::FileId;
use crate::config::include::{Directive, KEY};
use crate::config::names::Step;
use crate::syntax::{ContainerKind, Entry, Node, Tree};
use rustc_hash::FxHashSet;

/// The most steps of a path at which a file is included; a configuration is not half as deep.
const DEEPEST_MOUNT: usize = 32;

/// A file that is included at more paths than this says nothing new there.
const MOST: usize = 1024;

/// A path from the top.
type Mount = Vec<Step<'static>>;

impl Project {
    /// For each file the paths at which it is included; for the main configuration the empty one.
    pub fn mounts(&self) -> Vec<Vec<Mount>> {
        let mut mounts: Vec<Vec<Mount>> = vec![Vec::new(); self.files.len()];
        let mut known: FxHashSet<(FileId, Mount)> = FxHashSet::default();
        let mut todo = vec![(0, Mount::new())];
        while let Some((file, mount)) = todo.pop().filter(|_| known.len() < MOST) {
            if !known.insert((file, mount.clone())) {
                continue;
            }
            for (path, written) in
                self.files.get(file).map(|file| paths(&file.snapshot.tree)).unwrap_or_default()
            {
                // A file that includes itself would stand ever deeper.
                let included = self.link(file, &written).and_then(|link| link.as_ref().ok());
                if let Some(included) = included.filter(|_| mount.len() + path.len() <= DEEPEST_MOUNT) {
                    todo.push((*included, mount.iter().cloned().chain(path).collect()));
                }
            }
            mounts.get_mut(file).into_iter().for_each(|mounts| mounts.push(mount.clone()));
        }
        mounts
    }
}

/// The paths of the objects that include something, each with the text that says what.
fn paths(tree: &Tree) -> Vec<(Mount, String)> {
    let mut found = Vec::new();
    let mut todo: Vec<(Node<'_>, Mount)> = vec![(tree.document(), Mount::new())];
    while let Some((node, path)) = todo.pop() {
        let directive = if node.is_object() { Directive::of(node) } else { None };
        let texts = directive.into_iter().flat_map(|directive| directive.paths);
        found.extend(texts.map(|(_, written)| (path.clone(), written)));
        for entry in node.dollar_entries() {
            let Some(child) = entry.child() else { continue };
            todo.push((child, path.iter().cloned().chain(step(node, entry)).collect()));
        }
    }
    found
}

/// The step to a member or element; to the document's own value there is none.
fn step(node: Node<'_>, entry: Entry<'_>) -> Option<Step<'static>> {
    match node.kind() {
        ContainerKind::Root => None,
        ContainerKind::Array => Some(Step::Item),
        ContainerKind::Object => {
            entry.key().filter(|key| key != KEY).map(|key| Step::Key(key.into_owned().into()))
        }
    }
}
