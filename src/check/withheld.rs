//! Fixes that wait for an update, since the OpenClaw that reads the document does not know what they write.

use crate::base::Snapshot;
use crate::migrations;
use crate::release::Version;

/// How many fixes are withheld, and the release that does not understand them; nothing where none is.
pub fn withheld(snapshot: &Snapshot) -> Option<(usize, Version)> {
    if !snapshot.world.reader().is_old() {
        return None;
    }
    let count = migrations::places(snapshot).iter().filter(|place| place.withheld).count();
    (count > 0).then(|| (count, snapshot.release()))
}
