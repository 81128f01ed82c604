//! The project's pages: their links lead somewhere, and the page of migrations says what the table says.

use openclaw_lsp::migrations::{Change, Migration, table};
use openclaw_lsp::schema::PathStep;
use openclaw_lsp::schema::history::own_life;
use openclaw_lsp::schema::path::{PatternStep, parse_patterns};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The Markdown files of the project's root and of `docs/`, `data/` and `editors/`.
fn pages(root: &Path) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a readable folder") {
            let path = entry.expect("an entry").path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() && !["target", "node_modules"].contains(&&*name) && !name.starts_with('.') {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages
}

/// The targets of `[text](target)` that are files, without the part after `#`.
fn links(page: &str) -> impl Iterator<Item = &str> {
    let targets = page.split("](").skip(1).filter_map(|rest| rest.split([')', '#', ' ']).next());
    targets.filter(|target| !target.is_empty() && !target.contains(':'))
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut count = 0;
    for page in pages(root) {
        let text = fs::read_to_string(&page).expect("a page");
        for link in links(&text) {
            let target = page.parent().unwrap_or(root).join(link);
            assert!(target.exists(), "{} links to {link}, which does not exist", page.display());
            count += 1;
        }
    }
    assert!(count >= 10, "only {count} links were found");
}

/// The releases in which the keys of a row went, as far as the schemas tell.
fn since(row: &Migration) -> String {
    let went = |pattern: Vec<PatternStep>| {
        let steps = pattern.iter().map(|step| match step {
            PatternStep::Key(key) => PathStep::Key(key),
            PatternStep::AnyKey | PatternStep::Deep => PathStep::Key("any"),
            PatternStep::Item => PathStep::Item,
        });
        own_life(&steps.collect::<Vec<_>>())?.went
    };
    let known: BTreeSet<_> = parse_patterns(row.old).into_iter().filter_map(went).collect();
    let known: Vec<String> = known.iter().map(ToString::to_string).collect();
    known.join(", ")
}

/// Who makes a migration.
fn made_by(row: &Migration) -> &'static str {
    match row.change {
        _ if !row.safe => "`--unsafe`",
        Change::Carry => "OpenClaw",
        Change::CacheRetention | Change::UnreadParams | Change::ProviderKey => "a choice",
        _ => "`fix`",
    }
}

/// A path as people write it: `*` is a name that they choose.
fn readable(pattern: &[PatternStep]) -> String {
    pattern.iter().fold(String::new(), |path, step| match step {
        PatternStep::Key(key) if path.is_empty() => key.clone(),
        PatternStep::Key(key) => format!("{path}.{key}"),
        PatternStep::AnyKey => format!("{path}.<name>"),
        PatternStep::Deep => format!("{path}.…"),
        PatternStep::Item => format!("{path}[]"),
    })
}

/// Where the keys of a row stand: one path to read, and the pattern of all where there are several.
fn places(row: &Migration) -> String {
    let all = parse_patterns(row.old);
    let first = all.first().map(|pattern| readable(pattern)).unwrap_or_default();
    match all.len() {
        0 | 1 => format!("`{first}`"),
        count => format!("`{first}` and {} more: `{}`", count - 1, row.old),
    }
}

fn line(row: &Migration) -> String {
    let code = |text: &str| if text.is_empty() { String::new() } else { format!("`{text}`") };
    let note = match row.change {
        Change::Rewrite(rewrite) if row.note.is_empty() => rewrite.title.replace("{key}", row.key()),
        _ => row.note.to_owned(),
    };
    let cells = [places(row), code(row.new), since(row), made_by(row).to_owned(), note];
    format!("| {} |\n", cells.map(|cell| cell.replace('|', "\\|")).join(" | "))
}

/// The rows that are reported, by the section at the top that they are about.
fn migrations() -> String {
    let mut sections: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let rows: Vec<&Migration> = table().iter().filter(|row| !row.is_quiet()).collect();
    for row in &rows {
        let section = match row.old.split('.').next().unwrap_or_default() {
            several if several.contains('{') => "Several sections",
            one => one,
        };
        sections.entry(section).or_default().push(line(row));
    }
    let mut text = format!(
        "# Migrations\n\nThe {} retired keys and values that are reported, made from the table in `src/migrations/`: \
         `UPDATE_EXPECT=1 cargo test --test docs`\nwrites it anew. `<name>` is a name of your own, `[]` any element; in the patterns of several places `*` is any key and `{{a,b}}` one of several. \
         \"Since\" is the release whose schema no longer has the key, where that is known.\n\
         \"Made by\" says what makes the change: `openclaw-lsp fix` and \"Migrate all\" in editors; `fix --unsafe` and a quick \
         fix of its own\nwhere something would be lost or switched off; a choice between quick fixes; or only OpenClaw's own repair.\n",
        rows.len()
    );
    for (section, mut lines) in sections {
        lines.sort();
        lines.dedup();
        text.push_str(
            &["\n## ", section, "\n\n| old | now | since | made by | |\n|---|---|---|---|---|\n"].concat(),
        );
        text.push_str(&lines.concat());
    }
    text
}

#[test]
fn the_page_of_migrations_is_that_of_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/migrations.md");
    let expected = migrations();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &expected).expect("a writable page");
    }
    let is_current = fs::read_to_string(&path).is_ok_and(|text| text == expected);
    assert!(is_current, "{} is out of date: UPDATE_EXPECT=1 cargo test --test docs", path.display());
}
