//! The rows of `data/migrations/retired.tsv`.

use super::row::{Change, Extra, MCP, Measured, Migration, Target, WEB_SEARCH};

const TEXT: &str = include_str!("../../data/migrations/retired.tsv");

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
        "carry" => ("legacy-key", Change::Carry, ""),
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
    Some(Migration {
        code,
        old,
        new,
        change,
        note,
        refused,
        safe,
        extra: Extra::No,
        measured: Measured::ByPath,
    })
}

fn target(to: &'static str, options: &'static str, prune: usize) -> Target {
    let path = to.trim_start_matches('^');
    let switch = options.strip_prefix('+');
    let same = options == "same";
    let map = if same || switch.is_some() { "" } else { options };
    Target { up: to.len() - path.len(), path, map, switch, same, prune }
}

#[cfg(test)]
mod tests {
    use super::{lines, row, rows};

    #[test]
    fn every_line_is_a_row() {
        for line in lines() {
            assert!(row(line).is_some(), "{line}");
        }
        assert!(rows().len() > 200);
    }
}
