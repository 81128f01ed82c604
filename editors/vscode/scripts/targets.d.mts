/** What the program of a platform is called, where a release puts it, and how it is recognised. */
export interface Target {
  readonly triple: string;
  readonly header: string;
  readonly program: string;
}

export const TARGETS: Readonly<Record<string, Target>>;
export function header(bytes: Buffer): string;
