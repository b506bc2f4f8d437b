// After what wasm-split wrote: what all parts share, and how a caller hears that its code is in. Loads a page's packs in place
// of its hundreds of files.

/** Names of the parts that are in. */
const there = new Set();
const coming = new Map();

/** Every browser compiles so many bytes while it waits. Most parts are smaller, and handing each over took longer. */
const SMALL = 4096;

/** Puts in what a page needs. Each part goes in once, whoever else brings it: it comes with data of its own. */
async function load(page) {
    const packs = leaning.has(page) ? ["shared", page] : [page];
    const parts = await Promise.all(packs.map(bring));
    const imports = getSharedImports();
    for (const [name, module] of parts.flat()) {
        if (there.has(name)) continue;
        new WebAssembly.Instance(module, imports);
        there.add(name);
    }
}

/** The parts of a pack, ready to go in. One that did not come is asked for again. */
function bring(pack) {
    if (!coming.has(pack)) {
        const parts = unpack(pack);
        parts.catch(() => coming.delete(pack));
        coming.set(pack, parts);
    }
    return coming.get(pack);
}

/** How long the list is, the list of names and lengths, the parts: each is compiled while the next ones are on their way. */
async function unpack(pack) {
    const answer = await fetch(new URL(`./${pack}.pack`, import.meta.url));
    if (!answer.ok) throw new Error(`Failed to fetch ${pack}: ${answer.status}`);
    const take = taking(answer.body.getReader());
    const list = new DataView((await take(4)).slice().buffer).getUint32(0, true);
    const parts = [];
    for (const [name, length] of JSON.parse(new TextDecoder().decode(await take(list)))) {
        const bytes = await take(length);
        if (!there.has(name)) parts.push(compile(name, bytes));
    }
    return Promise.all(parts);
}

/** Gives so many bytes as soon as they are there. */
function taking(reader) {
    let held = new Uint8Array();
    return async (length) => {
        const pieces = [held];
        for (let have = held.length; have < length; ) {
            const { value, done } = await reader.read();
            if (done) throw new Error("Failed to fetch: a pack was cut off");
            pieces.push(value);
            have += value.length;
        }
        const all = pieces.length > 1 ? new Uint8Array(await new Blob(pieces).arrayBuffer()) : held;
        held = all.subarray(length);
        return all.subarray(0, length);
    };
}

async function compile(name, bytes) {
    return [name, bytes.length < SMALL ? new WebAssembly.Module(bytes) : await WebAssembly.compile(bytes)];
}

