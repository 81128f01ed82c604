//! The drawing: accounts of channels, the agents that answer there, and the models that they use, in columns.

use super::place::Places;
use crate::base::masking;
use crate::config::agent_id;
use crate::explain::{AccessRow, AccountRow, AgentTools, BindingRow, Explanation, Routing, State};
use maud::{Markup, html};

/// A letter is about so wide, and a box so high, in pixels.
const LETTER: usize = 8;
const HEIGHT: usize = 28;
const STEP: usize = 40;
/// Room for the lines between two columns.
const GAP: usize = 120;
/// Room for the headings of the columns.
const TOP: usize = 44;

/// A box of the drawing.
#[derive(Debug, PartialEq, Eq)]
struct Box {
    text: String,
    /// The keys that it may stand for: the first one that is written counts.
    paths: Vec<String>,
    class: &'static str,
    /// Why it is red, where that needs a word.
    says: Option<String>,
}

/// A line from a box of one column to a box of the next.
#[derive(Debug, PartialEq, Eq)]
struct Line {
    from: usize,
    to: usize,
    class: &'static str,
    /// What it says, for those who point at it and for those who do not see it.
    says: String,
}

/// The drawing.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    columns: [Vec<Box>; 3],
    /// From accounts to agents, and from agents to models.
    lines: [Vec<Line>; 2],
}

const TITLES: [&str; 3] = ["Accounts", "Agents", "Models"];

impl Drawing {
    pub(super) fn of(
        routing: &Routing,
        access: &[AccessRow],
        agents: &[(&Explanation, String)],
        tools: &[AgentTools],
    ) -> Self {
        let mut drawing = Self::default();
        for (found, path) in agents {
            let own = tools.iter().find(|own| Some(&own.agent) == found.agent.as_ref());
            drawing.agent(found, path, own.and_then(|own| own.commands.strangers_in_words()));
        }
        for row in &routing.accounts {
            let channel = format!("channels.{}", row.channel);
            let text = format!("{} · {}", row.channel, row.account);
            let own = access.iter().find(|own| own.channel == row.channel && own.account == row.account);
            let class = match (row.direct.agent.is_none() && row.groups.agent.is_none(), own) {
                (true, _) => "nobody",
                (false, Some(own)) if own.is_open() => "open",
                (false, _) => "plain",
            };
            let paths = vec![format!("{channel}.accounts.{}", row.account), channel];
            drawing.columns[0].push(Box {
                text: masking::text(&text).into_owned(),
                paths,
                class,
                says: None,
            });
            let from = drawing.columns[0].len() - 1;
            let open = |is_direct| own.is_some_and(|own| own.is_open_to(is_direct));
            let ways = [(&row.direct, "direct messages", open(true)), (&row.groups, "groups", open(false))];
            for (verdict, what, is_open) in ways {
                let Some(agent) = &verdict.agent else { continue };
                let to = drawing.place(1, agent, Vec::new());
                let strangers = if is_open { " from anyone" } else { "" };
                let (channel, account, because) = (&row.channel, &row.account, &verdict.because);
                let says = format!("{what}{strangers} of {channel} {account}: {agent}, {because}");
                let class = if is_open { "open" } else { "plain" };
                drawing.join(0, Line { from, to, class, says });
            }
            drawing.named(routing, row, from);
        }
        drawing
    }

    /// The agents that bindings give single conversations of an account to, or whatever else they name in it.
    fn named(&mut self, routing: &Routing, row: &AccountRow, from: usize) {
        let is_own = |binding: &&BindingRow| {
            let of = binding.of.as_ref().filter(|_| binding.state == State::Counts && binding.path.is_some());
            of.is_some_and(|(channel, account)| {
                *channel == row.channel.to_lowercase() && account.as_ref().is_none_or(|id| *id == row.account)
            })
        };
        for binding in routing.bindings.iter().filter(is_own) {
            let id = agent_id::normalize(&binding.agent);
            let boxes = &self.columns[1];
            let Some(to) = boxes.iter().position(|one| agent_id::normalize(&one.text) == id) else {
                continue;
            };
            let path = binding.path.as_deref().unwrap_or_default();
            let says = format!("{}: {}, {path}", binding.about, binding.agent);
            self.join(0, Line { from, to, class: "named", says });
        }
    }

    /// An agent with its models; red where strangers may have its commands run outside a sandbox.
    fn agent(&mut self, found: &Explanation, path: &str, strangers: Option<String>) {
        let id = found.agent.clone().unwrap_or_default();
        let from = self.place(1, &id, vec![path.to_owned()]);
        if let Some(places) = strangers {
            let own = &mut self.columns[1][from];
            own.class = "open";
            own.says =
                Some(format!("anyone may have {id} run any command outside a sandbox, unasked: {places}"));
        }
        let model = found.resolution.model.to_string();
        let to = self.place(2, &model, found.written_at.iter().cloned().collect());
        self.join(1, Line { from, to, class: "plain", says: format!("{id} uses {model}") });
        for (model, _) in &found.fallbacks {
            let to = self.place(2, &model.to_string(), Vec::new());
            let says = format!("{id} falls back to {model}");
            self.join(1, Line { from, to, class: "fallback", says });
        }
    }

    /// The box of a column with a text, made where there is none.
    fn place(&mut self, column: usize, text: &str, paths: Vec<String>) -> usize {
        let (text, boxes) = (masking::text(text), &mut self.columns[column]);
        let Some(known) = boxes.iter().position(|one| one.text == *text) else {
            boxes.push(Box { text: text.into_owned(), paths, class: "plain", says: None });
            return boxes.len() - 1;
        };
        boxes[known].paths.extend(paths);
        known
    }

    /// Draws a line, once between two boxes.
    fn join(&mut self, at: usize, mut line: Line) {
        line.says = masking::text(&line.says).into_owned();
        match self.lines[at].iter_mut().find(|known| (known.from, known.to) == (line.from, line.to)) {
            Some(known) => {
                known.says = format!("{}; {}", known.says, line.says);
                if line.class == "open" || known.class == "named" {
                    known.class = line.class;
                }
            }
            None => self.lines[at].push(line),
        }
    }

    /// The left sides and widths of the columns, as wide as their longest text, and the size of the whole.
    fn layout(&self) -> ([(usize, usize); 3], usize, usize) {
        let widths = [0, 1, 2].map(|column| {
            let texts = self.columns[column].iter().map(|one| one.text.chars().count());
            (texts.max().unwrap_or_default().max(TITLES[column].len()) + 3) * LETTER
        });
        let mut left = 1;
        let columns = widths.map(|width| {
            let own = (left, width);
            left += width + GAP;
            own
        });
        (columns, left - GAP + 1, TOP + self.most() * STEP)
    }

    /// The boxes of the longest column.
    fn most(&self) -> usize {
        self.columns.iter().map(Vec::len).max().unwrap_or_default()
    }

    fn middle(&self, column: usize, row: usize) -> usize {
        middle(row, self.columns[column].len(), self.most())
    }

    pub(super) fn render(&self, places: &Places<'_>) -> Markup {
        let (columns, width, height) = self.layout();
        html! {
            div.wide tabindex="0" role="region" aria-label="The drawing" {
                svg width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } role="group" aria-labelledby="drawn" aria-describedby="drawn-text" {
                    title id="drawn" { "Accounts, the agents that answer there, and their models" }
                    desc id="drawn-text" { (self.words()) }
                    @for (title, (left, _)) in TITLES.iter().zip(columns) {
                        text.title x=(left) y="18" { (title) }
                    }
                    @for (at, lines) in self.lines.iter().enumerate() {
                        @for line in lines {
                            @let from = (columns[at].0 + columns[at].1, self.middle(at, line.from));
                            (curve(line, from, (columns[at + 1].0, self.middle(at + 1, line.to))))
                        }
                    }
                    @for (at, boxes) in self.columns.iter().enumerate() {
                        @for (row, one) in boxes.iter().enumerate() {
                            (one.render(columns[at], self.middle(at, row), places))
                        }
                    }
                }
            }
            p.legend { "Red: strangers get in, or have commands run. Thin: single conversations. Dashed: fallbacks, and accounts that nobody answers in." }
            @if self.columns[0].is_empty() { p { "No channel is set up: nobody can write yet." } }
        }
    }

    /// What the lines say, for those who do not see them.
    fn words(&self) -> String {
        let boxes = self.columns.iter().flatten().filter_map(|one| one.says.as_deref());
        let lines = self.lines.iter().flatten().map(|line| line.says.as_str());
        boxes.chain(lines).collect::<Vec<_>>().join(". ")
    }
}

/// The middle of a box: a column with fewer of them than others spreads over the same height.
fn middle(row: usize, count: usize, most: usize) -> usize {
    TOP + (2 * row + 1) * most * STEP / (2 * count.max(1))
}

fn curve(line: &Line, (x, y): (usize, usize), (to, end): (usize, usize)) -> Markup {
    let half = GAP / 2;
    let path = format!("M{x},{y} C{},{y} {},{end} {to},{end}", x + half, to - half);
    html! { path.line.(line.class) d=(path) { title { (line.says) } } }
}

impl Box {
    fn render(&self, (left, width): (usize, usize), middle: usize, places: &Places<'_>) -> Markup {
        let top = middle - HEIGHT / 2;
        let drawn = html! {
            rect.(self.class) x=(left) y=(top) width=(width) height=(HEIGHT) rx="6" {}
            text x=(left + LETTER) y=(top + HEIGHT * 2 / 3) { (self.text) }
        };
        let Some(link) = self.paths.iter().find_map(|path| places.link(path)) else {
            return html! { g { @if let Some(says) = &self.says { title { (says) } } (drawn) } };
        };
        let says = self.says.as_deref().unwrap_or(&self.text);
        html! { a href=(link.to) { title { (says) ": " (link.words) } (drawn) } }
    }
}
