//! The findings of every file of a project.

use super::files::Project;
use super::merged::Merged;
use super::resolve::Fault;
use crate::base::{Diagnostic, DocumentKind, FileId, Severity, Snapshot};
use crate::check::{reserved_name, told, unfiltered};

/// The findings of every file of a project, in the order of [`Project::files`].
pub fn project_diagnostics(project: &Project, merged: &Merged) -> Vec<Vec<Diagnostic>> {
    let mut found = vec![Vec::new(); project.files().len()];
    // Of two findings that say the same the first is kept: the one that knows its path in the whole.
    let reserved = reserved_servers(project).into_iter().map(|diagnostic| (0, diagnostic));
    let faults = merged.faults.iter().map(Fault::diagnostic);
    for (file, diagnostic) in meaning(merged).chain(reserved).chain(faults) {
        if let Some(found) = found.get_mut(file) {
            found.push(diagnostic);
        }
    }
    for (found, file) in found.iter_mut().zip(project.files()) {
        // What a file says by itself: its syntax and its repeated keys.
        found.extend(unfiltered(&Snapshot { kind: DocumentKind::Fragment, ..file.snapshot.clone() }));
    }
    for found in &mut found {
        found.sort_by(|a, b| (a.range, a.severity, a.code).cmp(&(b.range, b.severity, b.code)));
        // A file that is included twice is wrong in the same way twice.
        found.dedup_by(|a, b| a.range == b.range && a.code == b.code && a.message == b.message);
    }
    // What is ignored is said in the file that it is ignored in.
    found.into_iter().zip(project.files()).map(|(found, file)| told(&file.snapshot, found)).collect()
}

/// What is wrong with the merged value, each at the place that wrote it.
fn meaning(merged: &Merged) -> impl Iterator<Item = (FileId, Diagnostic)> {
    let unfinished = merged.snapshot.tree.errors();
    let found = unfiltered(&merged.snapshot).into_iter();
    // The text that was made up has errors only where a file has one, which that file's own findings tell.
    let told = move |one: &Diagnostic| {
        !unfinished.iter().any(|error| error.range == one.range && error.kind.code() == one.code)
    };
    let found = found.filter(told).filter(|one| !RESERVED.iter().any(|(path, _)| one.path == *path));
    found.map(|diagnostic| merged.map.place(diagnostic))
}

/// The paths that OpenClaw looks at before it includes anything, and the way to the servers that stand there.
const RESERVED: [(&str, &[&str]); 2] = [
    ("mcp.servers.__proto__", &["mcp", "servers"]),
    ("nodeHost.mcp.servers.__proto__", &["nodeHost", "mcp", "servers"]),
];

/// The servers of a name that is lost when files are joined, but that the main configuration must not hold.
fn reserved_servers(project: &Project) -> Vec<Diagnostic> {
    let root = project.files().first().and_then(|main| main.snapshot.tree.value());
    let found = RESERVED.iter().filter_map(|(path, way)| {
        let servers = way.iter().try_fold(root?, |value, key| value.get(key))?.object()?;
        let finding = reserved_name(servers)?;
        Some(Diagnostic {
            code: finding.code,
            severity: Severity::Error,
            range: finding.range,
            path: (*path).to_owned(),
            message: finding.message,
            tags: Vec::new(),
            related: Vec::new(),
            meant: None,
        })
    });
    found.collect()
}
