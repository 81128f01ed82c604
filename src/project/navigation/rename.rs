//! Another name for something, everywhere at once.

use super::find::{self, File, Mount, Names};
use crate::base::{FileId, Severity, Snapshot};
use crate::catalog::Catalog;
use crate::check::diagnostics;
use crate::config::names::{Name, NameKind, Occurrence, Role, Step, fault, folded, written};
use crate::edit::{Style, is_identifier, quoted};
use crate::schema::overlay::{NameUse, name_places};
use crate::syntax::Value;
use crate::text::{TextEdit, TextRange, apply_all};

/// Why something cannot be renamed, as a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Names {
    /// The name at an offset that can be changed: its bytes and its text. Nothing where no name is.
    ///
    /// # Errors
    ///
    /// The name is not the configuration's own.
    pub fn renamable(&self, file: FileId, offset: usize) -> Result<Option<(TextRange, String)>, Refusal> {
        let Some(one) = self.at(file, offset)? else { return Ok(None) };
        Ok(self.files.get(file).map(|file| (one.range, find::written(&file.snapshot, one))))
    }

    /// The edits that give another name to what an offset names, by file; sorted, without overlap.
    ///
    /// # Errors
    ///
    /// There is no name, it is not the configuration's own, OpenClaw would not take the new one, or something else has it.
    pub fn rename(
        &self,
        file: FileId,
        offset: usize,
        name: &str,
    ) -> Result<Vec<(FileId, Vec<TextEdit>)>, Refusal> {
        let Some(one) = self.at(file, offset)? else {
            return Err(Refusal("there is no name here that could be changed".to_owned()));
        };
        let old = &one.name;
        fault(old.kind, &old.scope, name).map_or(Ok(()), |fault| Err(Refusal(fault)))?;
        let new = Name { text: folded(old.kind, name), ..old.clone() };
        if new != *old {
            self.is_free(&new, name)?;
        }
        let edits = self.edits(old, name);
        self.verify(old, &new, &edits)?;
        Ok(edits)
    }

    /// The places that follow while the id of an agent or the alias of a model is typed anew where it is made up: all of them, in one
    /// file and spelt alike. Nothing elsewhere: who changes a place that only means the name wants another agent or model.
    pub fn linked(&self, file: FileId, offset: usize) -> Option<Vec<TextRange>> {
        let one = self.at(file, offset).ok()??;
        let is_linked = matches!(one.name.kind, NameKind::Agent | NameKind::Alias);
        if !is_linked || one.role != Role::Definition {
            return None;
        }
        let text = &self.files.get(file)?.snapshot.text;
        let spelling = text.slice(one.range);
        let is_alike = |(other, place): &(FileId, &Occurrence)| {
            *other == file && place.spelled && text.slice(place.range) == spelling
        };
        let places: Vec<(FileId, &Occurrence)> = self.index.of_name(&one.name).collect();
        let ranges = || places.iter().map(|(_, place)| place.range).collect();
        (places.len() > 1 && places.iter().all(is_alike)).then(ranges)
    }

    /// The name at an offset, if the configuration makes it up itself.
    fn at(&self, file: FileId, offset: usize) -> Result<Option<&Occurrence>, Refusal> {
        let Some(first) = self.index.at(file, offset).next() else { return Ok(None) };
        let spelled = self.index.at(file, offset).find(|one| one.spelled).unwrap_or(first);
        let Name { kind, text, .. } = &spelled.name;
        if let Some(owner) = owner(&spelled.name, spelled.spelled) {
            return Err(Refusal(format!("`{text}` is a name that {owner}: it cannot be changed here")));
        }
        let is_defined = self.index.of_name(&spelled.name).any(|(_, one)| one.role == Role::Definition);
        if !is_defined {
            let words = kind.words();
            let message =
                format!("this configuration does not define the {words} `{text}`, so nothing is renamed");
            return Err(Refusal(message));
        }
        Ok(Some(spelled))
    }

    fn is_free(&self, new: &Name, written: &str) -> Result<(), Refusal> {
        let Some((file, one)) = self.index.of_name(new).next() else { return Ok(()) };
        let words = new.kind.words();
        let line = self.files.get(file).map_or(0, |file| file.snapshot.text.line_of(one.range.start) + 1);
        let does =
            if one.role == Role::Definition { "the name of another" } else { "meant as the name of another" };
        Err(Refusal(format!("`{written}` is already {does} {words}, in line {line}: choose another name")))
    }

    fn edits(&self, old: &Name, name: &str) -> Vec<(FileId, Vec<TextEdit>)> {
        let of_file = |(file, held): (FileId, &File)| {
            let places = self.index.in_file(file).iter().filter(|one| one.name == *old && one.spelled);
            let mut edits: Vec<TextEdit> = places.map(|one| edit(&held.snapshot, one, name)).collect();
            // A file that stands at two paths is edited once.
            edits.dedup_by_key(|edit| edit.range);
            (!edits.is_empty()).then_some((file, edits))
        };
        self.files.iter().enumerate().filter_map(of_file).collect()
    }

    /// Makes the edits and looks whether every name means what it meant before, and OpenClaw still takes the configuration.
    fn verify(&self, old: &Name, new: &Name, edits: &[(FileId, Vec<TextEdit>)]) -> Result<(), Refusal> {
        let after = self.edited(old, new, edits);
        let same = |one: &Occurrence| (renamed(&one.name, old, new), one.role, one.spelled);
        let now = |one: &Occurrence| (one.name.clone(), one.role, one.spelled);
        for file in 0..self.files.len() {
            let (before, after) = (self.index.in_file(file), after.index.in_file(file));
            if !before.iter().map(same).eq(after.iter().map(now)) {
                let Name { kind, text, .. } = new;
                let message = format!(
                    "as `{text}` this {} would be mistaken for something else: choose another name",
                    kind.words()
                );
                return Err(Refusal(message));
            }
        }
        if let ([before], [after]) = (&self.files[..], &after.files[..])
            && errors(&after.snapshot) > errors(&before.snapshot)
        {
            let message = format!("OpenClaw would not accept `{}` here: choose another name", new.text);
            return Err(Refusal(message));
        }
        Ok(())
    }

    fn edited(&self, old: &Name, new: &Name, edits: &[(FileId, Vec<TextEdit>)]) -> Self {
        let mut files = self.files.clone();
        for file in &mut files {
            file.mounts.iter_mut().for_each(|mount| move_mount(mount, old, new));
        }
        for (file, edits) in edits {
            let Some(file) = files.get_mut(*file) else { continue };
            let Snapshot { text, kind, world, .. } = &file.snapshot;
            let text = apply_all(&text.slice(TextRange::new(0, text.len())), edits);
            file.snapshot = Snapshot::new(&text, *kind, world.clone());
        }
        Self::indexed(files)
    }
}

/// Who gives a name, where it is not the configuration.
fn owner(name: &Name, spelled: bool) -> Option<&'static str> {
    match name.kind {
        _ if !spelled => Some("OpenClaw gives to a model"),
        NameKind::Provider if Catalog::embedded().provider(&name.text).is_some() => {
            Some("OpenClaw gives to a provider")
        }
        NameKind::Account if name.text == "default" => Some("OpenClaw gives to the first account"),
        NameKind::Channel | NameKind::Voice | NameKind::Tool => Some("OpenClaw or a plugin gives"),
        NameKind::Plugin | NameKind::Skill => Some("comes with what is installed"),
        _ => None,
    }
}

/// The edit of one place. A key without quotes gets some only where it needs them.
fn edit(snapshot: &Snapshot, one: &Occurrence, name: &str) -> TextEdit {
    let name = written(one.name.kind, one.role, name);
    let text = match one.quote {
        Some(quote) => {
            let quoted = quoted(&name, quote);
            quoted[1..quoted.len() - 1].to_owned()
        }
        None if is_identifier(&name) => name,
        None => {
            let root = snapshot.tree.value().and_then(Value::object);
            quoted(&name, root.map_or('"', |root| Style::around(snapshot, root).quote))
        }
    };
    TextEdit::replace(one.range, text)
}

/// A name after the renaming: it may also belong to what was renamed.
fn renamed(name: &Name, old: &Name, new: &Name) -> Name {
    let belongs = match name.kind {
        NameKind::Model => old.kind == NameKind::Provider,
        NameKind::Alias => old.kind == NameKind::Agent,
        _ => false,
    };
    if name == old {
        new.clone()
    } else if belongs && name.scope == old.text {
        Name { scope: new.text.clone(), ..name.clone() }
    } else {
        name.clone()
    }
}

/// A path after the renaming of a key that it leads through.
fn move_mount(mount: &mut Mount, old: &Name, new: &Name) {
    let mut at = name_places().start();
    for step in mount {
        at = name_places().step(at, step.as_path());
        let defines = name_places()
            .values(at)
            .iter()
            .any(|place| place.is_key && place.kind == old.kind && place.used == NameUse::Definition);
        if defines && step.key().is_some_and(|key| folded(old.kind, key) == old.text) {
            *step = Step::Key(new.text.clone().into());
        }
    }
}

fn errors(snapshot: &Snapshot) -> usize {
    diagnostics(snapshot).iter().filter(|found| found.severity == Severity::Error).count()
}
