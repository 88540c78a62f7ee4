const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;
/** What a word goes on with in a script that parts words by blanks; in others nobody can tell where a name ends. */
const GOES_ON = String.raw`[\p{Latin}\p{Greek}\p{Cyrillic}\p{N}_]`;
const BEGINS_OR_ENDS_WORD = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}_]/u;

/** The conditions of a filter, one of which holds where a field has one of the words in it, in whatever case. What the words mean to an expression is taken from them. */
export function anyOfWords(fields: readonly string[], words: readonly string[]): Readonly<Record<string, object>>[] {
  return anyOf(fields, words.map(literal));
}

/**
 * The same for a person's address and names, each as a whole: an address is not the end or the beginning of another, and a name is not a part of a longer word, but may have the `s`
 * of whose something is and may go over the end of a line.
 */
export function anyOfPersonsWords(
  fields: readonly string[],
  words: readonly string[],
): Readonly<Record<string, object>>[] {
  return anyOf(
    fields,
    words.map((word) => (word.includes('@') ? wholeAddress(word) : wholeName(word))),
  );
}

function anyOf(fields: readonly string[], patterns: readonly string[]): Readonly<Record<string, object>>[] {
  return fields.map((field) => ({ [field]: { $regex: patterns.join('|'), $options: 'i' } }));
}

function wholeAddress(address: string): string {
  return `(?<!${GOES_ON})(?<!${GOES_ON}[.+%-])${literal(address)}(?!${GOES_ON}|[.-]${GOES_ON})`;
}

function wholeName(name: string): string {
  const before = BEGINS_OR_ENDS_WORD.test([...name].at(0) ?? '') ? `(?<!${GOES_ON})` : '';
  const after = BEGINS_OR_ENDS_WORD.test([...name].at(-1) ?? '') ? `(?:['’]?s)?(?!${GOES_ON}|@)` : '';
  return `${before}${name.split(/\s+/).map(literal).join(String.raw`\s+`)}${after}`;
}

function literal(word: string): string {
  return word.replace(SPECIAL, String.raw`\$&`);
}
