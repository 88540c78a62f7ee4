/** Shorter runs of digits name too many things besides documents: days, quantities, years. */
const MIN_DIGITS = 4;
const MAX_DIGITS = 40;

/** Letters that people put before a number, or leave out, without meaning another one. */
const COMMON_PREFIXES: ReadonlySet<string> = new Set(
  'INV INVOICE IN BILL DOC NO NR RE RG RN RECHNUNG BELEG FA FAC FACT FACTURE FACTURA FATTURA FV FT FAKTURA CM CN CR CREDIT GS GUTSCHRIFT DM DN'.split(
    ' ',
  ),
);

/**
 * What a document's or customer's number is looked up by: its digits without padding zeros, `611365` for `0000611365` and `2026123` for `RE-2026/123`.
 * Null where fewer than 4 digits, or more than 40, remain: such a number names nothing by itself.
 */
export function numberKey(number: string): string | null {
  const digits = number.replace(/\D+/g, '').replace(/^0+/, '');
  return digits.length < MIN_DIGITS || digits.length > MAX_DIGITS ? null : digits;
}

/** How surely a written number is a given one: the same but for padding zeros, signs between and a common prefix; or only its digits are the same. */
export type NumberLikeness = 'same' | 'same_digits';

/** Holds a number as somebody wrote it against one of the ledger. Null where it is another one: `PO-4711` is not `4711`. */
export function numberLikeness(written: string, number: string): NumberLikeness | null {
  const a = plain(written);
  const b = plain(number);
  if (a === b || withoutCommonPrefix(a) === b || a === withoutCommonPrefix(b)) return 'same';
  const bare = withoutCommonPrefix(a);
  const key = /\D/.test(bare) ? null : numberKey(bare);
  return key !== null && key === numberKey(b) ? 'same_digits' : null;
}

/** Capital letters and digits alone, each run of digits without its padding zeros. */
function plain(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\d]+/gu, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

function withoutCommonPrefix(plainNumber: string): string {
  const letters = /^\D+/.exec(plainNumber)?.[0] ?? '';
  return COMMON_PREFIXES.has(letters) ? plainNumber.slice(letters.length) : plainNumber;
}
