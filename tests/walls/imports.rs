//! No import points up the table of rooms in `src/lib.rs`, and no modules lead to one another.

use super::graph::{Arrows, arrows, loops};
use super::modules::{ModulePath, read};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

fn of_crate() -> Arrows {
    arrows(&read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")))
}

/// The rooms in the order of the table, the ground floor first.
fn rooms() -> Vec<String> {
    let lib =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("src/lib.rs");
    let names = lib.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split_once("`]"));
    names.map(|(name, _)| name.to_owned()).collect()
}

fn named(path: &ModulePath) -> String {
    if path.is_empty() { "the crate".to_owned() } else { path.join("::") }
}

#[test]
fn every_room_stands_in_the_table() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders: Vec<String> = fs::read_dir(src)
        .expect("src")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap_or_default().to_string_lossy().into_owned())
        .collect();
    let mut rooms = rooms();
    folders.sort();
    rooms.sort();
    assert_eq!(folders, rooms);
}

#[test]
fn no_import_points_up() {
    let rooms = rooms();
    let floor = |path: &ModulePath| rooms.iter().position(|room| Some(room) == path.first());
    let mut wrong = String::new();
    for (from, targets) in of_crate() {
        for (to, written) in targets {
            if let (Some(own), Some(other)) = (floor(&from), floor(&to))
                && own < other
            {
                writeln!(wrong, "{} takes {written:?} from {}", named(&from), named(&to)).expect("a line");
            }
        }
    }
    assert!(wrong.is_empty(), "these imports point up:\n{wrong}");
}

/// Asserts that no modules lead to one another.
fn check_loops(arrows: &Arrows) {
    let mut wrong = String::new();
    for circle in loops(arrows) {
        writeln!(wrong, "a loop of {}:", circle.len()).expect("a line");
        for from in &circle {
            for (to, written) in arrows[from].iter().filter(|(to, _)| circle.contains(*to)) {
                writeln!(wrong, "  {} takes {written:?} from {}", named(from), named(to)).expect("a line");
            }
        }
    }
    assert!(wrong.is_empty(), "these modules lead to one another:\n{wrong}");
}

#[test]
fn no_modules_lead_to_one_another() {
    check_loops(&of_crate());
}

#[test]
fn nor_do_those_of_the_tests() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let folders = fs::read_dir(tests).expect("tests").map(|entry| entry.expect("an entry").path());
    let crates: Vec<_> = folders.filter(|folder| folder.join("main.rs").is_file()).collect();
    assert!(crates.len() > 5, "the tests were found");
    for folder in &crates {
        check_loops(&arrows(&read(folder)));
    }
}

#[test]
fn the_map_has_the_rooms_in_their_order() {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md");
    let map = fs::read_to_string(map).expect("the map");
    let (last, first) =
        rooms().split_last().map(|(last, first)| (last.clone(), first.join(" < "))).expect("rooms");
    assert!(
        map.contains(&format!("`{first}, {last}`")),
        "docs/architecture.md has another order than `{first}, {last}`"
    );
}

/// A crate on paper: the arrows of some files.
fn drawn(files: &[(&str, &str)]) -> Arrows {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    arrows(&read(folder.path()))
}

#[test]
fn loops_are_seen_through_what_passes_names_on() {
    let apart = [
        ("lib.rs", "pub mod a;"),
        ("a/mod.rs", "mod b; mod c; pub use b::B; pub use c::C;"),
        ("a/b.rs", "pub struct B;"),
        ("a/c.rs", "use super::B; pub struct C(B);"),
    ];
    assert!(loops(&drawn(&apart)).is_empty());
    let mut joined = apart;
    joined[2].1 = "pub struct B; fn f(_: crate::a::C) {}";
    let found = loops(&drawn(&joined));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].iter().map(named).collect::<Vec<_>>(), ["a::b", "a::c"]);
}

#[test]
fn a_module_of_tests_may_take_from_its_file() {
    let files =
        [("lib.rs", "pub mod a;"), ("a.rs", "pub fn f() {} mod tests { use super::*; fn t() { f() } }")];
    let arrows = drawn(&files);
    assert!(loops(&arrows).is_empty());
    assert!(arrows[&vec!["a".to_owned(), "tests".to_owned()]].contains_key(&vec!["a".to_owned()]));
    let files = [
        ("lib.rs", "pub mod a;"),
        ("a.rs", "fn f() { tests::g() } mod tests { use super::*; pub fn g() {} }"),
    ];
    assert_eq!(loops(&drawn(&files)).len(), 1);
}
