/** The API takes no longer header of a kind. */
const MAX_CHARACTERS = 8_000;

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
