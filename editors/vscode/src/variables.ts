import { ConfigurationTarget, window, workspace } from "vscode";
import { SECTION, SETTINGS } from "./names";

/** The command that an action of the server names; its argument is the name of a variable. */
export const GATEWAY_HAS = `${SECTION}.gatewayHas`;

/** Notes in the user's settings that the gateway has a variable which this machine has not. */
export async function gatewayHas(name: unknown): Promise<void> {
  if (typeof name !== "string" || !/^[A-Z_][A-Z0-9_]*$/.test(name)) {
    return;
  }
  const settings = workspace.getConfiguration(SETTINGS);
  const [target, whose] =
    workspace.workspaceFolders === undefined
      ? [ConfigurationTarget.Global, "your"]
      : [ConfigurationTarget.Workspace, "this workspace's"];
  const inspected = settings.inspect<string[]>("environment");
  const known =
    (target === ConfigurationTarget.Global ? inspected?.globalValue : inspected?.workspaceValue) ??
    settings.get<string[]>("environment", []);
  if (!known.includes(name)) {
    await settings.update("environment", [...known, name], target);
  }
  void window.showInformationMessage(`The gateway has ${name}: noted in ${SETTINGS}.environment in ${whose} settings.`);
}
