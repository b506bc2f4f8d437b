// Pictures that pages show: kept only where they were taken along, and never in the room of what is still to be written. What
// is left out is said in its place, by the page.

/** From this share of the device's room on none is fetched; from there on the pages warn (app/src/bag/room.rs). */
const NEARLY_FULL = 0.8;

async function picture(event) {
  // what was merely seen would push out pages
  return (await freshOrKept(event, true, PATIENCE_MS)) || Response.error();
}

async function takePicture(address) {
  // its address names its content: what is here already is right
  const { href } = new URL(address, self.location.origin);
  const along = await caches.open(`along ${await whoIsHere()}`);
  const kept = (await along.match(href)) && (await find(href));
  if (kept) return (await kept.arrayBuffer()).byteLength;
  const { usage = 0, quota = 0 } = await navigator.storage.estimate();
  return quota && usage / quota >= NEARLY_FULL ? 0 : takePage(address);
}

/** A picture is opened where it was asked for, also one that the server hands out to be saved: saved, it would lie there unsealed. */
function opened(answer) {
  const headers = new Headers(answer.headers);
  const type = headers.get('content-type') || '';
  if (type.startsWith('image/')) {
    headers.set('content-disposition', 'inline');
    // the browser's own page around a picture has a style
    headers.set('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  }
  return headers;
}
