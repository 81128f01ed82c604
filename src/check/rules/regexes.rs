//! Regular expressions that users write. OpenClaw leaves out one that it cannot read, and says nothing.

use crate::check::{Finding, Place, Rule};
use crate::schema::format::trim;
use crate::schema::regex::ecma_is_valid;

pub(super) const RULES: &[Rule] = &[
    Rule { at: "messages.groupChat.mentionPatterns[]", needs: &[], check: mention },
    Rule { at: "agents.entries.*.groupChat.mentionPatterns[]", needs: &[], check: mention },
    Rule { at: "logging.redactPatterns[]", needs: &[], check: redaction },
];

fn mention(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    judge(place, trim(&text), "nobody is mentioned by it", found);
}

/// A pattern of its own, or one between slashes with flags behind.
fn redaction(place: &Place<'_>, found: &mut Vec<Finding>) {
    let Some(text) = place.text() else { return };
    let text = trim(&text);
    let between = text.strip_prefix('/').and_then(|rest| rest.rsplit_once('/'));
    let body = between.filter(|(_, flags)| flags.chars().all(|flag| "gimsuy".contains(flag)));
    judge(place, body.map_or(text, |(body, _)| body), "nothing is redacted by it", found);
}

fn judge(place: &Place<'_>, source: &str, outcome: &str, found: &mut Vec<Finding>) {
    if let (false, Err(reason)) = (source.is_empty(), ecma_is_valid(source)) {
        let message = format!("`{source}` is not a regular expression ({reason}): {outcome}; correct it");
        found.push(Finding::warning("invalid-regex", place.value.range(), message));
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{accepts, check};
    use expect_test::expect;

    #[test]
    fn what_cannot_be_read_is_told() {
        check(
            "{ messages: { groupChat: { mentionPatterns: ['@(bot'] } }, logging: { redactPatterns: ['/[a-/g', 'x{2,1}'] } }",
            &expect![[r#"
                warning invalid-regex messages.groupChat.mentionPatterns.0 `'@(bot'`: `@(bot` is not a regular expression (Unbalanced parenthesis): nobody is mentioned by it; correct it
                warning invalid-regex logging.redactPatterns.0 `'/[a-/g'`: `[a-` is not a regular expression (Unbalanced bracket): nothing is redacted by it; correct it
                warning invalid-regex logging.redactPatterns.1 `'x{2,1}'`: `x{2,1}` is not a regular expression (Invalid quantifier): nothing is redacted by it; correct it
            "#]],
        );
    }

    #[test]
    fn what_can_be_read_is_not() {
        accepts(&[
            r"{ messages: { groupChat: { mentionPatterns: ['@bot', '\\bhey\\b', '', '${PATTERN}'] } } }",
            r"{ logging: { redactPatterns: ['/sk-[a-z]+/gi', '(?<=key=)\\w+', '/a/x/'] } }",
        ]);
    }
}
