//! What documents are judged by on the command line.

use super::args::WorldArgs;
use crate::base::{Options, SecurityLevel, World};
use crate::host::dotenv::DotEnv;
use crate::host::environment;
use crate::host::installation::Installation;
use crate::host::live_schema::{from_file, known};
use crate::host::manifests;
use crate::schema::Schema;
use std::io;
use std::sync::Arc;

/// The world that the arguments ask for, in the environment of this process: the schema of the file that they name, else what
/// the installation told an editor before, else the embedded one. Nothing is run.
///
/// # Errors
///
/// When the file cannot be read or holds no schema of OpenClaw.
pub(super) fn world(args: &WorldArgs) -> io::Result<Arc<World>> {
    world_with(args, SecurityLevel::default())
}

/// The same, with the risks of a level told.
///
/// # Errors
///
/// When the file cannot be read or holds no schema of OpenClaw.
pub(super) fn world_with(args: &WorldArgs, security: SecurityLevel) -> io::Result<Arc<World>> {
    let given = args.schema.as_deref().map(from_file).transpose().map_err(io::Error::other)?;
    let found = Installation::find(None);
    let installed = found.as_ref().and_then(|found| found.version.parse().ok());
    let target = args.target_version;
    // What the installation brings counts where it reads the documents.
    let found = found.filter(|_| target.is_none() || target == installed);
    let models = found.as_ref().and_then(manifests::models);
    let schema = given.or_else(|| known(found.as_ref()?)).map_or_else(Schema::embedded, |live| live.schema);
    let given = environment::given(&DotEnv::of_process());
    Ok(Arc::new(World::new(
        schema,
        Options { security, target, installed, models, ..environment::options(&[], &given) },
    )))
}
