import { EventEmitter, LogLevel, type LogOutputChannel } from "vscode";
import { clientSetting } from "./settings";

/**
 * The channel for the messages between editor and server.
 *
 * The client library traces when the channel's level says so, and writes the text of the configuration then, secrets
 * included. So the level is not that of the log, which one may raise for other reasons, but that of the setting.
 */
export interface TraceChannel {
  readonly channel: LogOutputChannel;
  /** Looks at the setting again. */
  refresh(): void;
  dispose(): void;
}

/** A channel that writes to `log`, and only while the setting `trace.server` is on. */
export function createTrace(log: LogOutputChannel): TraceChannel {
  const changed = new EventEmitter<LogLevel>();
  const level = () => (clientSetting("trace.server", "off") === "off" ? LogLevel.Off : LogLevel.Trace);
  const channel = new Proxy(log, {
    get(target, name) {
      switch (name) {
        case "logLevel":
          return level();
        case "onDidChangeLogLevel":
          return changed.event;
        case "trace":
          return (message: string) => target.info(message);
        default: {
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === "function" ? value.bind(target) : value;
        }
      }
    },
  });
  return { channel, refresh: () => changed.fire(level()), dispose: () => changed.dispose() };
}
