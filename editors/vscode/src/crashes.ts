/** How many ends of the server are answered by a new start, and within which time, in milliseconds. */
const FORGIVEN = 3;
const WINDOW = 3 * 60 * 1000;

/** Remembers when the server ended without being asked to. */
export class Crashes {
  private times: number[] = [];

  /** Notes an end; true if the server should be started again, false when it has ended too often of late. */
  note(now: number): boolean {
    this.times = [...this.times.filter((time) => now - time < WINDOW), now];
    return this.times.length <= FORGIVEN;
  }

  /** Forgets what was, as the user asked for a new start. */
  forget(): void {
    this.times = [];
  }

  /** What to tell the user when it is not started again. */
  get message(): string {
    return `openclaw-lsp ended ${this.times.length} times within ${WINDOW / 60_000} minutes and is not started again. Its log may say why.`;
  }
}
