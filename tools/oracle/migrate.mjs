// What `openclaw doctor --fix` makes of a configuration, by the functions that its steps call.

/** The functions, by name; a release lacks those that came later. */
export const STEPS = [
  'migrateLegacyConfig', 'migratePersistedImplicitMainRoster', 'normalizeCompatibilityConfigValues',
  'applyUnknownConfigKeyStep', 'stripUnknownConfigKeys', 'withPluginMetadataSnapshotScope', 'findDoctorLegacyConfigIssues',
  'findLegacyConfigIssues', 'validateConfigObjectRawWithPlugins', 'configIncludeOwnsAgentRoster', 'readAgentRosterProperty',
];

/**
 * The migrated configuration, the unknown keys that are cut from it, and whether it is valid then.
 *
 * `mended` is the result before unknown keys are cut; `migrated` the one after.
 */
export function migrate(functions, snapshot, metadata) {
  const base = snapshot.sourceConfig ?? snapshot.resolved ?? snapshot.parsed;
  if (!base || typeof base !== 'object') return {};
  const run = () => steps(functions, snapshot, structuredClone(base));
  const scope = functions.withPluginMetadataSnapshotScope;
  return metadata && scope ? scope(metadata, run, { config: base }) : run();
}

function steps(functions, snapshot, base) {
  let config = legacy(functions, snapshot, base);
  config = roster(functions, snapshot, config);
  config = compatible(functions, snapshot, config);
  const mended = plain(config);
  const { config: rest, removed } = cut(functions, config);
  const migrated = plain(rest);
  const verdict = functions.validateConfigObjectRawWithPlugins?.(plain(rest), { semanticValidation: 'strict' });
  return { mended, migrated, cut: removed, migratedValid: verdict?.ok };
}

function legacy(functions, snapshot, base) {
  const before = snapshot.sourceConfigBeforeMigrations;
  const options = { sourceConfigBeforeMigrations: before, context: { authoredRaw: snapshot.parsed, resolvedRaw: base } };
  const result = functions.migrateLegacyConfig?.(structuredClone(base), options);
  return result?.sourceConfig ?? result?.config ?? base;
}

/** Names the agents, as releases with `agents.entries` do. */
function roster(functions, snapshot, config) {
  const implicit = functions.migratePersistedImplicitMainRoster;
  if (!implicit || functions.configIncludeOwnsAgentRoster?.(snapshot)) return config;
  const sources = [snapshot.sourceConfigBeforeMigrations, snapshot.parsed].filter((source) => source !== undefined);
  const ownerless = config.agents?.ownership === undefined && Object.keys(config.agents?.entries ?? {}).length > 1;
  if (!ownerless && !sources.some((source) => implicit(source).changed)) return config;
  const { config: named } = implicit(config, { materializeWorkspace: true });
  const found = functions.readAgentRosterProperty?.(named);
  const entries = found?.kind === 'entries' ? found.value : named.agents?.entries;
  const { list, ...rest } = named.agents ?? {};
  const explicit = Object.keys(entries ?? {}).length > 1;
  return { ...named, agents: { ...rest, ...(explicit ? { ownership: 'explicit' } : {}), entries } };
}

function compatible(functions, snapshot, config) {
  const options = {
    blockedModelIdentities: new Set(),
    sourceRaw: snapshot.parsed,
    sourceConfigBeforeMigrations: snapshot.sourceConfigBeforeMigrations,
  };
  return functions.normalizeCompatibilityConfigValues?.(config, options)?.config ?? config;
}

function cut(functions, config) {
  if (functions.applyUnknownConfigKeyStep) {
    const state = { cfg: config, candidate: config, pendingChanges: false, fixHints: [] };
    const step = functions.applyUnknownConfigKeyStep({ state, shouldRepair: true, doctorFixCommand: '' });
    return { config: step.state.candidate, removed: step.removed ?? [] };
  }
  const step = functions.stripUnknownConfigKeys?.(config);
  return { config: step?.config ?? config, removed: step?.removed ?? [] };
}

function plain(config) {
  return JSON.parse(JSON.stringify(config));
}
