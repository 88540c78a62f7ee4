import { numberKey } from '#shared/domain/document-number.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';

/** So many words of what a payer wrote are looked up; nobody names more documents by hand. */
const MOST_WORDS = 400;
const MOST_KEYS = 200;
const SHORTEST = 3;
const LONGEST = 40;

/**
 * By what the numbers in a payer's words are looked up in the ledger: each word that has a digit as it stands without padding zeros, and its digits alone. Numbers
 * with signs between (`RE-2026/0117`) count as one and as their parts.
 */
export function writtenNumberKeys(texts: readonly string[]): string[] {
  const keys = new Set<string>();
  const words = texts.flatMap((text) => text.split(/[\s,;:|]+/)).slice(0, MOST_WORDS);
  for (const word of words) {
    for (const part of [word, ...word.split(/[/+&_()[\]-]+/)]) {
      if (keys.size >= MOST_KEYS) return [...keys];
      for (const key of keysOf(part)) keys.add(key);
    }
  }
  return [...keys];
}

function keysOf(word: string): string[] {
  const bare = word.replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  if (!/\d/.test(bare) || bare.length < SHORTEST || bare.length > LONGEST) return [];
  const digits = numberKey(bare);
  return digits === null ? [withoutPadding(bare)] : [withoutPadding(bare), digits];
}
