//! Where the reports of `check` go: one format on standard output, others into files.

use super::args::{ColorWhen, Format, OutputArgs};
use super::report::{Reporter, Statistics, Style, reporter};
use super::tally::Tally;
use crate::host::files::{is_same, put};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// One format and where it goes.
struct Output {
    format: Format,
    /// The file; none for standard output.
    file: Option<PathBuf>,
    style: Style,
    statistics: bool,
    /// What was said and is not yet written: a file is replaced at the end, in one step.
    text: Vec<u8>,
    /// Whether something was said already.
    begun: bool,
}

/// All formats of one run.
pub(super) struct Outputs {
    outputs: Vec<Output>,
}

impl Outputs {
    /// Says what is wrong with the arguments, if anything.
    pub(super) fn check(args: &OutputArgs) -> Result<(), String> {
        let formats = formats(args);
        let (count, files) = (formats.len(), args.files.len());
        if files > count {
            return Err(format!(
                "{files} times --output-file, but {count} times --format: give each file its format"
            ));
        }
        if count > files + 1 {
            let need = match count - 1 {
                1 => "an --output-file".to_owned(),
                more => format!("{more} times --output-file"),
            };
            return Err(format!("{count} formats need {need}: only one can be printed"));
        }
        let people = |format: &Format| matches!(format, Format::Pretty | Format::Short);
        if args.statistics && !formats.iter().any(people) {
            return Err("--statistics counts for people: use it with --format pretty or short".to_owned());
        }
        Ok(())
    }

    /// Begins all outputs. Nothing is written yet.
    pub(super) fn begin(args: &OutputArgs) -> Self {
        let formats = formats(args);
        let printed = formats.len() - args.files.len();
        let file = |index: usize| args.files.get(index.checked_sub(printed)?).cloned();
        let outputs = formats.iter().enumerate().map(|(index, format)| {
            let file = file(index).filter(|file| file.as_os_str() != "-");
            let style = Style { color: color(args.color, file.is_none()), quiet: args.quiet, all: args.all };
            let statistics = args.statistics && matches!(format, Format::Pretty | Format::Short);
            Output { format: *format, file, style, statistics, text: Vec::new(), begun: false }
        });
        Self { outputs: outputs.collect() }
    }

    /// Refuses to write over what is read: a report is no configuration.
    ///
    /// # Errors
    ///
    /// Names the file that is both.
    pub(super) fn spare(&self, read: &[PathBuf]) -> io::Result<()> {
        let files = self.outputs.iter().filter_map(|output| output.file.as_ref());
        match files.into_iter().find(|file| read.iter().any(|read| is_same(read, file))) {
            Some(file) => {
                Err(io::Error::other(format!("{} is read: --output-file would replace it", file.display())))
            }
            None => Ok(()),
        }
    }

    /// The reporters, one for each output.
    pub(super) fn reporters(&mut self) -> Vec<Box<dyn Reporter>> {
        let made = self.outputs.iter().map(|output| -> Box<dyn Reporter> {
            if output.statistics {
                Box::new(Statistics::new(output.style))
            } else {
                reporter(output.format, output.style)
            }
        });
        made.collect()
    }

    /// Writes what is said about one document.
    pub(super) fn document(&mut self, reporters: &[Box<dyn Reporter>], texts: &[Vec<u8>]) -> io::Result<()> {
        for ((output, reporter), text) in self.outputs.iter_mut().zip(reporters).zip(texts) {
            output.begin(&**reporter, !text.is_empty())?;
            output.say(text)?;
        }
        Ok(())
    }

    /// Writes the ends.
    pub(super) fn close(&mut self, reporters: &[Box<dyn Reporter>], total: Tally) -> io::Result<()> {
        for (output, reporter) in self.outputs.iter_mut().zip(reporters) {
            if !output.begun {
                output.say(reporter.open().as_bytes())?;
            }
            output.say(reporter.close(total).as_bytes())?;
            if let Some(file) = &output.file {
                put(file, &output.text).map_err(|error| unwritable(file, &error))?;
            }
        }
        Ok(())
    }
}

impl Output {
    fn begin(&mut self, reporter: &dyn Reporter, says_something: bool) -> io::Result<()> {
        if !says_something {
            return Ok(());
        }
        let before = if self.begun { reporter.between().to_owned() } else { reporter.open() };
        self.begun = true;
        self.say(before.as_bytes())
    }

    fn say(&mut self, text: &[u8]) -> io::Result<()> {
        if self.file.is_some() {
            self.text.extend_from_slice(text);
            return Ok(());
        }
        let mut out = io::stdout().lock();
        out.write_all(text)?;
        out.flush()
    }
}

fn formats(args: &OutputArgs) -> Vec<Format> {
    if args.formats.is_empty() { vec![Format::Pretty] } else { args.formats.clone() }
}

fn unwritable(file: &Path, error: &io::Error) -> io::Error {
    io::Error::other(format!("cannot write {}: {error}", file.display()))
}

/// Whether to print in colour: `NO_COLOR` (no-color.org) holds where nothing else is said.
fn color(when: ColorWhen, printed: bool) -> bool {
    match when {
        ColorWhen::Always => true,
        ColorWhen::Never => false,
        ColorWhen::Auto => {
            let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            printed && !no_color && io::stdout().is_terminal()
        }
    }
}
