mod verdicts;

use super::*;
use crate::config::include::DEEPEST;
use crate::project::{Merged, project_diagnostics};
use tempfile::TempDir;

/// A folder with files in it.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn load(includes: &Includes, folder: &TempDir, buffers: &Buffers<'_>) -> Project {
    let path = folder.path().join("openclaw.json");
    let text = fs::read_to_string(&path).unwrap();
    let main = Snapshot::new(&text, DocumentKind::Main, Arc::new(World::default()));
    includes.project(&path, &main, buffers)
}

/// What is wrong, as `file: message` without the folder.
fn findings(project: &Project) -> Vec<String> {
    let found = project_diagnostics(project, &Merged::new(project, None));
    let lines = project.files().iter().zip(found).flat_map(|(file, found)| {
        let name = file.path.file_name().unwrap().to_string_lossy().into_owned();
        found.into_iter().map(move |one| format!("{name}: {}", one.message))
    });
    lines.collect()
}

fn check(folder: &TempDir, expected: &[&str]) {
    assert_eq!(findings(&load(&Includes::default(), folder, &|_| None)), expected);
}

#[test]
fn a_file_that_is_fine_is_included() {
    check(
        &folder(&[
            ("openclaw.json", "{ $include: './inc/a.json5' }"),
            ("inc/a.json5", "{ gateway: { mode: 'local' } }"),
        ]),
        &[],
    );
}

#[test]
fn what_is_no_file_is_refused() {
    let folder =
        folder(&[("openclaw.json", "{ $include: ['./inc', 'nope.json5', ''] }"), ("inc/a.json5", "{}")]);
    check(
        &folder,
        &[
            "openclaw.json: `./inc` is no regular file: name a file",
            "openclaw.json: the file `nope.json5` does not exist: create it or correct the path",
            "openclaw.json: the path is empty: name a file",
        ],
    );
}

#[test]
fn the_size_is_bounded() {
    let fill = |bytes: u64| format!("{{}}{}", " ".repeat(bytes as usize - 2));
    let folder = folder(&[
        ("openclaw.json", "{ $include: ['a.json5', 'b.json5'] }"),
        ("a.json5", &fill(MOST_BYTES)),
        ("b.json5", &fill(MOST_BYTES + 1)),
    ]);
    check(
        &folder,
        &["openclaw.json: `b.json5` has 2097153 bytes, and at most 2097152 are allowed: split it"],
    );
}

#[test]
fn the_depth_is_bounded() {
    let chain = |length: usize| {
        let mut files = vec![("openclaw.json".to_owned(), "{ $include: './f1' }".to_owned())];
        files.extend((1..length).map(|at| (format!("f{at}"), format!("{{ $include: './f{}' }}", at + 1))));
        files.push((format!("f{length}"), "{}".to_owned()));
        let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
        folder(&files)
    };
    check(&chain(DEEPEST), &[]);
    check(
        &chain(DEEPEST + 1),
        &["f10: `./f11` is nested in more than 10 files: include it from one that is nested less deeply"],
    );
}

#[test]
fn the_same_file_in_two_branches_is_no_circle() {
    let twice = [
        ("openclaw.json", "{ cron: { $include: 'a' }, talk: { $include: 'a' } }"),
        ("a", "{ $include: 'b' }"),
        ("b", "{}"),
    ];
    check(&folder(&twice), &[]);
    let circle =
        [("openclaw.json", "{ $include: 'a' }"), ("a", "{ $include: 'b' }"), ("b", "{ $include: 'a' }")];
    check(&folder(&circle), &["b: `a` includes itself (a > b > a): remove one of these includes"]);
}

#[cfg(unix)]
#[test]
fn links_lead_no_way_out() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.json5", "{}")]);
    let inside = folder(&[
        ("openclaw.json", "{ $include: ['link.json5', 'out.json5', 'dir/secret.json5'] }"),
        ("a.json5", "{ talk: { silenceTimeoutMs: 1 } }"),
    ]);
    symlink("a.json5", inside.path().join("link.json5")).unwrap();
    symlink(outside.path().join("secret.json5"), inside.path().join("out.json5")).unwrap();
    symlink(outside.path(), inside.path().join("dir")).unwrap();
    let found = findings(&load(&Includes::default(), &inside, &|_| None));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|line| line.contains("by a symbolic link")), "{found:?}");
    let allowed = Includes::new(vec![outside.path().to_owned()]);
    assert_eq!(findings(&load(&allowed, &inside, &|_| None)), [""; 0]);
}

#[cfg(unix)]
#[test]
fn only_what_could_be_created_is_missing() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[]);
    let inside = folder(&[
        ("openclaw.json", "{ $include: ['new/a', 'nowhere', 'lost/a', 'out/a', 'file/a', 'loop'] }"),
        ("file", "{}"),
    ]);
    let link = |target: &Path, name: &str| symlink(target, inside.path().join(name)).unwrap();
    link(Path::new("nothing"), "nowhere");
    link(Path::new("nothing"), "lost");
    link(outside.path(), "out");
    link(Path::new("loop"), "loop");
    check(
        &inside,
        &[
            "openclaw.json: the file `new/a` does not exist: create it or correct the path",
            "openclaw.json: a symbolic link of `nowhere` leads to nothing: correct the link or the path",
            "openclaw.json: a symbolic link of `lost/a` leads to nothing: correct the link or the path",
            "openclaw.json: `out/a` leads out of the folder of the main configuration by a symbolic link: copy the file there, or name its folder in OPENCLAW_INCLUDE_ROOTS",
            "openclaw.json: `file/a` lies below a file, not below a folder: correct the path",
            "openclaw.json: `loop` cannot be read (filesystem loop or indirection limit (e.g. symlink loop)): check the path and the permissions",
        ],
    );
}

#[test]
fn a_missing_file_that_is_too_deep_is_refused_for_that() {
    let mut files = vec![("openclaw.json".to_owned(), "{ $include: 'f1' }".to_owned())];
    files.extend((1..=DEEPEST).map(|at| (format!("f{at}"), format!("{{ $include: 'f{}' }}", at + 1))));
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    check(
        &folder(&files),
        &["f10: `f11` is nested in more than 10 files: include it from one that is nested less deeply"],
    );
}

#[cfg(unix)]
#[test]
fn hard_links_are_refused() {
    let folder = folder(&[("openclaw.json", "{ $include: 'a.json5' }"), ("a.json5", "{}")]);
    fs::hard_link(folder.path().join("a.json5"), folder.path().join("b.json5")).unwrap();
    check(
        &folder,
        &[
            "openclaw.json: `a.json5` has a second name by a hard link, which OpenClaw refuses: make it a copy",
        ],
    );
}

#[test]
fn the_paths_in_a_file_begin_at_the_file() {
    let files = [
        ("openclaw.json", "{ $include: 'inc/a.json5' }"),
        ("inc/a.json5", "{ $include: './deep/b.json5' }"),
        ("inc/deep/b.json5", "{ gateway: { port: 'x' } }"),
    ];
    let found = findings(&load(&Includes::default(), &folder(&files), &|_| None));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("b.json5: "), "{found:?}");
}

#[test]
fn open_buffers_win_over_the_disk() {
    let folder =
        folder(&[("openclaw.json", "{ $include: ['a.json5', 'new.json5'] }"), ("a.json5", "{ oops: 1 }")]);
    let world = Arc::new(World::default());
    let buffer = Snapshot::new("{}", DocumentKind::Main, world);
    let names = [folder.path().join("a.json5"), folder.path().join("new.json5")];
    let open = |path: &Path| names.iter().any(|name| name == path).then(|| buffer.clone());
    assert_eq!(findings(&load(&Includes::default(), &folder, &open)), [""; 0]);
}

#[test]
fn a_file_that_changed_is_read_again() {
    let folder = folder(&[("openclaw.json", "{ $include: 'a.json5' }"), ("a.json5", "{}")]);
    let includes = Includes::default();
    assert_eq!(findings(&load(&includes, &folder, &|_| None)), [""; 0]);
    fs::write(folder.path().join("a.json5"), "{ oops: 1 }").unwrap();
    assert_eq!(findings(&load(&includes, &folder, &|_| None)).len(), 1);
}

#[cfg(unix)]
#[test]
fn the_list_of_roots_takes_absolute_paths_and_the_own_folder() {
    let roots = extra_roots(OsStr::new("/srv/a/../b:relative::~:~/c:~other"), Some(Path::new("/home/me")));
    assert_eq!(roots, ["/srv/b", "/home/me", "/home/me/c"].map(PathBuf::from));
}
