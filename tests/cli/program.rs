//! Runs the program in a folder of its own.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder that the program runs in.
pub(crate) struct Folder {
    folder: TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    /// A folder with these files in it.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        for (name, text) in files {
            folder.write(name, text.as_bytes());
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(path, bytes).expect("a writable file");
    }

    /// Runs the program with arguments that blanks separate.
    pub(crate) fn run(&self, arguments: &str) -> Ran {
        self.start(arguments, &[], b"")
    }

    /// Runs the program with these variables set.
    pub(crate) fn run_with(&self, arguments: &str, environment: &[(&str, &str)]) -> Ran {
        self.start(arguments, environment, b"")
    }

    /// Runs the program with something on its standard input.
    pub(crate) fn pipe(&self, arguments: &str, input: &[u8]) -> Ran {
        self.start(arguments, &[], input)
    }

    fn start(&self, arguments: &str, environment: &[(&str, &str)], input: &[u8]) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_openclaw-lsp"))
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            // Neither variables nor an OpenClaw of the machine decide what is found and fixed.
            .env_clear()
            .env("PATH", self.folder.path())
            .envs(environment.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that does not read its input may be gone already.
        let _ = stdin.write_all(input);
        drop(stdin);
        let output = child.wait_with_output().expect("the program ends");
        Ran {
            status: output.status.code().expect("no signal ended it"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}
