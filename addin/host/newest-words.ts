/** More is not sent to the server: who writes names an invoice early. */
const MAX_CHARACTERS = 8_000;

/** Lines with which a mail client begins the message that it quotes. */
const QUOTE_BEGINS: readonly RegExp[] = [
  /^\s*-{2,}\s*(?:original message|ursprüngliche nachricht|forwarded message)\s*-{2,}/i,
  /^\s*(?:on|am)\s.{1,200}\s(?:wrote|schrieb)\b.{0,200}:\s*$/i,
  /^\s*_{10,}\s*$/,
];
const HEADER_LINE = /^\s*(?:from|von):\s/i;
const HEADER_FOLLOWS = /^\s*(?:sent|date|to|gesendet|datum|an):\s/i;

/** The newest message's own words of a body that quotes the whole thread. */
export function newestWords(body: string): string {
  const lines = body.slice(0, MAX_CHARACTERS * 4).split(/\r?\n/);
  const quoted = lines.findIndex((line, at) => beginsQuote(line, lines[at + 1] ?? ''));
  const own = (quoted < 0 ? lines : lines.slice(0, quoted)).filter((line) => !line.startsWith('>'));
  return own.join('\n').trim().slice(0, MAX_CHARACTERS);
}

function beginsQuote(line: string, next: string): boolean {
  if (line.length > 500) return false;
  if (QUOTE_BEGINS.some((pattern) => pattern.test(line))) return true;
  return HEADER_LINE.test(line) && HEADER_FOLLOWS.test(next);
}

/** The header `Reply-To` out of all headers of a message, unfolded and not taken apart; null where it has none. */
export function replyToOf(headers: string): string | null {
  const line = linesOf(headers).find((candidate) => /^reply-to:/i.test(candidate));
  return line === undefined ? null : headerValue(line).slice(0, MAX_CHARACTERS);
}

/** The headers `In-Reply-To` and `References` out of all headers of a message, unfolded; null where it has neither. */
export function referencesOf(headers: string): string | null {
  const found = linesOf(headers).filter((line) => /^(?:in-reply-to|references):/i.test(line));
  const values = found.map(headerValue);
  return values.length === 0 ? null : values.join(' ').slice(0, MAX_CHARACTERS);
}

function linesOf(headers: string): string[] {
  return headers.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
}

function headerValue(line: string): string {
  return line.slice(line.indexOf(':') + 1).trim();
}
