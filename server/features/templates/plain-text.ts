const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  euro: '€',
  ndash: '–',
  mdash: '—',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
};

/** The plain text of a mail body: a paragraph, row or list entry to a line, cells apart by two blanks. For HTML of our own templates, in which no value can be markup. */
export function plainTextOf(html: string): string {
  return decoded(
    html
      .replace(/\s+/g, ' ')
      .replace(/<li[^>]*>/g, '- ')
      .replace(/<\/t[hd]>\s*(?=<t[hd])/g, '  ')
      .replace(/<(?:br|hr)[^>]*>|<\/(?:tr|li|div)>/g, '\n')
      .replace(/<\/(?:p|h2|h3|table|ul|ol)>/g, '\n\n')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const point = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
