//! `workspace/willRenameFiles`: what includes a file that gets another name includes it by that name.

use crate::project::{Project, mended_includes};
use crate::server::from_proto;
use crate::server::to_proto::{Converter, FileEdit, workspace_edit};
use crate::server::view::View;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tower_lsp::ls_types::{RenameFilesParams, WorkspaceEdit};

/// The edits of the configurations around the open documents; nothing where no path changes. No file is renamed yet when
/// they are made, so they are for the old names.
pub(super) fn handle(views: &[View], params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    let caps = views.first()?.caps;
    let renames: Vec<(PathBuf, PathBuf)> = params
        .files
        .iter()
        .filter_map(|file| {
            Some((from_proto::file_path(&file.old_uri)?, from_proto::file_path(&file.new_uri)?))
        })
        .collect();
    let moved = |path: &Path| moved(&renames, path);
    // Each file once, although several documents may lead to it.
    let mut files = BTreeMap::new();
    for view in views {
        let Some((project, around)) = view.project().zip(view.around.as_ref()) else { continue };
        for file in Project::files(&project) {
            let (Some(uri), version) = around.address(&file.path) else { continue };
            let edits = mended_includes(file, &moved);
            if !edits.is_empty() {
                let edits = Converter::of(&file.snapshot.text, caps, &uri).edits(edits);
                files.entry(file.path.clone()).or_insert(FileEdit { uri, version, edits });
            }
        }
    }
    (!files.is_empty()).then(|| workspace_edit(caps, files.into_values(), None))
}

/// The path that a file gets: its own new one, or that below the new one of a folder above it.
fn moved(renames: &[(PathBuf, PathBuf)], path: &Path) -> PathBuf {
    let found = renames.iter().find_map(|(old, new)| {
        let rest = path.strip_prefix(old).ok()?;
        Some(if rest.as_os_str().is_empty() { new.clone() } else { new.join(rest) })
    });
    found.unwrap_or_else(|| path.to_owned())
}
