/** Spreadsheets that the product hands out, read without a library. */
import { inflateRawSync } from 'node:zlib';

/** The texts inside an .xlsx, which is a zip. */
export function texts(xlsx: Buffer): string {
  let [told, at] = ['', 0];
  while ((at = xlsx.indexOf('PK\x01\x02', at)) >= 0) {
    const [size, name, local] = [xlsx.readUInt32LE(at + 20), xlsx.readUInt16LE(at + 28), xlsx.readUInt32LE(at + 42)];
    const start = local + 30 + xlsx.readUInt16LE(local + 26) + xlsx.readUInt16LE(local + 28);
    const bytes = xlsx.subarray(start, start + size);
    told += xlsx.readUInt16LE(local + 8) === 0 ? bytes.toString() : inflateRawSync(bytes).toString();
    at += 46 + name;
  }
  return told;
}
