// wasm-opt -O1 for all files of a directory in one process: for hundreds of small files, starting it took longer than its work.
// Takes the library's file and the directory.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [library, dir] = process.argv.slice(2);
// the names in the cut files are dropped here; that one kind of them is new to the library is no news
for (const kind of ['error', 'warn']) {
  const say = console[kind].bind(console);
  console[kind] = (...what) => /unknown name subsection/.test(String(what[0])) || say(...what);
}
const { default: binaryen } = await import(pathToFileURL(library));
const { BulkMemory, BulkMemoryOpt, MutableGlobals, Multivalue, NontrappingFPToInt, ReferenceTypes, SignExt } =
  binaryen.Features;
// what rustc emits
const features =
  BulkMemory | BulkMemoryOpt | MutableGlobals | Multivalue | NontrappingFPToInt | ReferenceTypes | SignExt;
binaryen.setOptimizeLevel(1);
binaryen.setShrinkLevel(0);
for (const name of readdirSync(dir).filter((name) => name.endsWith('.wasm'))) {
  const file = join(dir, name);
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(features);
  if (!module.validate()) throw new Error(`${name} is not valid`);
  module.optimize();
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
