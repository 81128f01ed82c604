//! Makes a document of a value that comes from several files.

use super::Project;
use super::mapping::{Piece, SourceMap};
use super::part::{Part, Place};
use crate::base::FileId;
use crate::text::TextRange;

/// The text of a value, made of slices of the files, and where each comes from.
pub(super) fn write(project: &Project, part: &Part<'_>) -> (String, SourceMap) {
    let mut writer = Writer { project, text: String::new(), pieces: Vec::new() };
    writer.part(part);
    (writer.text, SourceMap::new(writer.pieces))
}

struct Writer<'p> {
    project: &'p Project,
    text: String,
    pieces: Vec<Piece>,
}

impl Writer<'_> {
    fn part(&mut self, part: &Part<'_>) {
        match part {
            Part::Plain(file, value) => self.slice(Place::of(*file, value.range())),
            // A word that is no value, as the value it stands for is none yet.
            Part::Unfinished(place) => self.symbol("_", *place),
            Part::Object(origin, members) => {
                self.symbol("{", origin.place);
                for member in members {
                    self.slice(member.token);
                    self.text.push(':');
                    self.part(&member.value);
                    self.text.push_str(",\n");
                }
                self.text.push('}');
            }
            Part::Array(origin, elements) => {
                self.symbol("[", origin.place);
                for element in elements {
                    self.part(element);
                    self.text.push_str(",\n");
                }
                self.text.push(']');
            }
        }
    }

    fn slice(&mut self, place: Place) {
        let text = self.source(place.file, place.token);
        self.symbol(&text, place);
    }

    fn symbol(&mut self, text: &str, place: Place) {
        self.pieces.push(Piece { made: TextRange::at(self.text.len(), text.len()), place });
        self.text.push_str(text);
    }

    fn source(&self, file: FileId, range: TextRange) -> String {
        self.project.files.get(file).map(|file| file.snapshot.text.slice(range)).unwrap_or_default()
    }
}
