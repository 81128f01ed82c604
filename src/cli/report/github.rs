//! Findings as workflow commands: GitHub Actions shows them beside the lines of a pull request.

use super::super::checked::Checked;
use super::super::tally::Tally;
use super::super::terminal::printable;
use super::reporter::{Reporter, Unread};
use super::{Finding, findings};
use crate::base::Severity;
use crate::text::Encoding;
use std::io::{self, Write};

/// The format `github`: `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message`.
pub(super) struct Github;

impl Reporter for Github {
    fn document(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        findings(checked).iter().try_for_each(|finding| command(out, finding))
    }

    fn unread(&self, out: &mut Vec<u8>, unread: &Unread<'_>) -> io::Result<()> {
        let file = property(&unread.file.replace('\\', "/"));
        writeln!(out, "::error file={file},title=unreadable-file::{}", data(unread.reason))
    }

    /// The last line is for the log.
    fn close(&self, total: Tally) -> String {
        format!("{total}\n")
    }
}

fn command(out: &mut Vec<u8>, finding: &Finding<'_>) -> io::Result<()> {
    let diagnostic = finding.diagnostic;
    let (line, column) = finding.place();
    let end = finding.file.snapshot.text.position(diagnostic.range.end, Encoding::Utf32);
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let file = property(&finding.file.name.replace('\\', "/"));
    // Columns count only where the place lies on one line.
    let place = if end.line + 1 == line {
        format!("line={line},col={column},endLine={line},endColumn={}", end.character + 1)
    } else {
        format!("line={line},endLine={}", end.line + 1)
    };
    let message = data(&format!("{} ({})", diagnostic.message, finding.help()));
    writeln!(out, "::{severity} file={file},{place},title={}::{message}", property(diagnostic.code))
}

/// Escapes the text of a workflow command.
fn data(text: &str) -> String {
    printable(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::tests::print;
    use super::Github;
    use expect_test::expect;

    #[test]
    fn what_would_end_a_property_or_the_command_is_escaped() {
        let text = "{\n  gateway: { port: 'x' },\n  a: [\n  ] }";
        let said = print(&Github, "hosts/a,b:50%.json", text);
        expect![[r#"
            ::error file=hosts/a%2Cb%3A50%25.json,line=2,col=20,endLine=2,endColumn=23,title=wrong-type::expected a whole number, found a string (https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/wrong-type.html)
            ::error file=hosts/a%2Cb%3A50%25.json,line=3,col=3,endLine=3,endColumn=4,title=unknown-key::unknown key `a`: OpenClaw refuses to start with it, remove it (https://openclaw-lsp.github.io/openclaw-lsp/diagnostics/unknown-key.html)
        "#]]
        .assert_eq(&said);
    }
}
