//! Where the reports of `check` go: one format on standard output, others into files.

use super::args::{ColorWhen, Format, OutputArgs};
use super::report::{Reporter, Statistics, Style, reporter};
use super::tally::Tally;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// One format and where it goes.
struct Output {
    format: Format,
    /// The file; none for standard output.
    file: Option<PathBuf>,
    style: Style,
    statistics: bool,
    out: Box<dyn Write>,
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
            return Err(format!(
                "{count} formats need at least {} times --output-file: only one can be printed",
                count - 1
            ));
        }
        let people = |format: &Format| matches!(format, Format::Pretty | Format::Short);
        if args.statistics && !formats.iter().any(people) {
            return Err("--statistics counts for people: use it with --format pretty or short".to_owned());
        }
        Ok(())
    }

    /// Opens all outputs; files are emptied.
    pub(super) fn open(args: &OutputArgs) -> io::Result<Self> {
        let formats = formats(args);
        let printed = formats.len() - args.files.len();
        let file = |index: usize| args.files.get(index.checked_sub(printed)?).cloned();
        let outputs = formats.iter().enumerate().map(|(index, format)| {
            let file = file(index).filter(|file| file.as_os_str() != "-");
            let style = Style { color: color(args.color, file.is_none()), quiet: args.quiet, all: args.all };
            let statistics = args.statistics && matches!(format, Format::Pretty | Format::Short);
            let out = opened(file.as_deref())?;
            Ok(Output { format: *format, file, style, statistics, out, begun: false })
        });
        Ok(Self { outputs: outputs.collect::<io::Result<_>>()? })
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
            output.out.write_all(text)?;
        }
        Ok(())
    }

    /// Writes the ends.
    pub(super) fn close(&mut self, reporters: &[Box<dyn Reporter>], total: Tally) -> io::Result<()> {
        for (output, reporter) in self.outputs.iter_mut().zip(reporters) {
            if !output.begun {
                output.out.write_all(reporter.open().as_bytes())?;
            }
            output.out.write_all(reporter.close(total).as_bytes())?;
            output.out.flush().map_err(|error| unwritable(output.file.as_deref(), &error))?;
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
        self.out.write_all(before.as_bytes())
    }
}

fn formats(args: &OutputArgs) -> Vec<Format> {
    if args.formats.is_empty() { vec![Format::Pretty] } else { args.formats.clone() }
}

fn opened(file: Option<&Path>) -> io::Result<Box<dyn Write>> {
    match file {
        None => Ok(Box::new(super::terminal::stdout())),
        Some(path) => {
            let file = File::create(path).map_err(|error| unwritable(Some(path), &error))?;
            Ok(Box::new(BufWriter::new(file)))
        }
    }
}

fn unwritable(file: Option<&Path>, error: &io::Error) -> io::Error {
    match file {
        None => io::Error::from(error.kind()),
        Some(path) => io::Error::other(format!("cannot write {}: {error}", path.display())),
    }
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
