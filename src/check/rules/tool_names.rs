//! Tools and groups in lists of what is allowed and denied: OpenClaw ignores a name that nothing has, so a misspelt `deny` denies
//! nothing (docs/openclaw/references.md#silent-references). Plugins and servers bring tools of any name, so only slips of the pen are told,
//! and groups, which only OpenClaw makes.

use crate::check::{Fact, Finding, Place, Rule, known_text};
use crate::config::{plugin, tool};
use crate::schema::overlay::{NameKind, references};
use crate::text::nearest::nearest;
use std::sync::LazyLock;

/// The rules at all places of which the overlay says that tools are named there.
pub(super) fn rules() -> &'static [Rule] {
    static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
        references(NameKind::Tool).map(|at| Rule { at, needs: &[Fact::McpServers], check: named }).collect()
    });
    &RULES
}

/// What the name of a group of tools begins with.
const GROUP: &str = "group:";

fn named(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(name) = known_text(place.value).filter(|name| !tool::is_known(name)) else { return };
    let lower = name.trim().to_lowercase();
    let is_group = lower.starts_with(GROUP);
    // A plugin stands for its tools; older releases have tools that the newest has no more.
    let is_plugin = plugin::bundled(&lower).is_some() || plugin::offered(&lower).is_some();
    if is_plugin || place.facts.world.reader().is_old() || lower.is_empty() || lower.contains('*') {
        return;
    }
    if let Some((server, tool)) = name.trim().split_once("__") {
        found.extend(of_server(place, server, tool));
        return;
    }
    // What all groups begin with makes none of them like another.
    let own = |known: &'static str| match known.strip_prefix(GROUP) {
        Some(rest) => is_group.then_some(rest),
        None => (!is_group).then_some(known),
    };
    let kin = tool::all().filter_map(|(known, _)| own(known));
    // A plugin has a group of its own, by its id.
    let Some(meant) = nearest(lower.trim_start_matches(GROUP), kin) else { return };
    let meant = if is_group { format!("{GROUP}{meant}") } else { meant.to_owned() };
    let rest = format!("did you mean `{meant}`?");
    let what = if is_group { "group of tools" } else { "tool" };
    let message = format!("OpenClaw has no {what} `{name}`, and ignores it in this list: {rest}");
    found.push(Finding::warning("unknown-tool", place.value.range(), message).meant(Some(&*meant)));
}

/// The tool of an MCP server whose name is a slip of the pen for one that the document has.
fn of_server(place: &Place<'_>, server: &str, tool: &str) -> Option<Finding> {
    let path = ["mcp", "servers"];
    if place.facts.is_open(&path) {
        return None;
    }
    let names = place.facts.object(&path)?.entries().filter_map(|entry| Some(in_tools(&entry.key()?)));
    let names: Vec<String> = names.collect();
    if names.iter().any(|known| known.eq_ignore_ascii_case(server)) {
        return None;
    }
    let meant = nearest(server, names.iter().map(String::as_str))?;
    let meant = format!("{meant}__{tool}");
    let message = format!(
        "there is no MCP server `{server}`, so OpenClaw ignores this name in the list: did you mean `{meant}`?"
    );
    Some(Finding::warning("unknown-tool", place.value.range(), message).meant(Some(meant)))
}

/// How the name of a server begins those of its tools: without what a tool's name may not hold, and no longer than 30 letters.
fn in_tools(server: &str) -> String {
    const MOST: usize = 30;
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let plain: String = server.trim().chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    let plain = if plain.is_empty() { "mcp".to_owned() } else { plain };
    let named =
        if plain.starts_with(|c: char| c.is_ascii_alphabetic()) { plain } else { format!("mcp-{plain}") };
    named.chars().take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn slips_of_the_pen_are_told() {
        check(
            "{ tools: { deny: ['exce', 'group:runtme'], byProvider: { openai: { allow: ['web_serach'] } } },
               agents: { entries: { a: { tools: { alsoAllow: ['sessions_spwan'] } } } } }",
            &expect![[r#"
                warning unknown-tool tools.deny.0 `'exce'`: OpenClaw has no tool `exce`, and ignores it in this list: did you mean `exec`?
                warning unknown-tool tools.deny.1 `'group:runtme'`: OpenClaw has no group of tools `group:runtme`, and ignores it in this list: did you mean `group:runtime`?
                warning unknown-tool tools.byProvider.openai.allow.0 `'web_serach'`: OpenClaw has no tool `web_serach`, and ignores it in this list: did you mean `web_search`?
                warning unknown-tool agents.entries.a.tools.alsoAllow.0 `'sessions_spwan'`: OpenClaw has no tool `sessions_spwan`, and ignores it in this list: did you mean `sessions_spawn`?
            "#]],
        );
        check(
            "{ tools: { deny: ['githbu__list', 'my-files__read', 'other__x'] }, mcp: { servers: { github: { command: 'x' }, 'my files': { command: 'y' } } } }",
            &expect![[r#"
                warning unknown-tool tools.deny.0 `'githbu__list'`: there is no MCP server `githbu`, so OpenClaw ignores this name in the list: did you mean `github__list`?
            "#]],
        );
        accepts(&[
            "{ tools: { allow: ['Read', 'bash', 'group:fs', 'my_tool', 'github__list', 'web_*', '${T}'] } }",
        ]);
    }
}
