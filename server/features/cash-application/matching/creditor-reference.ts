const WRITTEN = /^RF(\d{2})([A-Z0-9]{1,21})$/;
const CHECKED = 97;

/**
 * The reference within a structured creditor reference of ISO 11649 (`RF18539007547034` gives `539007547034`), spaces and case left aside.
 * Null for anything else, and where the check digits are wrong.
 */
export function creditorReference(text: string): string | null {
  const plain = text.replace(/\s+/g, '').toUpperCase();
  const [, check = '', reference = ''] = WRITTEN.exec(plain) ?? [];
  if (reference === '' || remainder(`${reference}RF${check}`) !== 1) return null;
  return reference;
}

/** The remainder by 97 of the number that stands for a text, letters being 10 to 35. */
function remainder(text: string): number {
  let rest = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % CHECKED;
  }
  return rest;
}
