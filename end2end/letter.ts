/** A mail as whoever gets it reads it: whatever it is packed in, unpacked. */
export interface Letter {
  subject: string;
  text: string;
}

const bytes = (raw: string) => Buffer.from(raw, 'latin1');
const readable = (raw: string) => bytes(raw).toString('utf8');

/** `=E4=B8=AD` as bytes. */
function unquoted(raw: string): string {
  return raw.replace(/=\r\n/g, '').replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

const unpacked = (raw: string, how: string) =>
  how === 'base64' ? Buffer.from(raw, 'base64').toString('latin1') : how === 'quoted-printable' ? unquoted(raw) : raw;

/** The words of a header; those that are packed by themselves (RFC 2047) too. */
function words(raw: string): string {
  const joined = raw.replace(/\?=\s+=\?/g, '?==?');
  const open = (packed: string, how: string) =>
    how.toLowerCase() === 'b' ? unpacked(packed, 'base64') : unquoted(packed.replaceAll('_', ' '));
  return readable(joined.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how, packed) => open(packed, how)));
}

/** Reads what a mail server was given: each byte is one character. */
export function letter(raw: string): Letter {
  const end = raw.indexOf('\r\n\r\n');
  const heads = raw.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const head = (name: string) =>
    heads.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? '';
  const body = raw.slice(end + 4).replace(/^\.\./gm, '.');
  const boundary = head('content-type').match(/boundary="?([^";]+)/i)?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1) : [];
  const text = boundary
    ? parts.map((part) => letter(part.replace(/^\r\n/, '')).text).join('\n')
    : readable(unpacked(body, head('content-transfer-encoding').toLowerCase()));
  return { subject: words(head('subject')), text };
}
