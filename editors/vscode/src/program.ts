import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { findServer, type Lookup } from "./lookup";
import { clientSetting } from "./settings";

/** Looks the server up on this machine. */
export function lookUpServer(extensionFolder: string): Lookup {
  return findServer({
    setting: clientSetting("path", ""),
    extensionFolder,
    home: homedir(),
    platform: process.platform,
    env: process.env,
    isProgram,
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
