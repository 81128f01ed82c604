//! An editor with a text, a cursor and a list of proposals.

use super::manners::Manners;
use super::snippet::{Snippet, Stop};
use openclaw_lsp::base::{DocumentKind, Options, Snapshot, World};
use openclaw_lsp::ide::{CompletionItem, CompletionOptions, completion};
use openclaw_lsp::schema::Schema;
use std::ops::Range;
use std::rc::Rc;
use std::sync::{Arc, LazyLock};

/// The characters that ask for the list by themselves.
const TRIGGERS: &str = "\"':/. ";

/// The proposals on the screen.
#[derive(Clone)]
pub struct List {
    items: Rc<[Proposal]>,
    /// Those that fit what is typed, best first.
    shown: Vec<usize>,
}

/// An item of the server, or a choice of a snippet.
#[derive(Clone)]
enum Proposal {
    Item(Box<CompletionItem>),
    Choice(String),
}

impl Proposal {
    fn label(&self) -> &str {
        match self {
            Self::Item(item) => &item.label,
            Self::Choice(text) => text,
        }
    }
}

/// An editor with what was pressed in it.
#[derive(Clone)]
pub struct Editor {
    pub manners: Manners,
    pub text: String,
    pub caret: usize,
    pub presses: Vec<String>,
    /// The present stop is selected, so that what is typed takes its place.
    is_selected: bool,
    /// The stops that are still to be visited, the present one first.
    stops: Vec<Stop>,
    pub list: Option<List>,
    /// Where the editor closed something itself.
    closed: Vec<usize>,
}

pub fn snapshot(text: &str) -> Snapshot {
    static WORLD: LazyLock<Arc<World>> = LazyLock::new(|| {
        let schema = Schema::embedded();
        let target = schema.version().parse().ok();
        Arc::new(World::new(schema, Options { target, ..Options::default() }))
    });
    Snapshot::new(text, DocumentKind::Main, Arc::clone(&WORLD))
}

impl Editor {
    pub fn new(manners: Manners) -> Self {
        Self {
            manners,
            text: String::new(),
            caret: 0,
            presses: Vec::new(),
            is_selected: false,
            stops: Vec::new(),
            list: None,
            closed: Vec::new(),
        }
    }

    /// An editor with a text, the cursor at `|`.
    pub fn at(manners: Manners, text: &str) -> Self {
        let caret = text.find('|').unwrap();
        Self { text: text.replacen('|', "", 1), caret, ..Self::new(manners) }
    }

    /// The text, the cursor at `|`.
    pub fn shown(&self) -> String {
        format!("{}|{}", &self.text[..self.caret], &self.text[self.caret..])
    }

    /// The first proposals, with what is said beside each.
    pub fn first(&self, count: usize) -> Vec<(String, String)> {
        let about = |proposal: &Proposal| match proposal {
            Proposal::Item(item) => (item.label.clone(), item.detail.clone().unwrap_or_default()),
            Proposal::Choice(text) => (text.clone(), String::new()),
        };
        let shown =
            self.list.iter().flat_map(|list| list.shown.iter().map(|index| about(&list.items[*index])));
        shown.take(count).collect()
    }

    fn pressed(&mut self, keys: &[&str]) {
        self.presses.extend(keys.iter().map(|key| (*key).to_owned()));
    }

    /// What is selected: the placeholder that the cursor came to.
    pub fn selection(&self) -> Range<usize> {
        let stop = self.stops.first().filter(|_| self.is_selected);
        stop.map_or(self.caret..self.caret, |stop| stop.range.clone())
    }

    /// Whether a stop is to be filled here, with another to come.
    pub fn has_next_stop(&self) -> bool {
        self.stops.len() > 1
    }

    /// Whether the cursor is in a stop that is to be filled.
    pub fn is_at_stop(&self) -> bool {
        self.stops.first().is_some_and(|stop| !stop.is_last)
    }

    /// Replaces a part of the text; ranges that are remembered move along.
    fn replace(&mut self, range: Range<usize>, new: &str) {
        let (removed, added) = (range.len(), new.len());
        self.text.replace_range(range.clone(), new);
        let moved = |at: usize, sticks: bool| match at {
            at if at > range.end || at == range.end && (sticks || !range.is_empty()) => at - removed + added,
            at => at.min(range.start),
        };
        for stop in &mut self.stops {
            let grows = stop.range.start <= range.start && range.end <= stop.range.end;
            stop.range =
                moved(stop.range.start, !grows && range.end <= stop.range.start)..moved(stop.range.end, true);
            stop.range.start = stop.range.start.min(stop.range.end);
        }
        for at in &mut self.closed {
            *at = moved(*at, true);
        }
        self.caret = moved(self.caret, true);
        self.is_selected = false;
    }

    /// Asks for the list.
    pub fn ask(&mut self) {
        self.pressed(self.manners.ask());
        self.open(false);
    }

    fn open(&mut self, after_blank: bool) {
        let options = CompletionOptions {
            snippets: true,
            whole_strings: self.manners.replaces_behind(),
            reopens: true,
            after_blank,
        };
        let items = completion(&snapshot(&self.text), self.caret, options).into_iter();
        self.list = Some(List {
            items: items.map(|item| Proposal::Item(Box::new(item))).collect(),
            shown: Vec::new(),
        });
        self.filter();
    }

    /// Keeps what fits what is typed; a list without anything closes.
    fn filter(&mut self) {
        let Some(list) = &self.list else { return };
        let fit = |proposal: &Proposal| match proposal {
            Proposal::Item(item) => {
                let typed = self.text.get(item.insert.start..self.caret)?;
                Some((self.manners.fit(typed, &item.filter)?, item.sort.clone()))
            }
            Proposal::Choice(_) => Some((0, String::new())),
        };
        let mut fitting: Vec<_> =
            list.items.iter().enumerate().filter_map(|(index, item)| Some((fit(item)?, index))).collect();
        fitting.sort();
        let shown: Vec<usize> = fitting.into_iter().map(|(_, index)| index).collect();
        self.list = (!shown.is_empty()).then(|| List { items: Rc::clone(&list.items), shown });
    }

    /// Types a character.
    pub fn letter(&mut self, c: char) {
        self.pressed(&[&c.to_string()]);
        let was_choice = self.list.as_ref().is_some_and(|list| matches!(list.items[0], Proposal::Choice(_)));
        let selection = self.selection();
        if selection.is_empty() && self.closed.contains(&self.caret) && self.text[self.caret..].starts_with(c)
        {
            let at = self.caret;
            self.closed.retain(|closed| *closed != at);
            self.caret += c.len_utf8();
            self.list = None;
            return;
        }
        self.replace(selection, &c.to_string());
        let may_close =
            self.text[self.caret..].chars().next().is_none_or(|next| ",}]: \t\r\n".contains(next));
        let in_string = is_in_string(&self.text[..self.caret - c.len_utf8()]);
        if let Some(closer) = self.manners.closer(c).filter(|_| may_close && !in_string) {
            let caret = self.caret;
            self.replace(caret..caret, &closer.to_string());
            self.caret = caret;
            self.closed.push(caret);
        }
        self.list = self.list.take().filter(|_| !was_choice);
        if is_word(c) || TRIGGERS.contains(c) {
            self.open(c == ' ');
        } else {
            self.list = None;
        }
    }

    /// Begins a line, indented as the one before.
    pub fn enter(&mut self) {
        assert!(self.list.is_none() || self.manners == Manners::Neovim, "Enter would take a proposal");
        self.pressed(&["Enter"]);
        self.list = None;
        let caret = self.caret;
        let indented = format!("\n{}", self.indentation());
        self.replace(caret..caret, &indented);
        self.stops.clear();
    }

    fn indentation(&self) -> String {
        let line = self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1);
        self.text[line..].chars().take_while(|c| matches!(c, ' ' | '\t')).collect()
    }

    /// Goes to the next stop.
    pub fn tab(&mut self) {
        assert!(self.list.is_none(), "Tab would take a proposal");
        self.pressed(&["Tab"]);
        self.next_stop();
    }

    fn next_stop(&mut self) {
        self.stops.remove(0);
        self.arrive();
    }

    /// Comes to the first of the stops.
    fn arrive(&mut self) {
        let Some(stop) = self.stops.first().cloned() else { return };
        self.is_selected = !stop.range.is_empty();
        self.caret = stop.range.end;
        if stop.is_last {
            self.stops.clear();
        }
        let choices: Rc<[Proposal]> = stop.choices.into_iter().map(Proposal::Choice).collect();
        self.list =
            (!choices.is_empty()).then(|| List { shown: (0..choices.len()).collect(), items: choices });
    }

    /// Closes the list.
    pub fn escape(&mut self) {
        self.pressed(&["Escape"]);
        self.list = None;
    }

    /// Leaves what is selected, and goes on at the end of the line, as in Vim.
    pub fn append(&mut self) {
        self.pressed(&["Escape", "A"]);
        self.is_selected = false;
        self.list = None;
        self.stops.clear();
        self.caret = self.line_end(self.caret);
    }

    pub fn left(&mut self) {
        self.pressed(&["Left"]);
        self.list = None;
        self.caret -= 1;
    }

    pub fn right(&mut self) {
        self.pressed(&["Right"]);
        // What is selected is only let go, and VS Code leaves its list open over it.
        if std::mem::take(&mut self.is_selected) {
            self.list.take_if(|_| self.manners == Manners::Neovim);
            return;
        }
        self.list = None;
        self.caret = (self.caret + 1).min(self.text.len());
    }

    pub fn end(&mut self) {
        self.pressed(&["End"]);
        self.is_selected = false;
        self.list = None;
        self.caret = self.line_end(self.caret);
    }

    /// Goes to the line below; in a list that would be the next proposal.
    pub fn down(&mut self) {
        assert!(self.list.is_none(), "Down would choose a proposal");
        self.pressed(&["Down"]);
        self.is_selected = false;
        let line = self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1);
        let column = self.caret - line;
        let below = self.line_end(self.caret) + 1;
        if below <= self.text.len() {
            self.caret = (below + column).min(self.line_end(below));
        }
    }

    fn line_end(&self, offset: usize) -> usize {
        self.text[offset..].find('\n').map_or(self.text.len(), |at| offset + at)
    }

    /// The place of a label in the list.
    pub fn place(&self, label: &str) -> Option<usize> {
        let list = self.list.as_ref()?;
        list.shown.iter().position(|index| list.items[*index].label() == label)
    }

    /// Takes a proposal.
    pub fn take(&mut self, place: usize) {
        self.pressed(&self.manners.take(place));
        let list = self.list.take().unwrap();
        match list.items[list.shown[place]].clone() {
            Proposal::Choice(text) => {
                let range = self.stops[0].range.clone();
                self.replace(range, &text);
                if self.manners == Manners::Code {
                    self.next_stop();
                }
            }
            Proposal::Item(item) => self.insert(&item),
        }
    }

    fn insert(&mut self, item: &CompletionItem) {
        let end = if self.manners.replaces_behind() { item.replace.end } else { self.caret };
        let start = item.insert.start;
        let indentation = format!("\n{}", self.indentation());
        let snippet =
            self.manners.snippet(item.snippet.as_ref().unwrap_or(&item.text)).replace('\n', &indentation);
        let Snippet { text, stops } = match &item.snippet {
            Some(_) => Snippet::parse(&snippet),
            None => Snippet { text: self.manners.plain(snippet), stops: Vec::new() },
        };
        let is_plain = stops.is_empty();
        // VS Code leaves a snippet with its cursor, as behind the quote that ends a value.
        let is_left = |stop: &Stop| start < stop.range.start || stop.range.end < end;
        if self.manners == Manners::Code && self.stops.first().is_some_and(is_left) {
            self.stops.clear();
        }
        self.replace(start..end, &text);
        self.caret = start + text.len();
        let shift = |stop: Stop| Stop { range: start + stop.range.start..start + stop.range.end, ..stop };
        if !is_plain {
            // A snippet inside of another comes first.
            let outer = std::mem::take(&mut self.stops);
            self.stops = stops.into_iter().map(shift).collect();
            if self.manners == Manners::Code && self.stops.len() == 1 && !outer.is_empty() {
                self.caret = self.stops[0].range.end;
                self.stops = outer;
            } else {
                self.arrive();
            }
        }
        // Changes elsewhere leave the selection as it is.
        let is_selected = self.is_selected;
        for edit in item.additional.iter().rev() {
            self.replace(edit.range.start..edit.range.end, &edit.text);
        }
        self.is_selected = is_selected;
        if item.reopen && self.list.is_none() {
            self.open(false);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_$.:/@-".contains(c)
}

/// Whether a text ends inside of a string.
fn is_in_string(text: &str) -> bool {
    let line = text.rsplit('\n').next().unwrap_or_default();
    line.matches('"').count() % 2 == 1
}
