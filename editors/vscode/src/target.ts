import { ConfigurationTarget, window, workspace } from "vscode";
import { SECTION, SETTINGS } from "./names";

/** The command that an action of the server names; its argument is a release. */
export const JUDGE_BY = `${SECTION}.judgeBy`;

/** Writes into the settings by which release files are judged: those of the workspace, where one is open. */
export async function judgeBy(release: unknown): Promise<void> {
  if (typeof release !== "string" || !/^\d+\.\d+\.\d+(-\d+)?$/.test(release)) {
    return;
  }
  const [target, whose] =
    workspace.workspaceFolders === undefined
      ? [ConfigurationTarget.Global, "your"]
      : [ConfigurationTarget.Workspace, "this workspace's"];
  await workspace.getConfiguration(SETTINGS).update("targetVersion", release, target);
  void window.showInformationMessage(
    `Files are checked against OpenClaw ${release} now: ${SETTINGS}.targetVersion in ${whose} settings.`,
  );
}
