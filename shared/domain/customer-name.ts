/** Letters that Unicode does not take apart into a letter and a mark. */
const UNFOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Words that say what kind of company it is, and not which one. */
const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'ab ag aps as asa bhd bv bvba co company corp corporation doo eg ek ev eurl ges gesmbh gmbh inc incorporated kft kg kgaa kk lda limited llc llp lp ltd mbh nv ohg ou oy oyj plc pte pty sa sarl sas sdn se snc sp spa spol sprl srl sro zoo und and et e y'.split(
    ' ',
  ),
);

const MIN_KEY_LETTERS = 4;
const MAX_NAME_WORDS = 6;

/** The words of a name in lower case and without accents, as they are searched by: `Müller & Söhne KG` gives `muller sohne kg`. */
export function nameWords(name: string): string[] {
  return folded(name).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * What a customer's name is looked up by: its words without those of the legal form, `kestrel freight` for `KESTREL Freight Ltd.`. Null where fewer
 * than 4 letters remain.
 */
export function nameKey(name: string): string | null {
  return keyOf(sayingWords(name));
}

/** The keys of every name of up to 6 words that may stand in a text, longest first; each once, at most `limit`. */
export function nameKeysIn(text: string, limit: number): string[] {
  const words = sayingWords(text);
  const keys = new Set<string>();
  for (let length = Math.min(MAX_NAME_WORDS, words.length); length > 0; length -= 1) {
    for (let from = 0; from + length <= words.length && keys.size < limit; from += 1) {
      const key = keyOf(words.slice(from, from + length));
      if (key !== null) keys.add(key);
    }
  }
  return [...keys];
}

function sayingWords(text: string): string[] {
  return nameWords(text.replaceAll('.', '')).filter((word) => !LEGAL_FORMS.has(word));
}

function keyOf(words: readonly string[]): string | null {
  const key = words.join(' ');
  return key.replaceAll(' ', '').length < MIN_KEY_LETTERS ? null : key;
}

function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => UNFOLDED[letter] ?? letter);
}
