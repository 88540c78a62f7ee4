const SPECIAL = /[\\^$.*+?()[\]{}|/-]/g;

/** The conditions of a filter, one of which holds where a field has one of the words in it, in whatever case. What the words mean to an expression is taken from them. */
export function anyOfWords(fields: readonly string[], words: readonly string[]): Readonly<Record<string, object>>[] {
  const literal = words.map((word) => word.replace(SPECIAL, String.raw`\$&`)).join('|');
  return fields.map((field) => ({ [field]: { $regex: literal, $options: 'i' } }));
}
