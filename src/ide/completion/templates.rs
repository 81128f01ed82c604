//! Whole configurations to begin with, for a file that is empty.

use super::context::{Place, Site};
use super::insert::Writer;
use super::quote::snippet_escaped;
use super::snippet::Body;
use super::{CompletionItem, CompletionKind, models};
use crate::base::DocumentKind;

/// A configuration with places to be filled, each between `⟨` and `⟩`; those with the same text are filled together.
struct Template {
    label: &'static str,
    about: &'static str,
    text: &'static str,
}

const TEMPLATES: [Template; 4] = [
    Template {
        label: "minimal configuration",
        about: "a gateway that only this machine reaches, and a model",
        text: include_str!("../../../data/templates/minimal.json5"),
    },
    Template {
        label: "Telegram bot",
        about: "people pair with the bot before it answers",
        text: include_str!("../../../data/templates/telegram.json5"),
    },
    Template {
        label: "two agents",
        about: "a channel for each",
        text: include_str!("../../../data/templates/agents.json5"),
    },
    Template {
        label: "local models",
        about: "with Ollama on this machine",
        text: include_str!("../../../data/templates/local.json5"),
    },
];

/// Stands for the model that comes first in the list of models.
const MODEL: &str = "⟨MODEL⟩";

/// The configurations that an empty document could become.
pub(super) fn items(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    if site.place != Place::Value(None) || site.snapshot.kind != DocumentKind::Main {
        return Vec::new();
    }
    let model = models::first(site).unwrap_or_default();
    let item = |template: &Template| {
        let text = template.text.trim_end().replace(MODEL, &format!("⟨{model}⟩"));
        let body = Body::snippet(text.replace(['⟨', '⟩'], ""), snippet(&text));
        writer.literal(template.label, CompletionKind::Template, body).with_detail(template.about)
    };
    TEMPLATES.iter().map(item).collect()
}

/// The text with a tab stop in the place of each mark, the end of the text being the last.
fn snippet(text: &str) -> String {
    let mut known: Vec<&str> = Vec::new();
    let mut parts = text.split('⟨');
    let head = snippet_escaped(parts.next().unwrap_or_default());
    let stops = parts.map(|part| {
        let (filled, rest) = part.split_once('⟩').unwrap_or((part, ""));
        let number = known.iter().position(|one| *one == filled).unwrap_or_else(|| {
            known.push(filled);
            known.len() - 1
        });
        format!("${{{}:{}}}{}", number + 1, snippet_escaped(filled), snippet_escaped(rest))
    });
    let stops: Vec<String> = stops.collect();
    head + &stops.concat()
}

#[cfg(test)]
mod tests {
    use super::snippet;
    use crate::base::{DocumentKind, Options, Severity, Snapshot, World};
    use crate::check::diagnostics;
    use crate::ide::{CompletionKind, CompletionOptions, FormatOptions, completion, format};
    use crate::schema::Schema;
    use std::sync::Arc;

    #[test]
    fn marks_with_the_same_text_are_one_stop() {
        assert_eq!(
            snippet("{ a: ⟨x⟩, b: '⟨y⟩', c: '${⟨x⟩}' }"),
            "{ a: ${1:x}, b: '${2:y}', c: '\\${${1:x}\\}' \\}"
        );
    }

    /// What is asked of each: OpenClaw accepts it and its gateway starts, nothing is left to be said but that variables are to be
    /// set, and it is formatted.
    #[test]
    fn each_is_accepted_and_formatted() {
        let world = Arc::new(World::new(Schema::embedded(), Options::default()));
        let of = |text: &str| Snapshot::new(text, DocumentKind::Main, Arc::clone(&world));
        let items = completion(&of(""), 0, CompletionOptions { snippets: true, ..Default::default() });
        let texts: Vec<_> = items.iter().filter(|item| item.kind == CompletionKind::Template).collect();
        assert_eq!(texts.len(), super::TEMPLATES.len());
        for item in texts {
            let snapshot = of(&item.text);
            let found = diagnostics(&snapshot);
            let other = found.iter().filter(|finding| {
                finding.code != "missing-variable" && finding.severity <= Severity::Warning
            });
            assert_eq!(
                other.map(|finding| finding.code).collect::<Vec<_>>(),
                Vec::<&str>::new(),
                "{}",
                item.label
            );
            let options = FormatOptions { final_newline: false, ..FormatOptions::of_document(&item.text) };
            assert_eq!(format(&snapshot, &options), [], "{}", item.label);
        }
    }
}
