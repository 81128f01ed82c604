//! `explain-code`: the page of a diagnostic code, without a network.

use super::args::CodeArgs;
use super::filter::unknown_code;
use super::pages;
use super::terminal::{Status, stdout};
use crate::base::codes;
use crate::base::links;
use std::io::{self, Write};

pub(super) fn run(args: &CodeArgs) -> io::Result<Status> {
    let mut out = stdout();
    match &args.code {
        None => list(&mut out)?,
        Some(code) => {
            let page = pages::find(code).ok_or_else(|| io::Error::other(unknown_code(code)))?;
            writeln!(out, "{}\n\n<{}>", page.trim_end(), links::page(code))?;
        }
    }
    out.flush()?;
    Ok(Status::Clean)
}

/// All codes, with what they mean in one line.
fn list(out: &mut impl Write) -> io::Result<()> {
    let mut all: Vec<_> = codes::ALL.iter().collect();
    all.sort_by_key(|code| code.code);
    all.iter().try_for_each(|code| {
        writeln!(out, "{:<29} {:<12} {}", code.code, code.severity.as_str(), code.summary)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_its_page_inside_the_program() {
        for code in codes::ALL {
            let page = pages::find(code.code).unwrap_or_else(|| panic!("no page of {}", code.code));
            assert!(page.contains(code.code), "{}", code.code);
        }
    }
}
