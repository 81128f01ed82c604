//! What an editor has.

use serde_json::{Value, json};

/// The numbers of a generator.
#[derive(Clone, Copy)]
pub struct Dice(pub u64);

impl Dice {
    /// The next number.
    pub fn roll(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }

    /// One of several.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.roll() % all.len()]
    }
}

/// A place as the protocol writes it.
pub fn position((line, character): (usize, usize)) -> Value {
    json!({ "line": line, "character": character })
}

/// A range as the protocol writes it.
pub fn range(start: (usize, usize), end: (usize, usize)) -> Value {
    json!({ "start": position(start), "end": position(end) })
}

/// What the editor has: its text in the units that it counts columns in.
pub struct Editor {
    lines: Vec<Vec<Unit>>,
    encoding: &'static str,
}

/// A character, or the half of one, in as many copies as it has units.
pub type Unit = (char, u8);

impl Editor {
    /// An editor with a text.
    pub fn new(text: &str, encoding: &'static str) -> Self {
        let mut editor = Self { lines: Vec::new(), encoding };
        editor.lines = text.split('\n').map(|line| editor.units(line)).collect();
        editor
    }

    fn units(&self, text: &str) -> Vec<Unit> {
        let width = |c: char| match self.encoding {
            "utf-8" => c.len_utf8(),
            "utf-16" => c.len_utf16(),
            _ => 1,
        };
        text.chars().flat_map(|c| (0..width(c)).map(move |part| (c, part as u8))).collect()
    }

    /// All of the text.
    pub fn text(&self) -> String {
        let line =
            |line: &Vec<Unit>| line.iter().filter(|unit| unit.1 == 0).map(|unit| unit.0).collect::<String>();
        self.lines.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// Whether a place is one between two characters.
    pub fn has(&self, (line, column): (usize, usize)) -> bool {
        self.lines.get(line).is_some_and(|units| match units.get(column) {
            Some(unit) => unit.1 == 0,
            None => column == units.len(),
        })
    }

    /// A place between two characters.
    pub fn place(&self, dice: &mut Dice) -> (usize, usize) {
        let line = dice.roll() % self.lines.len();
        let mut column = dice.roll() % (self.lines[line].len() + 1);
        while self.lines[line].get(column).is_some_and(|unit| unit.1 > 0) {
            column += 1;
        }
        (line, column)
    }

    /// Puts a text in the place of what stands between two places.
    pub fn replace(&mut self, start: (usize, usize), end: (usize, usize), new: &str) {
        let tail = self.lines[end.0][end.1..].to_vec();
        let mut lines: Vec<Vec<Unit>> = new.split('\n').map(|line| self.units(line)).collect();
        let head = self.lines[start.0][..start.1].to_vec();
        lines[0].splice(0..0, head);
        lines.last_mut().unwrap().extend(tail);
        self.lines.splice(start.0..=end.0, lines);
    }
}
