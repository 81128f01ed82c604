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
    let Some((before, rest)) = pattern.rsplit_once('{') else { return vec![pattern.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![pattern.to_owned()] };
    let expand = |choice: &str| alternatives(&format!("{before}{choice}{after}"));
    choices.split(',').flat_map(expand).collect()
}

fn parse_steps(pattern: &str) -> Vec<PatternStep> {
    let mut steps = Vec::new();
    for segment in pattern.split('.').filter(|segment| !segment.is_empty()) {
        let name = segment.trim_end_matches("[]");
        match name {
            "" => {}
            "*" | "<key>" => steps.push(PatternStep::AnyKey),
            "**" => steps.push(PatternStep::Deep),
            _ => steps.push(PatternStep::Key(name.to_owned())),
        }
        let items = (segment.len() - name.len()) / 2;
        steps.extend(std::iter::repeat_n(PatternStep::Item, items));
    }
    steps
}
