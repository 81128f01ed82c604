//! `completions`, `man` and the page of the command line: all made of the definition of the arguments.

use super::args::Cli;
use super::terminal::{Status, stdout};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Prints the completion script of a shell.
pub(super) fn run(shell: Shell) -> io::Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "openclaw-lsp", &mut script);
    let mut out = stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Status::Clean)
}

/// Writes a manual page for the program and for each of its commands.
pub(super) fn man(folder: &Path) -> io::Result<Status> {
    fs::create_dir_all(folder)?;
    clap_mangen::generate_to(Cli::command(), folder)?;
    Ok(Status::Clean)
}

/// Prints the reference of the command line as a page.
pub(super) fn reference() -> io::Result<Status> {
    let mut out = stdout();
    out.write_all(page().as_bytes())?;
    out.flush()?;
    Ok(Status::Clean)
}

/// The reference of the command line, in Markdown.
fn page() -> String {
    let mut page = String::from(
        "# Command line\n\nWhat `openclaw-lsp COMMAND --help` says, on one page. It is made by the program itself; do not edit \
         it.\n",
    );
    let mut cli = Cli::command().term_width(100);
    section(&mut page, &mut cli, "openclaw-lsp");
    for command in
        cli.get_subcommands().filter(|command| !command.is_hide_set() && command.get_name() != "help")
    {
        let name = format!("openclaw-lsp {}", command.get_name());
        section(&mut page, &mut command.clone().bin_name(&name).term_width(100), &name);
    }
    page
}

fn section(page: &mut String, command: &mut Command, name: &str) {
    let help = command.render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let text = lines.join("\n");
    page.extend(["\n## ", name, "\n\n```text\n", text.trim_end(), "\n```\n"]);
}

#[cfg(test)]
mod tests {
    use super::page;
    use expect_test::expect_file;

    #[test]
    fn the_page_says_what_the_program_does() {
        expect_file!["../../docs/cli.md"].assert_eq(&page());
    }

    #[test]
    fn every_shell_has_a_script() {
        use clap::{CommandFactory, ValueEnum};
        for shell in clap_complete::Shell::value_variants() {
            let mut script = Vec::new();
            let mut cli = super::Cli::command();
            clap_complete::generate(*shell, &mut cli, "openclaw-lsp", &mut script);
            let script = String::from_utf8(script).unwrap();
            assert!(script.contains("min-severity") && script.contains("explain-code"), "{shell}");
        }
    }
}
