//! `${VAR}` in string values (docs/openclaw/variables.md#placeholders).

use crate::text::TextRange;

/// One `${NAME}` that OpenClaw replaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placeholder<'t> {
    /// The name of the variable: `[A-Z_][A-Z0-9_]*`.
    pub name: &'t str,
    /// The bytes from `$` to `}` in the decoded text.
    pub range: TextRange,
}

/// The variables that a decoded string asks for. `$${NAME}` is an escape and asks for nothing.
pub fn placeholders(text: &str) -> Vec<Placeholder<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find("${").map(|start| at + start) {
        at = start + 2;
        let Some(len) = text[at..].find('}') else { break };
        let name = &text[at..at + len];
        if is_variable_name(name) {
            let range = TextRange::new(start, at + len + 1);
            if !text[..start].ends_with('$') {
                found.push(Placeholder { name, range });
            }
            at = range.end;
        }
    }
    found
}

/// Whether OpenClaw takes a name for a variable.
pub fn is_variable_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_uppercase() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    #[test]
    fn only_upper_case_names_are_replaced() {
        let names = |text| placeholders(text).iter().map(|found| found.name).collect::<Vec<_>>();
        assert_eq!(names("a${TOK}-${_B2}"), ["TOK", "_B2"]);
        assert_eq!(names("${tok} ${A:-b} ${ A } $A ${A"), <[&str; 0]>::default());
        assert_eq!(names("$${TOK} ${TOK}"), ["TOK"]);
    }
}
