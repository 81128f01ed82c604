//! One step of a path, and the patterns over them.

/// One step from a value to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathStep<'a> {
    /// To the member of an object with this name.
    Key(&'a str),
    /// To an item of an array.
    Item,
}

impl<'a> PathStep<'a> {
    /// The step to the member with a key; without one, to an item.
    pub fn of(key: Option<&'a str>) -> Self {
        key.map_or(Self::Item, Self::Key)
    }
}

/// The steps of a way: a key leads to a member, none to an item.
pub fn steps<K: AsRef<str>>(way: &[Option<K>]) -> Vec<PathStep<'_>> {
    way.iter().map(|key| PathStep::of(key.as_ref().map(AsRef::as_ref))).collect()
}

/// One step of a pattern.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PatternStep {
    /// The member with this name.
    Key(String),
    /// Any member: `*`.
    AnyKey,
    /// Any item: `[]`.
    Item,
    /// Any number of steps, also none: `**`.
    Deep,
}

/// Reads a pattern; one with alternatives stands for several.
pub fn parse_patterns(pattern: &str) -> Vec<Vec<PatternStep>> {
    alternatives(pattern).iter().map(|text| parse_steps(text)).collect()
}

/// Writes `{a,b}` out as several patterns, innermost and rightmost brace first.
pub fn alternatives(pattern: &str) -> Vec<String> {
    let mut written = Vec::new();
    write_out(pattern.to_owned(), &mut written);
    written
}

fn write_out(pattern: String, written: &mut Vec<String>) {
    let brace = pattern.bytes().rposition(|byte| byte == b'{');
    let end = |open: usize| pattern.bytes().skip(open).position(|byte| byte == b'}').map(|len| open + len);
    let Some((open, close)) = brace.and_then(|open| Some((open, end(open)?))) else {
        written.push(pattern);
        return;
    };
    for choice in pattern[open + 1..close].split(',') {
        let mut one = String::with_capacity(pattern.len());
        one.push_str(&pattern[..open]);
        one.push_str(choice);
        one.push_str(&pattern[close + 1..]);
        write_out(one, written);
    }
}

fn parse_steps(pattern: &str) -> Vec<PatternStep> {
    let owned = |step: Step<'_>| match step {
        Step::Key(name) => PatternStep::Key(name.to_owned()),
        Step::AnyKey => PatternStep::AnyKey,
        Step::Item => PatternStep::Item,
        Step::Deep => PatternStep::Deep,
    };
    steps_of(pattern).map(owned).collect()
}

/// One step of a pattern, as it is written there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step<'p> {
    Key(&'p str),
    AnyKey,
    Item,
    Deep,
}

/// The steps of a pattern without alternatives.
pub(super) fn steps_of(pattern: &str) -> impl Iterator<Item = Step<'_>> {
    let (mut rest, mut items) = (pattern, 0);
    std::iter::from_fn(move || {
        loop {
            if items > 0 {
                items -= 1;
                return Some(Step::Item);
            }
            if rest.is_empty() {
                return None;
            }
            let (segment, behind) = cut(rest);
            rest = behind;
            let name = without_items(segment);
            items = (segment.len() - name.len()) / 2;
            match name {
                "" => {}
                "*" | "<key>" => return Some(Step::AnyKey),
                "**" => return Some(Step::Deep),
                _ => return Some(Step::Key(name)),
            }
        }
    })
}

/// What stands before the first dot, and what stands behind it. Segments are short: see [`cells`](crate::text::cells).
fn cut(pattern: &str) -> (&str, &str) {
    let dot = pattern.bytes().position(|byte| byte == b'.');
    dot.map_or((pattern, ""), |dot| (&pattern[..dot], &pattern[dot + 1..]))
}

fn without_items(mut segment: &str) -> &str {
    while let Some(name) = segment.strip_suffix("[]") {
        segment = name;
    }
    segment
}
