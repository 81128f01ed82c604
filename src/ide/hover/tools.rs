//! The keys that say which tools there are: what comes out of them for the agents concerned.

use super::card::{Card, code, code_list};
use super::place::{Part, Place};
use crate::explain::{Explainer, ToolCount};

/// The keys of a policy; without one the section itself is meant.
const KEYS: [&str; 5] = ["profile", "allow", "alsoAllow", "deny", "byProvider"];
/// More agents would make a hover a table, which `explain tools` is.
const MOST_AGENTS: usize = 4;
const MOST_TOOLS: usize = 8;

/// Writes one line for each agent that the section under the cursor is about.
pub(super) fn explain(card: &mut Card, place: &Place<'_>) {
    if place.part != Part::Key {
        return;
    }
    let section = match (place.key_at(0), place.key_at(1)) {
        (Some("tools"), _) => 1,
        (Some("agents"), Some("entries" | "list")) if place.key_at(3) == Some("tools") => 4,
        _ => return,
    };
    let is_meant = match place.path.len().checked_sub(section) {
        Some(0) => true,
        Some(1) => place.last_key().is_some_and(|key| KEYS.contains(&key)),
        _ => false,
    };
    let Some(explainer) = is_meant.then(|| Explainer::new(place.snapshot)).flatten() else { return };
    let own = place.agent().map(|id| id.to_lowercase());
    let counts = explainer.tool_counts();
    let about = |count: &&ToolCount| own.as_ref().is_none_or(|own| count.agent.trim().to_lowercase() == *own);
    let counts: Vec<&ToolCount> = counts.iter().filter(about).collect();
    let path = place.title();
    for count in counts.iter().take(MOST_AGENTS) {
        card.fact(&format!("Tools of {}", code(&count.agent)), &words(count, &path));
    }
    if counts.len() > MOST_AGENTS {
        card.item(&format!("and {} more agents: `explain tools` lists them", counts.len() - MOST_AGENTS));
    }
}

/// `12 of 38; this takes exec and process`.
fn words(count: &ToolCount, path: &str) -> String {
    let is_here = |at: &String| at == path || at.strip_prefix(path).is_some_and(|rest| rest.starts_with('.'));
    let here: Vec<&str> =
        count.taken.iter().filter(|(_, at)| is_here(at)).map(|(tool, _)| tool.as_str()).collect();
    let total = format!("{} of {}", count.kept, count.all);
    if here.is_empty() { total } else { format!("{total}; this takes {}", code_list(&here, MOST_TOOLS)) }
}

#[cfg(test)]
mod tests {
    use crate::base::{DocumentKind, Snapshot, World};
    use std::sync::Arc;

    const CONFIG: &str = "{ tools: { profile: 'full', deny: ['exec', 'process'] },
        agents: { ownership: 'explicit', entries: { main: {}, kids: { tools: { allow: ['read'] } } } } }";

    fn lines(at: &str) -> Vec<String> {
        let snapshot = Snapshot::new(CONFIG, DocumentKind::Main, Arc::new(World::default()));
        let offset = CONFIG.find(at).expect("the place");
        let found = crate::ide::hover(&snapshot, offset).expect("a hover").markdown;
        found.lines().filter(|line| line.starts_with("- Tools of")).map(str::to_owned).collect()
    }

    #[test]
    fn a_list_says_what_it_takes_and_what_is_left() {
        let all = crate::config::tool_sets::core_tools().len();
        let left = all - 2;
        assert_eq!(
            lines("deny"),
            [
                format!("- Tools of `main`: {left} of {all}; this takes `exec`, `process`"),
                format!("- Tools of `kids`: 1 of {all}; this takes `exec`, `process`"),
            ]
        );
        assert_eq!(lines("profile").len(), 2);
        let own = lines("allow");
        assert!(
            own.len() == 1 && own[0].starts_with(&format!("- Tools of `kids`: 1 of {all}; this takes ")),
            "{own:?}"
        );
    }

    #[test]
    fn a_section_says_what_all_of_it_takes() {
        let found = lines("tools: { profile");
        assert!(found.len() == 2 && found[0].ends_with("this takes `exec`, `process`"), "{found:?}");
        assert_eq!(lines("tools: { allow").len(), 1);
        assert_eq!(lines("kids"), [""; 0]);
    }
}
