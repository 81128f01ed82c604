//! The page: what the gateway will do with a configuration, in one file of HTML without scripts and without anything that is fetched.

mod drawing;
mod place;
mod sections;

use super::asked::{Answer, Asked, costs, every_agent};
use super::refusal::Refusal;
use super::start::Start;
use super::subject::Subject;
use crate::config::effective::Agent;
use crate::explain::{Explainer, Explanation, Query, Section};
use drawing::Drawing;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use place::Places;

/// How the page looks: light and dark, on paper, and narrow.
const STYLE: &str = include_str!("../../../data/page.css");

/// What the page is about.
struct Page<'p> {
    /// The name of the file.
    name: &'p str,
    /// The release that reads it.
    release: String,
    refusal: Option<&'p Refusal>,
    start: Option<Section>,
    drawing: Option<Drawing>,
    sections: Vec<Section>,
    places: Places<'p>,
}

/// The page about a configuration, or about the answer to one question.
///
/// # Errors
///
/// When its value is no object, or a single key is asked for.
pub(super) fn write(subject: &Subject<'_>, asked: &Asked<'_>) -> Result<String, String> {
    let refusal = subject.refusal();
    let page = Page {
        name: subject.name,
        release: subject.whole().release().to_string(),
        refusal: refusal.as_ref(),
        start: None,
        drawing: None,
        sections: Vec::new(),
        places: Places { subject },
    };
    let page = match asked.key {
        None => page.about_all(subject, asked)?,
        Some(key) => {
            let section = Answer::of(subject, asked)?.section().ok_or_else(|| {
                format!(
                    "a page is about everything or about one question (route, access, tools, cost, start), and `{key}` is a key: \
                     leave it out, or take the format `md`, which explains a key"
                )
            })?;
            Page { sections: vec![section], ..page }
        }
    };
    Ok(page.render().into_string())
}

impl Page<'_> {
    /// Everything that is told of a configuration.
    fn about_all(self, subject: &Subject<'_>, asked: &Asked<'_>) -> Result<Self, String> {
        let explainer = Explainer::new(subject.whole())
            .ok_or_else(|| format!("cannot explain {}: its value is no object", subject.name))?;
        let (routing, access) = (explainer.routing(None), explainer.access(None, None));
        let agents = every_agent(&explainer, Query::default());
        let path = |found: &Explanation| {
            let agent = found.agent.as_deref().and_then(|id| explainer.agent(id));
            agent.map_or_else(|| "agents".to_owned(), Agent::path)
        };
        let placed: Vec<(&Explanation, String)> = agents.iter().map(|found| (found, path(found))).collect();
        let tools = explainer.tools_by(asked.query.agent, &access);
        Ok(Self {
            start: Start::of(subject).map(|start| start.section()),
            drawing: Some(Drawing::of(&routing, &access, &placed, &tools)),
            sections: vec![
                Section::of_access(&access),
                Section::of_routing(&routing),
                Section::of_models(&agents),
                Section::of_tools(&tools),
                Section::of_costs(&costs(&explainer, asked.query, asked.day)),
            ],
            ..self
        })
    }

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
                        @if self.drawing.is_some() {
                            @for section in &self.sections { (sections::alarm(section)) }
                            (self.contents())
                        }
                    }
                    main {
                        @if let Some(start) = &self.start { (sections::section(start, &self.places, false)) }
                        @if let Some(drawing) = &self.drawing {
                            section aria-labelledby="drawing" {
                                h2 id="drawing" { "From channels to models" }
                                (drawing.render(&self.places))
                            }
                        }
                        // On a page of everything an alarm stands at the top.
                        @for section in &self.sections { (sections::section(section, &self.places, self.drawing.is_none())) }
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
