// Before what wasm-split wrote: the parts that a page needs come in one file, its pack; those in `leaning` also need the one
// of what most pages need. The page's own part is asked for last, in the same breath as the others, and brings the packs;
// the others wait for them.
const parts = new Map();
const coming = new Map();
let shared = false;

function part(name) {
    if (name.startsWith("split_")) {
        const page = name.slice(6);
        bring(page).catch(() => {});
        if (leaning.has(page) && !shared) {
            bring("shared").then(() => (shared = true), () => {});
        }
    }
    return Promise.resolve().then(() => Promise.allSettled(coming.values())).then(() => {
        const bytes = parts.get(name);
        if (!bytes) throw new Error(`Failed to fetch ${name}`);
        return new Response(bytes, { headers: { "content-type": "application/wasm" } });
    });
}

function bring(pack) {
    if (!coming.has(pack)) coming.set(pack, unpack(pack).finally(() => coming.delete(pack)));
    return coming.get(pack);
}

/** How long the list is, the list of names and lengths, the parts. */
async function unpack(page) {
    const answer = await fetch(new URL(`./${page}.pack`, import.meta.url));
    if (!answer.ok) throw new Error(`Failed to fetch ${page}: ${answer.status}`);
    const pack = await answer.arrayBuffer();
    let from = 4 + new DataView(pack).getUint32(0, true);
    for (const [name, length] of JSON.parse(new TextDecoder().decode(new Uint8Array(pack, 4, from - 4)))) {
        parts.set(name, new Uint8Array(pack, from, length));
        from += length;
    }
}

