// The platforms that the editor tells apart, and how their programs are recognised.

const unix = (triple, header) => ({ triple, header, program: "openclaw-lsp" });
const windows = (triple, header) => ({ triple, header, program: "openclaw-lsp.exe" });

/** The editor's names of platforms. Programs for Linux are static, so they run on Alpine as well. */
export const TARGETS = {
  "linux-x64": unix("x86_64-unknown-linux-musl", "ELF x86-64"),
  "linux-arm64": unix("aarch64-unknown-linux-musl", "ELF AArch64"),
  "alpine-x64": unix("x86_64-unknown-linux-musl", "ELF x86-64"),
  "alpine-arm64": unix("aarch64-unknown-linux-musl", "ELF AArch64"),
  "darwin-x64": unix("x86_64-apple-darwin", "Mach-O x86-64"),
  "darwin-arm64": unix("aarch64-apple-darwin", "Mach-O AArch64"),
  "win32-x64": windows("x86_64-pc-windows-msvc", "PE x86-64"),
  "win32-arm64": windows("aarch64-pc-windows-msvc", "PE AArch64"),
};

const ELF = { 0x3e: "x86-64", 0xb7: "AArch64" };
const MACH = { 0x01000007: "x86-64", 0x0100000c: "AArch64" };
const PE = { 0x8664: "x86-64", 0xaa64: "AArch64" };

/** What a program is, by its first bytes: the format and the processor. */
export function header(bytes) {
  if (bytes.length >= 20 && bytes.readUInt32BE(0) === 0x7f454c46) {
    return `ELF ${ELF[bytes.readUInt16LE(18)] ?? "for another processor"}`;
  }
  if (bytes.length >= 8 && bytes.readUInt32LE(0) === 0xfeedfacf) {
    return `Mach-O ${MACH[bytes.readUInt32LE(4)] ?? "for another processor"}`;
  }
  if (bytes.length >= 64 && bytes.toString("latin1", 0, 2) === "MZ") {
    const at = bytes.readUInt32LE(60);
    const machine = at + 6 <= bytes.length ? bytes.readUInt16LE(at + 4) : 0;
    return `PE ${PE[machine] ?? "for another processor"}`;
  }
  return "no program";
}
