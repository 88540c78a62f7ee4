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
