//! The rows of `data/migrations/retired.tsv`.

use super::table::{Change, Extra, Migration};

const TEXT: &str = include_str!("../../../data/migrations/retired.tsv");

/// The code of the keys of web search, which a rule reports as well.
pub(super) const WEB_SEARCH: &str = "legacy-web-search-key";

/// The code of the keys of MCP servers that other programs use, which a rule reports as well.
pub(super) const MCP: &str = "foreign-mcp-key";

/// Where a member goes, and under which conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// How many objects above the one that holds the member the way begins.
    pub up: usize,
    /// The dotted way from there to the new member.
    pub path: &'static str,
    /// What becomes of the value: `old=new` pairs between spaces, `else` for all other texts and booleans, `-` for
    /// a member that goes. Empty where the value stays.
    pub map: &'static str,
    /// A switch that is set to true where it is not there: a dotted way from the same object.
    pub switch: Option<&'static str>,
    /// Whether the member only moves where the new one is not there or says the same.
    pub same: bool,
    /// How many of the objects around the old member go as well when nothing is left in them.
    pub prune: usize,
}

/// All rows, in the order of the file. A row that cannot be read is left out; a test sees to it that there is none.
pub(super) fn rows() -> Vec<Migration> {
    lines().filter_map(row).collect()
}

fn lines() -> impl Iterator<Item = &'static str> {
    TEXT.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

fn row(line: &'static str) -> Option<Migration> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let (&[old, change, to, options, refused, prune, note], safety) = fields.split_first_chunk()?;
    let safe = match safety {
        [] => true,
        ["unsafe"] => false,
        _ => return None,
    };
    let prune = prune.parse().ok()?;
    let refused = match refused {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let target = target(to, options, prune);
    let (code, change, new) = match change {
        "delete" => ("legacy-key", Change::Remove { prune }, ""),
        "move" => ("legacy-key", Change::Move(target), target.path),
        "wrap" => ("legacy-key", Change::Wrap { key: to, map: options }, to),
        "value" => ("legacy-value", Change::Value { map: options }, ""),
        _ => return None,
    };
    // Rules about web search and about servers know these keys too.
    let code = match old {
        _ if old.starts_with("tools.web.search.") => WEB_SEARCH,
        _ if refused && old.starts_with("{mcp,") => MCP,
        _ => code,
    };
    Some(Migration { code, old, new, change, since: None, note, refused, safe, extra: Extra::No })
}

fn target(to: &'static str, options: &'static str, prune: usize) -> Target {
    let path = to.trim_start_matches('^');
    let switch = options.strip_prefix('+');
    let same = options == "same";
    let map = if same || switch.is_some() { "" } else { options };
    Target { up: to.len() - path.len(), path, map, switch, same, prune }
}

/// What a value map makes of a text or boolean; none where the map does not know it.
pub(super) fn mapped(map: &'static str, value: &str) -> Option<&'static str> {
    let pairs = || map.split(' ').filter_map(|pair| pair.rsplit_once('='));
    let value = value.trim().to_lowercase();
    let exact = pairs().find(|(old, _)| *old == value);
    exact.or_else(|| pairs().find(|(old, _)| *old == "else")).map(|(_, new)| new)
}

#[cfg(test)]
mod tests {
    use super::{lines, mapped, row, rows};

    #[test]
    fn every_line_is_a_row() {
        for line in lines() {
            assert!(row(line).is_some(), "{line}");
        }
        assert!(rows().len() > 200);
    }

    #[test]
    fn maps() {
        assert_eq!(mapped("true=session false=shared", "false"), Some("shared"));
        assert_eq!(mapped("a=b", "c"), None);
        assert_eq!(mapped("a=b else=d", "c"), Some("d"));
    }
}
