/** JPEGs as far as the tests look into them: how large they are, and what a camera writes beside the picture. */

/** In the block that `camera` makes, so that it is found wherever it should not be. */
export const SECRET = 'SECRETPLACE';

/** Tags of the block. */
const [TURN, GPS] = [0x0112, 0x8825];

/** What a camera adds: which side is up (6: turned by a quarter), and where it was, here 45.75° N, 126.64° E. */
export function camera(plain: Buffer, turned: boolean): Buffer {
  const head = Buffer.from('Exif\0\0II*\0\x08\0\0\0', 'latin1');
  const main = table([entry(TURN, 3, 1, turned ? 6 : 1), entry(GPS, 4, 1, 38)]);
  // its longer values follow the table, which ends at 104
  const places = [entry(1, 2, 2, 'N'), entry(2, 5, 3, 104), entry(3, 2, 2, 'E'), entry(4, 5, 3, 128), entry(0x1c, 7, SECRET.length, 152)];
  const block = Buffer.concat([head, main, table(places), angle(45, 45), angle(126, 38.4), Buffer.from(SECRET)]);
  const size = block.length + 2;
  return Buffer.concat([plain.subarray(0, 2), Buffer.from([0xff, 0xe1, size >> 8, size & 255]), block, plain.subarray(2)]);
}

function table(entries: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);
}

function entry(tag: number, type: number, many: number, value: number | string): Buffer {
  const own = Buffer.alloc(12);
  own.writeUInt16LE(tag, 0);
  own.writeUInt16LE(type, 2);
  own.writeUInt32LE(many, 4);
  if (typeof value === 'string') own.write(value, 8, 'latin1');
  else own.writeUInt32LE(value, 8);
  return own;
}

/** Degrees, minutes and no seconds, each as a fraction. */
function angle(degrees: number, minutes: number): Buffer {
  const own = Buffer.alloc(24);
  [degrees, 1, minutes * 10, 10, 0, 1].forEach((part, at) => own.writeUInt32LE(Math.round(part), at * 4));
  return own;
}

/** Marker and content of everything before the picture itself. */
function segments(jpeg: Buffer): [number, Buffer][] {
  const found: [number, Buffer][] = [];
  let at = 2;
  while (jpeg[at] === 0xff && jpeg[at + 1] !== 0xda) {
    const size = jpeg.readUInt16BE(at + 2);
    found.push([jpeg[at + 1]!, jpeg.subarray(at + 4, at + 2 + size)]);
    at += 2 + size;
  }
  return found;
}

/** Width and height of the picture as it is stored. */
export function size(jpeg: Buffer): string {
  const [, frame] = segments(jpeg).find(([marker]) => [0xc0, 0xc1, 0xc2].includes(marker))!;
  return `${frame.readUInt16BE(3)} × ${frame.readUInt16BE(1)}`;
}

/** Where the camera was, in degrees, if the file says so. */
export function place(jpeg: Buffer): [number, number] | undefined {
  const block = segments(jpeg).find(([marker, own]) => marker === 0xe1 && own.toString('latin1', 0, 4) === 'Exif')?.[1];
  const tiff = block?.subarray(6);
  const gps = tiff && value(tiff, tiff.readUInt32LE(4), GPS);
  if (!tiff || !gps) return undefined;
  const degrees = (tag: number) => {
    const at = value(tiff, gps, tag)!;
    const [whole, minutes] = [0, 8].map((step) => tiff.readUInt32LE(at + step) / tiff.readUInt32LE(at + step + 4));
    return whole! + minutes! / 60;
  };
  return [degrees(2), degrees(4)];
}

/** What stands under a tag of the table at `from`: a number, or where the value is. */
function value(tiff: Buffer, from: number, tag: number): number | undefined {
  const many = tiff.readUInt16LE(from);
  const at = Array.from({ length: many }, (_, place) => from + 2 + place * 12).find((own) => tiff.readUInt16LE(own) === tag);
  return at === undefined ? undefined : tiff.readUInt32LE(at + 8);
}
