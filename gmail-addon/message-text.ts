import type { gmail_v1 } from '@googleapis/gmail';
import { newestWords } from '#shared/domain/newest-words.ts';

type Part = gmail_v1.Schema$MessagePart;

/** In characters of base64: of a longer text the beginning says what is to be known of it. */
const MAX_ENCODED = 200_000;
/** A part that lies deeper is a message within the message. */
const MAX_DEPTH = 6;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The newest message's own words, as the Outlook pane reads them; empty where the message has no text. */
export function newestText(payload: Part | undefined): string {
  if (payload === undefined) return '';
  const parts = textParts(payload, 0);
  const plain = parts.find(({ mimeType }) => mimeType === 'text/plain');
  if (plain !== undefined) return newestWords(decoded(plain));
  const [html] = parts;
  return html === undefined ? '' : newestWords(textOfHtml(decoded(html)));
}

/** What of a message is to be read; files that lie in it are not. */
function textParts(part: Part, depth: number): Part[] {
  const { mimeType, filename, body, parts } = part;
  const isText = mimeType === 'text/plain' || mimeType === 'text/html';
  if (isText && !filename && body?.data) return [part];
  if (depth >= MAX_DEPTH || mimeType === 'message/rfc822') return [];
  return (parts ?? []).flatMap((one) => textParts(one, depth + 1));
}

/** Gmail hands texts over in UTF-8, whatever they were written in. */
function decoded({ body }: Part): string {
  return Buffer.from((body?.data ?? '').slice(0, MAX_ENCODED), 'base64url').toString('utf8');
}

/** The words of a text in HTML, a line where a reader sees one. */
function textOfHtml(source: string): string {
  return withoutUnseen(source)
    .replace(/[ \t\r\n]+/g, ' ')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]{0,500}>/gi, '\n')
    .replace(/<[^<>]{0,5000}>/g, '')
    .replace(/&(#?\w{1,8});/g, (whole, name: string) => ENTITIES[name] ?? numbered(name) ?? whole);
}

/** What nobody sees is gone, up to the end where nothing closes it. Each character is looked at once. */
function withoutUnseen(source: string): string {
  const begins = /<(style|script|head|title)\b/gi;
  const lower = source.toLowerCase();
  const kept: string[] = [];
  let from = 0;
  for (let found = begins.exec(source); found !== null; found = begins.exec(source)) {
    kept.push(source.slice(from, found.index));
    const end = lower.indexOf(`</${found[1]?.toLowerCase()}`, found.index);
    if (end < 0) return kept.join(' ');
    from = end;
    begins.lastIndex = end;
  }
  return [...kept, source.slice(from)].join(' ');
}

/** Null for what is no number of a character. */
function numbered(name: string): string | null {
  const [, hex = '', digits = ''] = /^#(x[0-9a-f]+|(\d+))$/i.exec(name) ?? [];
  const code = digits === '' ? Number.parseInt(hex.slice(1), 16) : Number(digits);
  return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : null;
}
