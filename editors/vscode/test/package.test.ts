import assert from "node:assert/strict";
import { test } from "node:test";
import { header, TARGETS } from "../scripts/targets.mjs";

/** The first bytes of a program: numbers at offsets. */
function program(...numbers: [offset: number, value: number, size: 2 | 4][]) {
  const bytes = Buffer.alloc(256);
  numbers.forEach(([offset, value, size]) => bytes.writeUIntLE(value, offset, size));
  return bytes;
}

test("programs are known by their first bytes", () => {
  const elf: [number, number, 4] = [0, 0x464c457f, 4];
  assert.equal(header(program(elf, [18, 0x3e, 2])), "ELF x86-64");
  assert.equal(header(program(elf, [18, 0xb7, 2])), "ELF AArch64");
  assert.equal(header(program(elf, [18, 0xf3, 2])), "ELF for another processor");
  assert.equal(header(program([0, 0xfeedfacf, 4], [4, 0x0100000c, 4])), "Mach-O AArch64");
  assert.equal(header(program([0, 0x5a4d, 2], [60, 128, 4], [132, 0x8664, 2])), "PE x86-64");
  assert.equal(header(program([0, 0x5a4d, 2], [60, 4000, 4])), "PE for another processor");
  assert.equal(header(Buffer.from("#!/bin/sh\n")), "no program");
});

test("every platform has its own kind of program", () => {
  for (const [name, target] of Object.entries(TARGETS)) {
    assert.equal(target.program.endsWith(".exe"), name.startsWith("win32"), name);
    assert.equal(target.header.endsWith(name.endsWith("arm64") ? "AArch64" : "x86-64"), true, name);
  }
});
