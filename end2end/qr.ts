/** Reads a QR code that was drawn, not photographed: without any error there is nothing to correct. Versions 1 to 6 of quality Q. */

/** Data bytes of each block, by version. */
const blocks = [[13], [22], [17, 17], [24, 24], [15, 15, 16, 16], [19, 19, 19, 19]];
const masks: ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** The text of a code, from the path that draws its dark squares (`M3 0h1v1h-1z` for each). */
export function text(side: number, path: string): string {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => `${x} ${y}`));
  const at = (x: number, y: number) => Number(dark.has(`${x} ${y}`));
  const told = format(at);
  const own = blocks[(side - 21) / 4];
  if (told >> 3 !== 3 || !own) throw new Error(`a code of side ${side} and quality ${told >> 3}`);
  const bits = walk(side).map(([x, y]) => at(x, y) ^ Number(masks[told & 7]!(x, y) === 0));
  const words = Array.from({ length: bits.length >> 3 }, (_, word) => parseInt(bits.slice(word * 8, word * 8 + 8).join(''), 2));
  return bytes(apart(words, own));
}

/** Quality and mask, beside the squares in the corners. */
function format(at: (x: number, y: number) => number): number {
  const bits: number[] = [];
  for (const x of [0, 1, 2, 3, 4, 5, 7, 8]) bits.push(at(x, 8));
  for (const y of [7, 5, 4, 3, 2, 1, 0]) bits.push(at(8, y));
  return (parseInt(bits.join(''), 2) ^ 0x5412) >> 10;
}

/** Where data lies, in its order: up and down in stripes of two, from the right. */
function walk(side: number): [number, number][] {
  const [far, middle] = [side - 8, side - 7];
  const fixed = (x: number, y: number) =>
    (x < 9 && y < 9) || (x >= far && y < 9) || (x < 9 && y >= far) || x === 6 || y === 6 ||
    (side > 21 && Math.abs(x - middle) <= 2 && Math.abs(y - middle) <= 2);
  const found: [number, number][] = [];
  for (let right = side - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < side; step += 1) {
      const y = up ? side - 1 - step : step;
      for (const x of [right, right - 1]) if (!fixed(x, y)) found.push([x, y]);
    }
  }
  return found;
}

/** Blocks are dealt out word by word; here each is whole again, one after the other. */
function apart(words: number[], sizes: number[]): number[] {
  const all = sizes.map((): number[] => []);
  let next = 0;
  for (let round = 0; round < Math.max(...sizes); round += 1) {
    for (const [block, size] of sizes.entries()) if (round < size) all[block]!.push(words[next++]!);
  }
  return all.flat();
}

/** Four bits that say "bytes", eight that say how many, then these. */
function bytes(words: number[]): string {
  if (words[0]! >> 4 !== 4) throw new Error(`a code of the kind ${words[0]! >> 4}`);
  const half = (at: number) => ((words[at]! & 15) << 4) | (words[at + 1]! >> 4);
  return Buffer.from(Array.from({ length: half(0) }, (_, at) => half(at + 1))).toString();
}
