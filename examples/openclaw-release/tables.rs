//! All tables in `data/releases/`, and what one release adds to them.

use crate::catalog::KINDS;
use crate::measured::Measured;
use crate::probes::{Answers, Probes};
use crate::references::Fates;
use crate::timeline::Timeline;
use crate::{Failure, references, schemas};
use openclaw_lsp::release::Version;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The tables of answers: file, probes, head.
const DEEDS: [(&str, &str, &str); 2] = [
    ("rows.tsv", "row-probes.tsv", "path\twhat\tsince\tuntil"),
    ("rules.tsv", "rule-probes.tsv", "rule\twhat\tsince\tuntil"),
];

/// The folder of the tables, with the probes.
#[derive(Debug)]
pub struct Tables {
    pub data: PathBuf,
    pub probes: Vec<Probes>,
}

/// A table as it stands, with the name of its file.
pub struct Standing {
    pub file: &'static str,
    pub timeline: Timeline,
}

impl Tables {
    /// Reads the probes.
    pub fn open(data: PathBuf) -> Result<Self, Failure> {
        let probes =
            DEEDS.iter().map(|(_, file, _)| Probes::read(&data.join(file))).collect::<Result<_, _>>()?;
        Ok(Self { data, probes })
    }

    /// All tables but those of the schemas, for the releases in the list.
    pub fn standing(&self) -> Result<Vec<Standing>, Failure> {
        let releases = schemas::versions(&self.data)?;
        let heads = KINDS.iter().map(|kind| (kind.file, format!("{}\tsince\tuntil", kind.head), kind.keys));
        let deeds = DEEDS.iter().map(|&(file, _, head)| (file, head.to_owned(), 1));
        let read = |(file, head, keys): (&'static str, String, usize)| {
            let text = fs::read_to_string(self.data.join(file)).unwrap_or_default();
            Ok(Standing { file, timeline: Timeline::read(&text, &head, keys, &releases)? })
        };
        let fates = [(references::FILE, references::HEAD.to_owned(), 1)];
        deeds.chain(heads).chain(fates).map(read).collect()
    }

    /// Takes in what was measured of a release; what `answers` does not hold stays unknown.
    pub fn take_in(
        &self,
        version: Version,
        measured: &Measured,
        answers: &Answers,
        fates: &Fates,
    ) -> Result<(), Failure> {
        let mut standing = self.standing()?;
        let asked = self.probes.iter().flat_map(Probes::texts).filter(|text| answers.is_own(text)).count();
        schemas::add(&self.data, version, &fs::read_to_string(measured.schema())?, asked)?;
        let facts = measured.facts()?;
        for Standing { file, timeline } in &mut standing {
            timeline.clear(version);
            if let Some(at) = DEEDS.iter().position(|(own, ..)| own == file) {
                timeline.keep(|thing| self.probes[at].has(thing));
                for (id, deed) in self.probes[at].deeds(answers) {
                    timeline.set(id, version, deed.word());
                }
            }
            for (reference, fate) in fates.lines().filter(|_| *file == references::FILE) {
                timeline.set(reference, version, &fate);
            }
            for kind in KINDS.iter().filter(|kind| kind.file == *file) {
                for line in facts.iter().flat_map(kind.lines) {
                    let (thing, what) = line.split_at(kind.keys);
                    timeline.set(&thing.join("\t"), version, &what.join("\t"));
                }
            }
        }
        self.write(&standing)
    }

    /// Takes in the answers to probes that the tables lack, of all releases that were asked; one between two was not asked where
    /// they agree.
    pub fn take_answers(&self, folder: &Path) -> Result<(), Failure> {
        let mut standing = self.standing()?;
        let known: BTreeSet<String> =
            standing.iter().flat_map(|one| one.timeline.things()).map(str::to_owned).collect();
        let mut before = Answers::default();
        for version in schemas::versions(&self.data)? {
            let file = folder.join(version.to_string()).join("answers.jsonl");
            let own = if file.exists() { Answers::read(&file)? } else { Answers::default() };
            let answers = own.after(&before);
            for Standing { file, timeline } in &mut standing {
                let Some(at) = DEEDS.iter().position(|(own, ..)| own == file) else { continue };
                timeline.keep(|thing| self.probes[at].has(thing));
                for (id, deed) in self.probes[at].answered(&answers).filter(|(id, _)| !known.contains(*id)) {
                    timeline.set(id, version, deed.word());
                }
            }
            before = answers;
        }
        self.write(&standing)
    }

    fn write(&self, standing: &[Standing]) -> Result<(), Failure> {
        let releases = schemas::versions(&self.data)?;
        for Standing { file, timeline } in standing {
            fs::write(self.data.join(file), timeline.to_text(&releases)?)?;
        }
        Ok(())
    }
}
