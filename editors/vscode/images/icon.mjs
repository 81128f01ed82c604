// Draws images/icon.png: three claw strokes over a pair of braces. Run by `npm run icon`; needs nothing but Node.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";

const SIZE = 128;
const BACK = [32, 38, 57];
const BRACE = [240, 244, 255];
const CLAW = [255, 92, 72];

/** Distance from a point to the arc of a circle between two angles (radians), or to its nearer end. */
function arc(x, y, [cx, cy, radius, from, to]) {
  const angle = Math.atan2(y - cy, x - cx);
  const turned = [angle, angle + 2 * Math.PI].some((a) => a >= from && a <= to);
  if (turned) return Math.abs(Math.hypot(x - cx, y - cy) - radius);
  const end = (a) => Math.hypot(x - cx - radius * Math.cos(a), y - cy - radius * Math.sin(a));
  return Math.min(end(from), end(to));
}

/** Distance from a point to a line segment. */
function segment(x, y, [x1, y1, x2, y2]) {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

/** The left brace; the right one is its mirror image. */
function brace(x, y) {
  const left = Math.min(x, SIZE - x);
  const upper = Math.min(y, SIZE - y);
  return Math.min(
    arc(left, upper, [42, 32, 12, Math.PI, 1.5 * Math.PI]),
    segment(left, upper, [30, 32, 30, 52]),
    arc(left, upper, [18, 52, 12, 0, 0.5 * Math.PI]),
  );
}

/** Three strokes that grow thinner downwards. */
function claw(x, y) {
  const strokes = [-15, 0, 15].map((shift) => segment(x, y, [72 + shift, 36, 56 + shift, 92]) + (y - 36) / 18);
  return Math.min(...strokes);
}

/** How much of a pixel is inside, for a smooth edge. */
const cover = (distance, width) => Math.max(0, Math.min(1, width - distance + 0.5));

function rounded(x, y) {
  const reach = SIZE / 2 - 24;
  const dx = Math.max(0, Math.abs(x - SIZE / 2) - reach);
  const dy = Math.max(0, Math.abs(y - SIZE / 2) - reach);
  return cover(Math.hypot(dx, dy), 24);
}

const mix = (under, over, share) => under.map((value, i) => value + (over[i] - value) * share);

const rows = [];
for (let row = 0; row < SIZE; row++) {
  const bytes = [0];
  for (let column = 0; column < SIZE; column++) {
    const [x, y] = [column + 0.5, row + 0.5];
    const colour = mix(mix(BACK, BRACE, cover(brace(x, y), 3.5)), CLAW, cover(claw(x, y), 5));
    bytes.push(...colour.map(Math.round), Math.round(255 * rounded(x, y)));
  }
  rows.push(Buffer.from(bytes));
}

/** The check sum of a PNG chunk; Node's own `crc32` is younger than the oldest Node that this must run on. */
function crc32(bytes) {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6], 8);
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pixels = deflateSync(Buffer.concat(rows), { level: 9 });
const png = Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))]);
writeFileSync(fileURLToPath(new URL("icon.png", import.meta.url)), png);
