//! Pages for editors that show files only: one file of each name, in this program's folder of the cache.

#[cfg(not(test))]
use etcetera::BaseStrategy as _;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a page, and says where. Nobody else can read it; the one of the same name before it goes.
///
/// # Errors
///
/// When there is no folder for caches, or it cannot be written to.
pub fn write(name: &str, text: &str) -> io::Result<PathBuf> {
    write_in(&folder()?, name, text)
}

#[cfg(not(test))]
fn folder() -> io::Result<PathBuf> {
    let strategy = etcetera::base_strategy::choose_native_strategy().map_err(io::Error::other)?;
    Ok(strategy.cache_dir().join(env!("CARGO_PKG_NAME")).join("pages"))
}

/// Tests leave the user's cache alone.
#[cfg(test)]
#[expect(clippy::unnecessary_wraps, reason = "as the real one")]
fn folder() -> io::Result<PathBuf> {
    Ok(std::env::temp_dir().join(concat!(env!("CARGO_PKG_NAME"), "-test-pages")))
}

fn write_in(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let mut written = tempfile::NamedTempFile::new_in(folder)?;
    written.write_all(text.as_bytes())?;
    let file = folder.join(name);
    written.persist(&file)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::write_in;

    #[test]
    fn a_page_takes_the_place_of_the_one_before() {
        let root = tempfile::tempdir().expect("a folder");
        let page = |text| write_in(&root.path().join("pages"), "upgrade.md", text).expect("a page");
        assert_eq!(page("one"), page("two"));
        assert_eq!(std::fs::read_to_string(page("three")).expect("the page"), "three");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(page("four")).expect("the page").permissions().mode();
            assert_eq!(mode & 0o077, 0);
        }
    }
}
