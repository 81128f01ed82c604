//! `identity.avatar`: an address, or a picture in the agent's workspace.

use crate::check::{Finding, Place, known_text};
use crate::syntax::{Node, Value};

/// Checks the avatar of an agent.
pub(super) fn check(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(agent) = place.object() else { return };
    let member = agent.get("identity").and_then(Value::object).and_then(|identity| identity.member("avatar"));
    let Some(member) = member else { return };
    let Some(text) = member.value().and_then(known_text) else { return };
    let avatar = text.trim();
    let lower = avatar.to_ascii_lowercase();
    let is_address = ["data:", "http://", "https://"].iter().any(|scheme| lower.starts_with(scheme));
    let wrong = if avatar.is_empty() || is_address {
        None
    } else if avatar.starts_with('~') || has_scheme(avatar) {
        Some("is neither a path in the workspace nor an `http`, `https` or `data` URL")
    } else if leaves(avatar, &workspaces(place, agent)) {
        Some("lies outside the agent's workspace: copy the picture there and use a relative path")
    } else {
        None
    };
    if let Some(wrong) = wrong {
        let range = member.value().map_or(member.range(), Value::range);
        found.push(Finding::refused(
            "agents/avatar-outside",
            "invalid-avatar",
            range,
            format!("`{avatar}` {wrong}"),
        ));
    }
}

/// A scheme, but no drive letter.
fn has_scheme(avatar: &str) -> bool {
    let Some((scheme, rest)) = avatar.split_once(':') else { return false };
    let part = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '.' | '-');
    let is_drive = scheme.len() == 1 && rest.starts_with(['/', '\\']);
    scheme.starts_with(|first: char| first.is_ascii_alphabetic()) && scheme.chars().all(part) && !is_drive
}

/// Where the agent's workspace may lie: what is written, or the names that OpenClaw makes up.
fn workspaces(place: &Place<'_>, agent: Node<'_>) -> Vec<String> {
    let written = |value: Option<Value<'_>>| {
        let text = value.and_then(Value::as_str).map(|text| text.trim().trim_end_matches('/').to_owned());
        text.filter(|text| !text.is_empty())
    };
    if let Some(own) = written(agent.get("workspace")) {
        return vec![own];
    }
    let id = agent.get("id").and_then(Value::as_str).unwrap_or_else(|| place.key()).to_lowercase();
    match written(place.facts.get(&["agents", "defaults", "workspace"])) {
        Some(shared) => vec![format!("{shared}/{id}"), shared],
        None => vec![format!("workspace-{id}"), "workspace".to_owned()],
    }
}

/// Whether a path leads out of all these folders for certain. Only their names are compared, since the text does not
/// say where they lie.
fn leaves(avatar: &str, workspaces: &[String]) -> bool {
    let Some(rest) = climbs(avatar) else { return false };
    workspaces.iter().all(|workspace| {
        let name = workspace.rsplit('/').next().unwrap_or_default();
        let is_known = !matches!(name, "" | "." | ".." | "~") && !workspace.contains("${");
        is_known
            && !rest
                .split('/')
                .any(|part| part == name || (!workspace.contains('/') && part.starts_with("workspace")))
    })
}

/// What follows where a path leaves its folder; `None` for a path that stays.
fn climbs(path: &str) -> Option<String> {
    if path.starts_with('/') {
        return Some(path.to_owned());
    }
    let mut depth = 0_usize;
    for (index, part) in path.split('/').enumerate() {
        match part {
            "" | "." => {}
            ".." if depth == 0 => return Some(path.split('/').skip(index + 1).collect::<Vec<_>>().join("/")),
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, errors};
    use expect_test::expect;

    fn avatar(avatar: &str, more: &str, expected: &[&str]) {
        let text =
            format!("{{ agents: {{ entries: {{ a: {{ identity: {{ avatar: '{avatar}' }}{more} }} }} }} }}");
        errors(&text, expected);
    }

    #[test]
    fn avatars_are_addresses_or_lie_in_the_workspace() {
        check(
            "{ agents: { entries: { a: { identity: { avatar: '~/me.png' } } } } }",
            &expect![[r#"
            error invalid-avatar agents.entries.a.identity.avatar `'~/me.png'`: `~/me.png` is neither a path in the workspace nor an `http`, `https` or `data` URL
        "#]],
        );
        check(
            "{ agents: { entries: { a: { identity: { avatar: '/srv/me.png' } } } } }",
            &expect![[r#"
            error invalid-avatar agents.entries.a.identity.avatar `'/srv/me.png'`: `/srv/me.png` lies outside the agent's workspace: copy the picture there and use a relative path
        "#]],
        );
        let refused = ["agents.entries.a.identity.avatar"];
        for text in ["../me.png", "x/../../me.png", "mailto:me", "C:me.png", "http:me", ".."] {
            avatar(text, "", &refused);
        }
        for text in [
            "",
            "me.png",
            "x/../me.png",
            "HTTPS://a/b",
            "data:image/png;base64,",
            "C:/me.png",
            "../workspace/a.png",
        ] {
            avatar(text, "", &[]);
        }
        avatar("/w/me.png", ", workspace: '/w/'", &[]);
        avatar("/v/me.png", ", workspace: '/w/'", &refused);
        avatar("/v/me.png", ", workspace: '${W}'", &[]);
    }
}
