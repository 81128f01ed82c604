//! The page: what the gateway will do with a configuration, in one file of HTML without scripts and without anything that is fetched.

mod drawing;
mod place;
mod sections;

use super::answer::{Files, files};
use super::cost::{self, Day};
use super::refusal::Refusal;
use super::start::Start;
use crate::base::{Snapshot, World};
use crate::cli::checked::Checked;
use crate::cli::input::Input;
use crate::explain::{Explainer, Explanation, Query, Routing, Section};
use crate::host::includes::Includes;
use drawing::Drawing;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use place::Places;
use std::sync::Arc;

/// How the page looks: light and dark, on paper, and narrow.
const STYLE: &str = include_str!("../../../../data/page.css");

/// What the page is about.
struct Page<'p> {
    /// The name of the file.
    name: &'p str,
    /// The release that reads it.
    release: String,
    refusal: Option<&'p Refusal>,
    start: Option<Section>,
    drawing: Drawing,
    sections: Vec<Section>,
    places: Places<'p>,
}

/// The page about a configuration.
///
/// # Errors
///
/// When its value is no object.
pub(super) fn write(
    input: &Input,
    (query, day): (Query<'_>, Day<'_>),
    world: &Arc<World>,
    includes: &Includes,
    checked: &Checked,
) -> Result<String, String> {
    let own = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    let files: Option<Files> = files(input, &own, includes);
    let whole = files.as_ref().map_or_else(|| own.clone(), |files| files.merged.snapshot().clone());
    let explainer = Explainer::new(&whole)
        .ok_or_else(|| format!("cannot explain {}: its value is no object", input.name))?;
    let refusal = Refusal::of(checked);
    let routing = explainer.routing(None);
    let agents = explanations(&explainer);
    let page = Page {
        name: &input.name,
        release: whole.release().to_string(),
        refusal: refusal.as_ref(),
        start: Start::of(checked, &whole).map(|start| start.section()),
        drawing: Drawing::of(&routing, &agents),
        sections: sections(&explainer, (query, day), &routing, &agents),
        places: Places { whole: &whole, files: files.as_ref(), checked, name: &input.name },
    };
    Ok(page.render().into_string())
}

fn explanations(explainer: &Explainer<'_>) -> Vec<Explanation> {
    let ids = explainer.agent_ids();
    ids.iter().map(|id| explainer.explain(Query { agent: Some(id), ..Query::default() })).collect()
}

fn sections(
    explainer: &Explainer<'_>,
    (query, day): (Query<'_>, Day<'_>),
    routing: &Routing,
    agents: &[Explanation],
) -> Vec<Section> {
    vec![
        Section::of_routing(routing),
        sections::models(agents),
        Section::of_tools(&explainer.tools(query.agent)),
        Section::of_costs(&cost::of(explainer, query, day)),
    ]
}

impl Page<'_> {
    fn render(&self) -> Markup {
        let title = format!("What will really happen: {}", self.name);
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                    title { (title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { "What will really happen" }
                        p { code { (self.name) } ", read by OpenClaw " (self.release) }
                        @if let Some(refusal) = self.refusal { p.bad role="note" { (sections::words(&refusal.to_string())) } }
                        (self.contents())
                    }
                    main {
                        @if let Some(start) = &self.start { (sections::section(start, &self.places)) }
                        section aria-labelledby="drawing" {
                            h2 id="drawing" { "From channels to models" }
                            (self.drawing.render(&self.places))
                        }
                        @for section in &self.sections { (sections::section(section, &self.places)) }
                    }
                    footer {
                        p { "Made by openclaw-lsp " (env!("CARGO_PKG_VERSION")) " from the file alone. Secrets are masked." }
                    }
                }
            }
        }
    }

    fn contents(&self) -> Markup {
        let titles = self.start.iter().chain(&self.sections).map(|section| section.title);
        html! {
            nav aria-label="On this page" {
                ul {
                    li { a href="#drawing" { "From channels to models" } }
                    @for title in titles { li { a href={ "#" (sections::anchor(title)) } { (title) } } }
                }
            }
        }
    }
}
