//! The document that a tool is asked about.

use super::server::Server;
use crate::cli::edit::Subject;
use crate::cli::input::{Input, Source};
use crate::host::files::Contents;
use crate::host::own::own_configuration;
use std::path::{Path, PathBuf};

/// The endings of names of configurations. A tool for configurations reads nothing else, whatever it is asked for.
const ENDINGS: [&str; 2] = ["json", "json5"];

impl Server {
    /// The file that is meant.
    pub(super) fn path(named: Option<&str>) -> Result<PathBuf, String> {
        let path = match named {
            Some(name) => PathBuf::from(name),
            None => own_configuration().ok_or("no home folder is known: name a file")?,
        };
        let is_ours =
            path.is_dir() || ENDINGS.iter().any(|ending| path.extension().is_some_and(|it| it == *ending));
        if is_ours {
            Ok(path)
        } else {
            Err(format!("{} is not a configuration: its name must end in .json or .json5", path.display()))
        }
    }

    /// Reads the file that is meant.
    pub(super) fn read(named: Option<&str>) -> Result<Input, String> {
        Source::File(Self::path(named)?).read()
    }

    /// The file that is meant, with another text.
    pub(super) fn draft(named: Option<&str>, text: &str) -> Input {
        let path = Self::path(named).unwrap_or_else(|_| PathBuf::from("openclaw.json"));
        let contents = Contents { text: text.to_owned(), lossy: false };
        let input =
            Input { name: String::new(), file: None, kind: crate::base::DocumentKind::Main, contents };
        input.at(Path::new(&path))
    }

    /// The configuration that is meant, with the files around it.
    pub(super) fn subject(&self, named: Option<&str>) -> Result<Subject, String> {
        Subject::new(&Self::read(named)?, &self.world, &self.includes)
    }
}
