//! Citations resolve: what a comment or a page points to is there, down to the heading.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Notes that are no part of the project, as comments used to cite them.
const OUTSIDE: [&str; 7] =
    ["FACTS.md", "VALIDATION.md", "DECISIONS.md", "DESIGN.md", "ANCHORS.md", "(FACTS ", "VALIDATION §"];

/// Where citations stand, beside the pages of the root.
const FOLDERS: [&str; 7] = ["benches", "data", "docs", "editors", "examples", "src", "tests"];

/// The folders that a path in backticks may begin with. Others are those of users.
const CHECKED: [&str; 6] = ["benches/", "data/", "docs/", "examples/", "src/", "tests/"];

/// The texts of the project, by their paths from its root. This file stays out: it says what it forbids.
fn texts() -> BTreeMap<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    let mut files: Vec<PathBuf> =
        ["README.md", "CONTRIBUTING.md", "build.rs"].map(|name| root.join(name)).into();
    while let Some(folder) = open.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten();
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            let list = if path.is_dir() { &mut open } else { &mut files };
            list.extend(Some(path).filter(|path| is_ours(path)));
        }
    }
    let text = |path: PathBuf| {
        let own = path.strip_prefix(root).expect("below the root").to_owned();
        Some((own, fs::read_to_string(&path).ok()?))
    };
    files.into_iter().filter_map(text).filter(|(path, _)| path != Path::new(file!())).collect()
}

/// Whether somebody of the project wrote a file or what is in a folder.
fn is_ours(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    !name.starts_with('.') && !["node_modules", "target"].contains(&&*name)
}

fn is_page(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "md")
}

/// A page without its code: blocks between fences, and, where `spans` says so, texts in backticks.
fn prose(page: &str, spans: bool) -> String {
    let mut fenced = false;
    let mut kept = String::new();
    for line in page.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        } else if !fenced && spans {
            kept.extend(line.split('`').step_by(2));
        } else if !fenced {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}

/// The anchor that forges make of a heading: letters, digits, `-` and `_` in lower case, and `-` for each blank.
fn anchor(heading: &str) -> String {
    let shown = heading.trim().trim_end_matches('#').trim_end();
    let mut text = String::new();
    for (index, part) in shown.split("](").enumerate() {
        // Of a link only its text is shown.
        let part = if index == 0 { part } else { part.split_once(')').map_or("", |(_, rest)| rest) };
        text.push_str(part);
    }
    let kept = text.chars().filter(|char| char.is_alphanumeric() || [' ', '-', '_'].contains(char));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// The anchors of a page. A heading that stands twice has a number the second time.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let text = prose(page, false);
    let headings = text
        .lines()
        .filter_map(|line| line.trim_start_matches('#').strip_prefix(' ').map(|rest| (line, rest)));
    let headings = headings.filter(|(line, _)| line.starts_with('#')).map(|(_, rest)| anchor(rest));
    let numbered = headings.map(|anchor| {
        let count = seen.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}-{}", *count - 1) }
    });
    numbered.collect()
}

/// The citations `docs/….md` and `docs/….md#heading` of a text. Without a heading they count in comments only: what a
/// program prints may name a page that a test made up.
fn citations(text: &str) -> Vec<String> {
    let is_part = |char: char| char.is_ascii_alphanumeric() || "/._-#".contains(char);
    let mut found = Vec::new();
    for line in text.lines() {
        let is_comment = line.trim_start().starts_with(['/', '#']);
        for (start, _) in line.match_indices("docs/") {
            let rest = &line[start..];
            let cited = rest[..rest.find(|char| !is_part(char)).unwrap_or(rest.len())].trim_end_matches('.');
            let (page, heading) =
                cited.split_once('#').map_or((cited, None), |(page, heading)| (page, Some(heading)));
            let follows = !line[..start].ends_with(|char: char| is_part(char));
            if is_page(Path::new(page)) && follows && (is_comment || heading.is_some()) {
                found.push(cited.to_owned());
            }
        }
    }
    found
}

/// The relative links of a page, from the root of the project.
fn links(path: &Path, page: &str) -> Vec<String> {
    let text = prose(page, true);
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let own = path.to_string_lossy();
    let folder = path.parent().unwrap_or(Path::new(""));
    let targets = targets.filter(|target| !target.is_empty() && !target.contains(':'));
    let full = |target: &str| match target.strip_prefix('#') {
        Some(heading) => format!("{own}#{heading}"),
        None => normalized(&folder.join(target)),
    };
    targets.map(full).collect()
}

/// A path without `..`.
fn normalized(path: &Path) -> String {
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            part => parts.push(part.as_os_str().to_string_lossy()),
        }
    }
    parts.join("/")
}

/// What is wrong with a citation; nothing if it leads somewhere.
fn fault(cited: &str, texts: &BTreeMap<PathBuf, String>) -> Option<String> {
    let (path, heading) =
        cited.split_once('#').map_or((cited, None), |(path, heading)| (path, Some(heading)));
    let Some(page) = texts.get(Path::new(path)) else {
        let exists = heading.is_none() && Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists();
        return (!exists).then(|| format!("there is no {path}"));
    };
    let heading = heading.filter(|heading| !anchors(page).contains(*heading))?;
    Some(format!("{path} has no heading with the anchor {heading}"))
}

/// The paths of the project that a page names in backticks, without patterns and placeholders.
fn named_paths(page: &str) -> Vec<String> {
    let text = prose(page, false);
    let spans = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2));
    let is_path = |span: &&str| {
        let plain = span.chars().all(|char| char.is_ascii_alphanumeric() || "/._-".contains(char));
        plain && CHECKED.iter().any(|folder| span.starts_with(folder))
    };
    spans.filter(is_path).map(str::to_owned).collect()
}

/// Fails with all faults at once.
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_citation_leads_to_a_heading() {
    let texts = texts();
    let mut faults = Vec::new();
    let mut count = 0;
    for (path, text) in &texts {
        for cited in citations(text) {
            count += 1;
            faults.extend(fault(&cited, &texts).map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    assert_none(&faults);
    assert!(count >= 130, "only {count} citations were found");
}

#[test]
fn every_link_of_a_page_leads_to_a_heading() {
    let texts = texts();
    let mut faults = Vec::new();
    let mut count = 0;
    for (path, text) in texts.iter().filter(|(path, _)| is_page(path)) {
        for cited in links(path, text) {
            count += 1;
            faults.extend(fault(&cited, &texts).map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    assert_none(&faults);
    assert!(count >= 100, "only {count} links were found");
}

#[test]
fn every_path_that_a_page_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = texts();
    let pages = texts.iter().filter(|(path, _)| is_page(path));
    let named = pages.flat_map(|(path, text)| named_paths(text).into_iter().map(move |named| (path, named)));
    let missing = named.filter(|(_, named)| !root.join(named).exists());
    let faults: Vec<_> =
        missing.map(|(path, named)| format!("{}: there is no {named}", path.display())).collect();
    assert_none(&faults);
}

#[test]
fn nothing_cites_notes_outside_the_project() {
    let texts = texts();
    assert!(texts.len() > 400, "only {} files were read", texts.len());
    let cited = |(path, text): (&PathBuf, &String)| {
        let word = OUTSIDE.iter().find(|word| text.contains(**word))?;
        Some(format!("{}: {word} is no part of the project", path.display()))
    };
    assert_none(&texts.iter().filter_map(cited).collect::<Vec<_>>());
}

#[test]
fn anchors_of_odd_headings() {
    assert_eq!(anchor("Rules that only code knows"), "rules-that-only-code-knows");
    assert_eq!(anchor(" `$include`: where, and how? "), "include-where-and-how");
    assert_eq!(anchor("`agents.list` & `agents.entries`"), "agentslist--agentsentries");
    assert_eq!(anchor("Two [links](a.md) to [pages](b.md#c), one_word"), "two-links-to-pages-one_word");
    assert_eq!(anchor("Größe – 2 x 3 ##"), "größe--2-x-3");
    let page = "# One\n```sh\n# No heading\n```\n#nothing\n## Twice\n### Twice\ntext\n## Twice\n";
    let expected = ["one", "twice", "twice-1", "twice-2"].map(str::to_owned);
    assert_eq!(anchors(page), BTreeSet::from(expected));
}

#[test]
fn a_citation_that_leads_nowhere_is_found() {
    let page = |text: &str| (PathBuf::from("docs/a/page.md"), text.to_owned());
    let texts = BTreeMap::from([page(
        "# Page\n\n## A heading\n\n[up](../b.md), [here](#a-heading), `[no](link.md)`\n",
    )]);
    let comment = "/// Why (docs/a/page.md#a-heading, docs/a/page.md#gone) and docs/gone.md.\nlet x = \"docs/made-up.md\";";
    let cited = citations(comment);
    assert_eq!(cited, ["docs/a/page.md#a-heading", "docs/a/page.md#gone", "docs/gone.md"]);
    let faults: Vec<_> = cited.iter().filter_map(|cited| fault(cited, &texts)).collect();
    assert_eq!(faults, ["docs/a/page.md has no heading with the anchor gone", "there is no docs/gone.md"]);
    let (path, text) = texts.iter().next().expect("the page");
    assert_eq!(links(path, text), ["docs/b.md", "docs/a/page.md#a-heading"]);
    assert_eq!(named_paths("`src/gone.rs`, `src/a b`, `src/*`, `out/x`"), ["src/gone.rs"]);
}
