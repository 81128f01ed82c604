// The models that make images, videos and music, as the bundled providers of a release list them: media.mjs PACKAGE > data/catalog/media.tsv
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const folder = join(process.argv[2], "dist/extensions");
const rows = new Set();
for (const kind of ["image", "music", "video"]) {
  for (const extension of readdirSync(folder).sort()) {
    const file = join(folder, extension, `${kind}-generation-provider.js`);
    if (existsSync(file)) for (const provider of await providers(file)) list(kind, provider);
  }
}
console.log(["kind\tprovider\tmodel_id\tdefault", ...rows].join("\n"));
// Some of what was imported keeps timers.
process.exit(0);

/** What the builders of a module build; what is no builder is passed over. */
async function providers(file) {
  const built = Object.values(await import(file)).map((build) => {
    try {
      return build();
    } catch {
      return undefined;
    }
  });
  return built.filter((one) => typeof one?.id === "string" && Array.isArray(one.models));
}

/** The default first, then the others in the provider's order. */
function list(kind, { id, defaultModel, models }) {
  const first = defaultModel === undefined ? [] : [defaultModel];
  for (const model of new Set([...first, ...models])) rows.add([kind, id, model, model === defaultModel ? "yes" : ""].join("\t"));
}
