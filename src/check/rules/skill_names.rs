//! Skills that an agent names or that have settings: OpenClaw ignores a name that no skill has
//! (docs/openclaw/references.md#skills). A workspace brings skills of any name, so only slips of the pen are told.

use crate::check::{Fact, Finding, Place, Rule, known_text};
use crate::config::skill;
use crate::syntax::Node;
use crate::text::TextRange;
use crate::text::nearest::nearest;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "{agents.defaults,agents.entries.*}.skills[]", needs: &[Fact::Skills], check: named },
    Rule { at: "skills.entries.*", needs: &[], check: settings },
];

/// The shortest name in which a slip is told from another name.
const LONG: usize = 5;

fn named(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(name) = known_text(place.value) else { return };
    let own = place.facts.object(&["skills", "entries"]);
    let is_own = own.is_some_and(|own| own.has(&name));
    if !is_own && !place.facts.is_open(&["skills", "entries"]) {
        found.extend(slip(place, name.trim(), place.value.range(), "this list allows no such skill"));
    }
}

fn settings(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(token) = place.entry.key_token() else { return };
    if place.object().is_none_or(|settings: Node<'_>| settings.has("$include")) {
        return;
    }
    found.extend(slip(
        place,
        &place.key(),
        token.range,
        "these settings are for none that comes with OpenClaw",
    ));
}

fn slip(place: &Place<'_>, name: &str, range: TextRange, effect: &str) -> Option<Finding> {
    // Older releases bring other skills.
    if name.len() < LONG || skill::is_known(name) || place.facts.world.reader().is_old() {
        return None;
    }
    let meant = nearest(name, skill::all())?;
    let message = format!("unless the workspace has a skill `{name}`, {effect}: did you mean `{meant}`?");
    Some(Finding::information("unknown-skill", range, message).meant(Some(meant)))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn slips_of_the_pen_are_told() {
        check(
            "{ agents: { defaults: { skills: ['githb', 'github', 'mine'] } }, skills: { entries: { 'obsidain': { enabled: false }, github: {} } } }",
            &expect![[r#"
                information unknown-skill agents.defaults.skills.0 `'githb'`: unless the workspace has a skill `githb`, this list allows no such skill: did you mean `github`?
                information unknown-skill skills.entries.obsidain `'obsidain'`: unless the workspace has a skill `obsidain`, these settings are for none that comes with OpenClaw: did you mean `obsidian`?
            "#]],
        );
        accepts(&[
            "{ agents: { defaults: { skills: ['my-github-notes'] } }, skills: { entries: { githubs: {} } } }",
        ]);
    }
}
