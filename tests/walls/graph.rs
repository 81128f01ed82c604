//! Which module takes something from which, names followed to where they are defined.

use super::modules::{Module, ModulePath};
use std::collections::{BTreeMap, BTreeSet};

/// The arrows between modules, with the paths as they are written.
pub type Arrows = BTreeMap<ModulePath, BTreeMap<ModulePath, BTreeSet<String>>>;

/// All arrows from one module to another.
pub fn arrows(modules: &BTreeMap<ModulePath, Module>) -> Arrows {
    let graph = Graph { modules };
    let mut arrows = Arrows::new();
    for (from, module) in modules {
        for import in &module.imports {
            let target = graph.home(from, &import.path, &mut Vec::new());
            if let Some(to) = target.filter(|to| to != from) {
                let written = import.path.join("::");
                arrows.entry(from.clone()).or_default().entry(to).or_default().insert(written);
            }
        }
    }
    arrows
}

struct Graph<'m> {
    modules: &'m BTreeMap<ModulePath, Module>,
}

impl Graph<'_> {
    /// The module that defines what a path in a module names; none for what is not of this crate.
    fn home(
        &self,
        from: &ModulePath,
        path: &[String],
        seen: &mut Vec<(ModulePath, Vec<String>)>,
    ) -> Option<ModulePath> {
        let here = (from.clone(), path.to_vec());
        if seen.contains(&here) {
            return None;
        }
        seen.push(here);
        let (start, rest) = self.start(from, path, seen)?;
        self.walk(start, &rest, seen)
    }

    /// The module in which a path begins, and what is left of it.
    fn start(
        &self,
        from: &ModulePath,
        path: &[String],
        seen: &mut Vec<(ModulePath, Vec<String>)>,
    ) -> Option<(ModulePath, Vec<String>)> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | "openclaw_lsp" => Some((Vec::new(), rest.to_vec())),
            "self" => Some((from.clone(), rest.to_vec())),
            "super" => {
                let ups = path.iter().take_while(|step| *step == "super").count();
                let start = from[..from.len().checked_sub(ups)?].to_vec();
                Some((start, path[ups..].to_vec()))
            }
            _ => {
                let child: ModulePath = from.iter().cloned().chain([first.clone()]).collect();
                if self.modules.contains_key(&child) {
                    return Some((child, rest.to_vec()));
                }
                let import =
                    self.modules[from].imports.iter().find(|one| one.name.as_ref() == Some(first))?;
                if rest.is_empty() || import.path[..] == path[..1] {
                    return None;
                }
                let full: Vec<String> = import.path.iter().chain(rest).cloned().collect();
                self.home(from, &full, seen).map(|home| (home, Vec::new()))
            }
        }
    }

    fn walk(
        &self,
        start: ModulePath,
        rest: &[String],
        seen: &mut Vec<(ModulePath, Vec<String>)>,
    ) -> Option<ModulePath> {
        let mut at = start;
        for (index, step) in rest.iter().enumerate() {
            let below: ModulePath = at.iter().cloned().chain([step.clone()]).collect();
            if self.modules.contains_key(&below) {
                at = below;
                continue;
            }
            let module = self.modules.get(&at)?;
            let passed = module.imports.iter().find(|one| one.passed_on && one.name.as_ref() == Some(step));
            if let Some(passed) = passed.filter(|_| !module.defines.contains(step)) {
                let full: Vec<String> = passed.path.iter().chain(&rest[index + 1..]).cloned().collect();
                return self.home(&at, &full, seen).or(Some(at));
            }
            break;
        }
        Some(at)
    }
}

/// The groups of modules that lead to one another.
pub fn loops(arrows: &Arrows) -> Vec<BTreeSet<ModulePath>> {
    let reach: BTreeMap<&ModulePath, BTreeSet<ModulePath>> =
        arrows.keys().map(|from| (from, reachable(arrows, from))).collect();
    let mut found: Vec<BTreeSet<ModulePath>> = Vec::new();
    for (from, far) in &reach {
        if !far.contains(*from) || found.iter().any(|one| one.contains(*from)) {
            continue;
        }
        let back = |to: &&ModulePath| reach.get(to).is_some_and(|far| far.contains(*from));
        found.push(far.iter().filter(back).cloned().collect());
    }
    found
}

fn reachable(arrows: &Arrows, from: &ModulePath) -> BTreeSet<ModulePath> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<&ModulePath> = vec![from];
    while let Some(next) = todo.pop() {
        for to in arrows.get(next).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(to.clone()) {
                todo.push(to);
            }
        }
    }
    found
}
