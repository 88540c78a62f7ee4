/** The newest and the first say most; a thread of hundreds of messages names them all. */
const MAX_IDS = 40;
const MAX_LENGTH = 500;

/**
 * The messages that a thread is made of, from its `References` and `In-Reply-To` and the open message's own id: each id with its angle brackets, the first
 * message first. A text without brackets counts as one id.
 */
export function messageIds(references: string | undefined, internetMessageId: string | undefined): string[] {
  const named = [...(references ?? '').matchAll(/<[^<>\s]+>/g)].map(([id]) => id);
  const own = (internetMessageId ?? '').trim();
  const all = [...named, ...(own === '' ? [] : [bracketed(own)])].filter(({ length }) => length <= MAX_LENGTH);
  const distinct = [...new Set(all)];
  return distinct.length <= MAX_IDS ? distinct : [...distinct.slice(0, 1), ...distinct.slice(1 - MAX_IDS)];
}

/** The one form of a message's id, with its angle brackets; null for none, and for what is too long to be one. */
export function messageId(text: string | undefined): string | null {
  return messageIds(undefined, text)[0] ?? null;
}

function bracketed(id: string): string {
  return id.startsWith('<') ? id : `<${id}>`;
}
