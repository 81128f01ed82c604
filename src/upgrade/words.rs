//! The report in words, for people and as Markdown.

use super::facts::{Filled, Served, Told};
use super::report::Upgrade;

impl Upgrade {
    /// The report for a terminal.
    pub fn pretty(&self, name: &str) -> String {
        let title = format!("{name}: from OpenClaw {} to {}\n", self.from, self.to);
        self.told(title, |heading| format!("\n{heading}\n"), |path, text| format!("  {path}: {text}\n"))
    }

    /// The report as Markdown.
    pub fn markdown(&self, name: &str) -> String {
        let title = format!("# {name}: from OpenClaw {} to {}\n", self.from, self.to);
        self.told(
            title,
            |heading| format!("\n## {heading}\n\n"),
            |path, text| format!("- `{path}`: {text}\n"),
        )
    }

    fn told(
        &self,
        title: String,
        heading: impl Fn(&str) -> String,
        line: impl Fn(&str, &str) -> String,
    ) -> String {
        let mut out = title;
        if self.is_quiet() {
            out.push_str(if self.left.is_empty() {
                "\nNothing changes for this file.\n"
            } else {
                "\nNothing changes for this file: both releases refuse it.\n"
            });
        }
        for (text, lines) in self.parts() {
            if lines.is_empty() {
                continue;
            }
            out.push_str(&heading(&text));
            for (path, text) in lines {
                out.push_str(&line(&path, &text));
            }
        }
        out
    }

    /// The parts with their headings, and what is said of each path.
    fn parts(&self) -> [(String, Vec<(String, String)>); 7] {
        let to = &self.to;
        let part =
            |heading: &str, told: &[Told]| (heading.replace("{to}", to), told.iter().map(said).collect());
        [
            part("OpenClaw {to} refuses to start with", &self.refused),
            part("OpenClaw {to} migrates by itself", &self.migrated),
            part("OpenClaw {to} reads, but does not follow", &self.ignored),
            ("Not written, with another default".to_owned(), self.defaults.iter().map(filled).collect()),
            ("Models out of service".to_owned(), self.models.iter().map(served).collect()),
            part("`openclaw-lsp upgrade --apply` settles", &self.fixed),
            part("Left to be done by hand", &self.left),
        ]
    }
}

fn said(one: &Told) -> (String, String) {
    (one.path.clone(), format!("{} ({})", one.message, one.code))
}

fn filled(one: &Filled) -> (String, String) {
    (one.path.clone(), format!("{} becomes {}", one.from, one.to))
}

fn served(one: &Served) -> (String, String) {
    let fate = match (one.refused, &one.becomes) {
        (true, Some(other)) => format!("is refused, use {other}"),
        (true, None) => "is refused".to_owned(),
        (false, Some(other)) => format!("is replaced by {other}"),
        (false, None) => "is no longer listed".to_owned(),
    };
    (one.path.clone(), format!("{} {fate}", one.model))
}
