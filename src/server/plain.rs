//! The Markdown of our cards as plain text, for clients that draw none.

use std::iter::Peekable;
use std::str::Chars;

/// A card without the marks of Markdown: code and bold text as they read, a table as a list.
pub(super) fn plain(markdown: &str) -> String {
    by_lines(markdown, false, inline)
}

/// The same card, still in Markdown, with lists in the place of its tables.
pub(super) fn without_tables(markdown: &str) -> String {
    by_lines(markdown, true, str::to_owned)
}

/// A card with lists in the place of its tables, and with each line as `inline` writes it.
fn by_lines(markdown: &str, keeps_marks: bool, inline: impl Fn(&str) -> String) -> String {
    let (mut out, mut heads, mut fenced) = (String::with_capacity(markdown.len()), Vec::new(), false);
    for line in markdown.lines() {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        let text = match cells(line, &inline).filter(|_| !fenced) {
            _ if is_fence => keeps_marks.then(|| line.to_owned()),
            Some(cells) if heads.is_empty() => {
                heads = cells;
                None
            }
            Some(cells) => row(&heads, &cells),
            None => {
                heads.clear();
                let line = if keeps_marks || fenced { line } else { heading(line) };
                Some(if fenced { line.to_owned() } else { inline(line) })
            }
        };
        if let Some(text) = text {
            out.push_str(&text);
            out.push('\n');
        }
    }
    out
}

/// A line without the marks of a heading.
fn heading(line: &str) -> &str {
    line.strip_prefix('#').map_or(line, |rest| rest.trim_start_matches('#').trim_start())
}

/// The cells of a line that is a row of a table.
fn cells(line: &str, inline: &impl Fn(&str) -> String) -> Option<Vec<String>> {
    let inner = line.strip_prefix('|')?.strip_suffix('|')?;
    let inner = inner.replace("\\|", "\u{0}");
    Some(inner.split('|').map(|cell| inline(cell.trim()).replace('\u{0}', "|")).collect())
}

/// A row as an item of a list: its first cell, and each other with the head of its column. Nothing for the line below the heads.
fn row(heads: &[String], cells: &[String]) -> Option<String> {
    let is_rule = |cell: &String| !cell.is_empty() && cell.chars().all(|letter| matches!(letter, '-' | ':'));
    let (first, rest) = cells.split_first().filter(|_| !cells.iter().all(is_rule))?;
    let labelled =
        |(cell, head): (&String, &String)| match (cell.is_empty(), head.is_empty() || heads.len() == 2) {
            (true, _) => None,
            (false, true) => Some(cell.clone()),
            (false, false) => Some(format!("{head} {cell}")),
        };
    let rest: Vec<String> = rest.iter().zip(heads.iter().skip(1)).filter_map(labelled).collect();
    Some(format!("- {first}: {}", rest.join(", ")))
}

/// A line without marks.
fn inline(line: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(line.len()), line.chars().peekable());
    while let Some(letter) = rest.next() {
        match letter {
            '`' => code(&mut rest, &mut out),
            '*' if rest.peek() == Some(&'*') => {
                rest.next();
            }
            '\\' => out.extend(rest.next_if(char::is_ascii_punctuation).or(Some('\\'))),
            '[' => link(&mut rest, &mut out),
            _ => out.push(letter),
        }
    }
    out
}

/// A span of code, whose first quote is taken.
fn code(rest: &mut Peekable<Chars<'_>>, out: &mut String) {
    let mut quotes = 1;
    while rest.next_if_eq(&'`').is_some() {
        quotes += 1;
    }
    let all: String = rest.clone().collect();
    let Some(end) = all.find(&"`".repeat(quotes)) else { return out.push_str(&"`".repeat(quotes)) };
    let span = &all[..end];
    out.push_str(if quotes > 1 { span.trim() } else { span });
    rest.nth(span.chars().count() + quotes - 1);
}

/// A link, whose bracket is taken: its text, and its address where that says more.
fn link(rest: &mut Peekable<Chars<'_>>, out: &mut String) {
    let all: String = rest.clone().collect();
    let parts = all.split_once("](").and_then(|(text, rest)| Some((text, rest.split_once(')')?.0)));
    match parts.filter(|(text, _)| !text.contains(['[', ']'])) {
        Some((text, address)) => {
            let shown = inline(text);
            out.push_str(&shown);
            if shown != address {
                out.extend([" (", address, ")"]);
            }
            rest.nth(text.chars().count() + address.chars().count() + 2);
        }
        None => out.push('['),
    }
}

#[cfg(test)]
mod tests {
    use super::{plain, without_tables};

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        assert_eq!(plain(markdown), expected);
    }

    #[test]
    fn marks_go_and_words_stay() {
        check("**gateway.mode**\n\nUse `local` or `` a`b ``.", "gateway.mode\n\nUse local or a`b.\n");
        check(
            "- Type: `a[*]`\n- 2 \\* 3 [here](https://x.example)",
            "- Type: a[*]\n- 2 * 3 here (https://x.example)\n",
        );
        check("## Head\n```json5\n{ a: `1` }\n```\nend [x] `", "Head\n{ a: `1` }\nend [x] `\n");
        check("C:\\new and \\", "C:\\new and \\\n");
    }

    #[test]
    fn a_table_becomes_a_list() {
        check(
            "| value | openai |\n|---|---|\n| `none` | no key |\n| `a\\|b` | 30 |\n",
            "- none: no key\n- a|b: 30\n",
        );
        let table = "**x**\n\n| value | openai |\n|---|---|\n| `none` | no key |\n\n```\n| a |\n```\n";
        assert_eq!(without_tables(table), "**x**\n\n- `none`: no key\n\n```\n| a |\n```\n");
        check("| a | b | c |\n|:--|---|---|\n| 1 | 2 | |\n| 3 | 4 | 5 |\nx", "- 1: b 2\n- 3: b 4, c 5\nx\n");
    }
}
