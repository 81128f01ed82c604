//! Which tools a policy lets through: names, groups, patterns and profiles.

use std::collections::HashMap;
use std::sync::LazyLock;

const TEXT: &str = include_str!("../../data/config/tool-sets.tsv");

/// Other names of tools.
const ALIASES: &[(&str, &str)] = &[("bash", "exec"), ("apply-patch", "apply_patch")];

static SETS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let lines = TEXT.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(name, tools)| (name, tools.split(' ').filter(|tool| !tool.is_empty()).collect()))
        .collect()
});

/// What the names of groups begin with.
const GROUP: &str = "group:";

/// The group that holds most of the others.
const ALL: &str = "group:openclaw";

/// The tools of a profile; none where there is no such profile.
pub fn profile(name: &str) -> Option<&'static [&'static str]> {
    SETS.get(name).filter(|_| !name.starts_with(GROUP)).map(Vec::as_slice)
}

/// The tools of a group, by its name with `group:`; none where there is no such group.
pub fn group(name: &str) -> Option<&'static [&'static str]> {
    SETS.get(name).filter(|_| name.starts_with(GROUP)).map(Vec::as_slice)
}

/// The tools that OpenClaw itself brings, in its order.
pub fn core_tools() -> Vec<&'static str> {
    let names = TEXT.lines().filter_map(|line| line.split_once('\t')).map(|(name, _)| name);
    names.filter(|name| *name != ALL).filter_map(group).flatten().copied().collect()
}

/// A name as policies compare it.
pub fn normal(name: &str) -> String {
    let name = name.trim().to_lowercase();
    ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, tool)| (*tool).to_owned())
}

/// A list with its groups written out, each tool once.
pub fn expanded<T: AsRef<str>>(list: &[T]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut add = |tool: &str| {
        if !tool.is_empty() && !all.iter().any(|known| known == tool) {
            all.push(tool.to_owned());
        }
    };
    for entry in list {
        let name = normal(entry.as_ref());
        match group(&name) {
            Some(tools) => tools.iter().for_each(|tool| add(tool)),
            None => add(&name),
        }
    }
    all
}

/// Whether a list lets a tool through. An empty list lets all through.
pub fn allows<T: AsRef<str>>(list: &[T], tool: &str) -> bool {
    let list = expanded(list);
    let matches = |tool: &str| list.iter().any(|pattern| glob(pattern, tool));
    list.is_empty() || matches(&normal(tool)) || (tool == "apply_patch" && matches("write"))
}

/// Whether a pattern with `*` for any text is that of a name.
pub fn glob(pattern: &str, name: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == name,
        Some((head, rest)) => name.strip_prefix(head).is_some_and(|tail| {
            rest.is_empty() || (0..=tail.len()).any(|at| tail.is_char_boundary(at) && glob(rest, &tail[at..]))
        }),
    }
}

/// Whether OpenClaw itself brings a tool of this name.
pub fn is_own(tool: &str) -> bool {
    SETS.iter().any(|(name, tools)| name.starts_with(GROUP) && tools.contains(&tool))
}

#[cfg(test)]
mod tests {
    use super::{allows, expanded, glob, profile};

    #[test]
    fn groups_and_patterns() {
        assert_eq!(
            expanded(&["group:memory", "Read", "memory_get"]),
            ["memory_search", "memory_get", "read"]
        );
        assert!(allows(&["sessions_*"], "sessions_list") && !allows(&["sessions_*"], "sessions"));
        assert!(allows::<&str>(&[], "exec") && allows(&["write"], "apply_patch"));
        assert!(glob("*a*b", "xxaxxb") && !glob("a*b", "ac"));
    }

    #[test]
    fn profiles() {
        assert_eq!(profile("full"), Some(&["*"][..]));
        assert!(profile("coding").is_some_and(|tools| tools.contains(&"exec")));
        assert_eq!(profile("group:fs"), None);
        assert_eq!(profile("other"), None);
    }
}
