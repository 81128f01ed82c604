//! The keys that say where commands run, who is asked and who may lead them out of the sandbox: what comes out of them.

use super::card::{Card, code};
use super::place::{Part, Place};
use crate::explain::Explainer;

/// More agents would make a hover a table, which `explain tools` is.
const MOST: usize = 4;

/// What a key is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Commands,
    Elevated,
}

impl About {
    fn of(place: &Place<'_>) -> Option<Self> {
        let section = match (place.key_at(0), place.key_at(1)) {
            (Some("tools"), _) => 1,
            (Some("agents"), Some("entries" | "list")) if place.key_at(3) == Some("tools") => 4,
            (Some("agents"), Some("defaults")) if place.key_at(2) == Some("elevatedDefault") => {
                return Some(Self::Elevated);
            }
            _ => return None,
        };
        let key = (place.path.len() > section + 1).then(|| place.key_at(section + 1)).flatten();
        match (place.key_at(section), key) {
            (Some("exec"), None | Some("host" | "mode" | "security" | "ask" | "node")) => {
                Some(Self::Commands)
            }
            (Some("elevated"), None | Some("enabled" | "allowFrom")) => Some(Self::Elevated),
            _ => None,
        }
    }
}

/// Writes one line for each agent that the key under the cursor is about.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    let about = if place.part == Part::Key { About::of(place) } else { None };
    let Some((about, explainer)) = about.zip(Explainer::new(place.snapshot)) else { return };
    let found = explainer.tools(place.agent().as_deref());
    for one in found.iter().take(MOST) {
        let (label, words) = match about {
            About::Commands => ("Commands", one.commands.in_words()),
            About::Elevated => ("Out of the sandbox", one.commands.elevated.in_words()),
        };
        let words = match one.commands.strangers_in_words() {
            Some(places) => format!("{words}. **Anyone may have them run: {places}**"),
            None => words,
        };
        card.fact(&format!("{label} of {}", code(&one.agent)), &words);
    }
    if found.len() > MOST {
        card.item(&format!("and {} more agents: `explain tools` lists them", found.len() - MOST));
    }
}

#[cfg(test)]
mod tests {
    use crate::ide::hover::tests::check_facts;
    use expect_test::{Expect, expect};

    #[track_caller]
    fn check(text: &str, expected: Expect) {
        check_facts(text, &["- Commands", "- Out of"], expected);
    }

    #[test]
    fn a_mode_says_what_becomes_of_commands() {
        check(
            "{ tools: { exec: { m$0ode: 'ask' } } }",
            expect![
                "- Commands of `main`: on the gateway's machine: those on the machine's list; others once somebody agrees"
            ],
        );
        check(
            "{ tools: { exec: { ho$0st: 'gateway' } }, agents: { defaults: { sandbox: { mode: 'all' } } } }",
            expect![
                "- Commands of `main`: on the gateway's machine, outside the sandbox: all, and nobody is asked"
            ],
        );
        check(
            "{ tools: { exec: { mode: 'full' } }, agents: { ownership: 'explicit', entries: { a: { tools: { e$0xec: { mode: 'deny' } } }, b: {} } } }",
            expect!["- Commands of `a`: nowhere: none"],
        );
    }

    #[test]
    fn whoever_lets_strangers_in_is_told_so() {
        check(
            "{ tools: { ex$0ec: {} }, channels: { telegram: { botToken: '1:x', dmPolicy: 'open', allowFrom: ['*'] } } }",
            expect![
                "- Commands of `main`: on the gateway's machine: all, and nobody is asked. **Anyone may have them run: telegram · default: direct messages**"
            ],
        );
    }

    #[test]
    fn a_list_says_who_leaves_the_sandbox() {
        check(
            "{ tools: { elevated: { allow$0From: { telegram: ['5'] } } }, agents: { defaults: { sandbox: { mode: 'all' } } } }",
            expect![
                "- Out of the sandbox of `main`: some in telegram are out of the sandbox without a word of theirs (agents.defaults.elevatedDefault is `on` unless it is set)"
            ],
        );
        check(
            "{ tools: { elevated: { ena$0bled: false } } }",
            expect!["- Out of the sandbox of `main`: nobody: switched off (tools.elevated.enabled)"],
        );
        check(
            "{ tools: { elevated: { enabled: true, al$0lowFrom: { telegram: ['5'] } } } }",
            expect![
                "- Out of the sandbox of `main`: some in telegram, for whom it changes nothing: no command runs in a sandbox"
            ],
        );
    }
}
