//! A finding with everything that programs want to know: places, fixes, and what would be allowed.

use super::super::checked::Checked;
use crate::answer::Judged;
use crate::base::links;
use crate::base::masking::secret_ranges;
use crate::base::{Diagnostic, FileId, Severity, Snapshot};
use crate::ide::{ActionKind, CodeAction, code_actions};
use crate::project::{FileEdits, Project, project_actions};
use crate::text::{Encoding, Position, TextEdit, TextRange};
use rustc_hash::FxHashMap;
use serde::Serialize;

/// A finding of a file of a document.
pub(in crate::cli) struct Finding<'c> {
    pub(in crate::cli) diagnostic: &'c Diagnostic,
    /// The file that it lies in.
    pub(in crate::cli) file: &'c Judged,
    /// The number of the file among those of the document; 0 is the document itself.
    pub(in crate::cli) index: usize,
    /// Whether there is a quick fix.
    pub(in crate::cli) fixable: bool,
    /// How many findings before it say the same of the same path.
    twins: usize,
}

/// The findings of a document and of the files that it includes.
pub(in crate::cli) fn findings(checked: &Checked) -> Vec<Finding<'_>> {
    let mut all = Vec::new();
    for (index, file) in checked.files.iter().enumerate() {
        let fixable = checked.fixable(index, &file.found.iter().collect::<Vec<_>>());
        let mut said = FxHashMap::default();
        for (diagnostic, fixable) in file.found.iter().zip(fixable) {
            let key = (diagnostic.code, &diagnostic.path, &diagnostic.message);
            let count = said.entry(key).or_insert(0_usize);
            all.push(Finding { diagnostic, file, index, fixable, twins: *count });
            *count += 1;
        }
    }
    all
}

/// A way to mend a finding.
#[derive(Serialize)]
pub(in crate::cli) struct Fix {
    /// What will change.
    pub(in crate::cli) title: String,
    /// Whether it is the obvious choice.
    pub(in crate::cli) preferred: bool,
    /// Whether it may be made without asking: nothing is dropped, and nothing behaves differently.
    pub(in crate::cli) safe: bool,
    /// What people need to know first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) note: Option<String>,
    /// The edits; they do not overlap, and refer to the texts as they are.
    pub(in crate::cli) edits: Vec<Edit>,
}

/// A piece of a file and the text that is to stand in its place.
#[derive(Serialize)]
pub(in crate::cli) struct Edit {
    pub(in crate::cli) file: String,
    pub(in crate::cli) range: Range,
    /// The same place in bytes.
    pub(in crate::cli) bytes: Bytes,
    #[serde(rename = "newText")]
    pub(in crate::cli) new_text: String,
}

#[derive(Clone, Copy, Serialize)]
pub(in crate::cli) struct Bytes {
    pub(in crate::cli) start: usize,
    pub(in crate::cli) end: usize,
}

/// A place as LSP counts it by default: from zero, columns in UTF-16 code units.
#[derive(Clone, Copy, Serialize)]
pub(in crate::cli) struct Range {
    pub(in crate::cli) start: Place,
    pub(in crate::cli) end: Place,
}

#[derive(Clone, Copy, Serialize)]
pub(in crate::cli) struct Place {
    pub(in crate::cli) line: u32,
    pub(in crate::cli) character: u32,
}

impl Range {
    /// The place of a range in a text.
    pub(in crate::cli) fn of(snapshot: &Snapshot, range: TextRange) -> Self {
        let place = |offset| {
            let Position { line, character } = snapshot.text.position(offset, Encoding::Utf16);
            Place { line, character }
        };
        Self { start: place(range.start), end: place(range.end) }
    }
}

impl Finding<'_> {
    /// Where it is, as LSP counts.
    pub(in crate::cli) fn range(&self) -> Range {
        Range::of(&self.file.snapshot, self.diagnostic.range)
    }

    /// Where it begins, as people count: line and column from one, columns in characters.
    pub(in crate::cli) fn place(&self) -> (u32, u32) {
        let at = self.file.snapshot.text.position(self.diagnostic.range.start, Encoding::Utf32);
        (at.line + 1, at.character + 1)
    }

    /// The page that explains its code.
    pub(in crate::cli) fn help(&self) -> String {
        links::page(self.diagnostic.code)
    }

    /// Whether OpenClaw refuses the configuration for it.
    pub(in crate::cli) fn is_error(&self) -> bool {
        self.diagnostic.severity == Severity::Error
    }

    /// A number that stays the same when lines move: made of the code, the path and the message, and of the file. `name` is
    /// what the file is called where the number counts.
    pub(in crate::cli) fn fingerprint(&self, name: &str) -> String {
        let Diagnostic { code, path, message, .. } = self.diagnostic;
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let twins = self.twins.to_string();
        for byte in [code, name, path, message, &*twins].into_iter().flat_map(|text| text.bytes().chain([0]))
        {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }

    /// The ways to mend it, the obvious one first.
    pub(in crate::cli) fn fixes(&self, checked: &Checked) -> Vec<Fix> {
        if !self.fixable {
            return Vec::new();
        }
        let mut fixes = match &checked.project {
            Some((project, own)) => self.fixes_in(project, own + self.index, checked),
            None => self.fixes_alone(),
        };
        fixes.sort_by_key(|fix| !fix.preferred);
        let secrets = secrets(checked);
        for fix in &mut fixes {
            fix.keep_secrets(&secrets);
        }
        fixes
    }

    fn fixes_alone(&self) -> Vec<Fix> {
        let Judged { name, snapshot, .. } = self.file;
        let actions = code_actions(snapshot, self.diagnostic.range).into_iter();
        let mine = actions.filter(|action| self.is_mended_by(action));
        mine.map(|action| fix(&action, told(name, snapshot, &action.edits))).collect()
    }

    /// The same where several files count together: a fix may change others.
    fn fixes_in(&self, project: &Project, file: FileId, checked: &Checked) -> Vec<Fix> {
        let Some(focus) = project.focus(file) else { return Vec::new() };
        let edits = |edits: &FileEdits| {
            let file = |id: &usize| Some((checked.name(*id)?, &project.files().get(*id)?.snapshot));
            let known = edits.iter().filter_map(|(id, edits)| Some((file(id)?, edits)));
            known.flat_map(|((name, snapshot), edits)| told(&name, snapshot, edits)).collect()
        };
        let actions = project_actions(project, &focus, self.diagnostic.range).into_iter();
        let mine = actions.filter(|one| self.is_mended_by(&one.action));
        mine.map(|one| fix(&one.action, edits(&one.edits))).collect()
    }

    fn is_mended_by(&self, action: &CodeAction) -> bool {
        action.kind == ActionKind::QuickFix
            && action.fixes.contains(&(self.diagnostic.code, self.diagnostic.range))
    }
}

impl Fix {
    /// Leaves the edits out where one of them moves a secret: what is printed is kept in logs.
    fn keep_secrets(&mut self, secrets: &[String]) {
        let moves = |edit: &Edit| secrets.iter().any(|secret| edit.new_text.contains(secret));
        if self.edits.iter().any(moves) {
            self.edits.clear();
            self.note = Some(
                "the edits are not shown, since they move a secret; `openclaw-lsp fix` makes them".to_owned(),
            );
        }
    }
}

/// The secrets that a document and the files around it hold, without their quotes.
fn secrets(checked: &Checked) -> Vec<String> {
    let parts = checked.project.iter().flat_map(|(project, _)| project.files()).map(|file| &file.snapshot);
    let snapshots = parts.chain(checked.files.iter().map(|file| &file.snapshot));
    let of = |snapshot: &Snapshot| {
        let ranges = secret_ranges(snapshot, TextRange::new(0, snapshot.text.len()));
        let text = |range| snapshot.text.slice(range).trim_matches(['"', '\'']).to_owned();
        ranges.into_iter().map(text).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    snapshots.flat_map(of).collect()
}

fn fix(action: &CodeAction, edits: Vec<Edit>) -> Fix {
    let CodeAction { title, preferred, safe, note, .. } = action;
    let note = note.as_ref().and_then(|note| note.description.clone());
    Fix { title: title.clone(), preferred: *preferred, safe: *safe, note, edits }
}

fn told(name: &str, snapshot: &Snapshot, edits: &[TextEdit]) -> Vec<Edit> {
    let edit = |edit: &TextEdit| Edit {
        file: name.to_owned(),
        range: Range::of(snapshot, edit.range),
        bytes: Bytes { start: edit.range.start, end: edit.range.end },
        new_text: edit.text.clone(),
    };
    edits.iter().map(edit).collect()
}
