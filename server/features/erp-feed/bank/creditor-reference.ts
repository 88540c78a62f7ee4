const FORM = /^RF\d{2}[A-Z0-9]{1,21}$/;
const CHECK_MODULUS = 97n;

/** A creditor reference of ISO 11649 without blanks; null where the text has not its form or its check digits are wrong. */
export function creditorReference(text: string): string | null {
  const reference = text.replace(/\s+/g, '').toUpperCase();
  if (!FORM.test(reference)) return null;
  const turned = `${reference.slice(4)}${reference.slice(0, 4)}`;
  const digits = turned.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % CHECK_MODULUS === 1n ? reference : null;
}

/** Whether a text has the form of a creditor reference, its check digits right or wrong. */
export function looksLikeCreditorReference(text: string): boolean {
  return FORM.test(text.replace(/\s+/g, '').toUpperCase());
}
