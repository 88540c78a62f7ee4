/** Digits in groups that a person may have typed as one number, with up to three blanks, dashes or dots between them. */
const RUN = /\d(?:[ \u00a0.\u2013-]{0,3}\d){12,}/g;
const SECURITY_CODE = /\b(cvv2?|cvc2?|csc)\b([^\p{L}\p{N}]{0,3})\d{3,4}(?!\d)/giu;
const SHORTEST = 13;
const LONGEST = 19;

/** First digits and lengths that card brands have given out. */
const BRANDS: readonly { readonly prefix: RegExp; readonly lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  { prefix: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, lengths: [16] },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(30[0-5]|309|36|3[89])/, lengths: [14, 15, 16, 17, 18, 19] },
  { prefix: /^35(2[89]|[3-8])/, lengths: [16, 17, 18, 19] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^(50|5[6-9]|6[0-9])/, lengths: [13, 14, 15, 16, 17, 18, 19] },
];

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

interface Suspect {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** What in a text looks like a payment card's number: brand, length and check digit fit. Digits only, without what stood between them. */
export function cardNumbersIn(text: string): string[] {
  return [...new Set(suspectsIn(text).map(({ digits }) => digits))];
}

/**
 * Masks card numbers to their first six and last four digits, and security codes wholly. About one in forty random 16-digit numbers looks like a card's; the tenant's own
 * numbers are named in `exempt` and stay.
 */
export function maskCardNumbers(text: string, exempt: ReadonlySet<string>): string {
  let masked = '';
  let end = 0;
  for (const suspect of suspectsIn(text)) {
    if (suspect.start < end || exempt.has(suspect.digits)) continue;
    masked += text.slice(end, suspect.start) + masking(suspect.digits);
    end = suspect.end;
  }
  return (masked + text.slice(end)).replace(SECURITY_CODE, '$1$2***');
}

function masking(digits: string): string {
  return `${digits.slice(0, 6)}${'*'.repeat(digits.length - 10)}${digits.slice(-4)}`;
}

function suspectsIn(text: string): Suspect[] {
  const suspects: Suspect[] = [];
  for (const run of text.matchAll(RUN)) {
    const groups = groupsOf(run[0], run.index);
    for (let first = 0; first < groups.length; first += 1) suspects.push(...suspectsFrom(groups, first));
  }
  return suspects;
}

function groupsOf(run: string, offset: number): Group[] {
  return [...run.matchAll(/\d+/g)].map(({ 0: digits, index }) => {
    const start = offset + index;
    return { digits, start, end: start + digits.length };
  });
}

/** A card's number may have neighbours (an expiry, a security code), so each row of whole groups is tried; never more groups than the longest number has digits. */
function suspectsFrom(groups: readonly Group[], first: number): Suspect[] {
  const suspects: Suspect[] = [];
  const start = groups[first]?.start ?? 0;
  let digits = '';
  for (const group of groups.slice(first, first + LONGEST)) {
    digits += group.digits;
    if (digits.length > LONGEST) break;
    if (digits.length >= SHORTEST && isCardNumber(digits)) suspects.push({ digits, start, end: group.end });
  }
  return suspects.reverse();
}

function isCardNumber(digits: string): boolean {
  return (
    BRANDS.some(({ prefix, lengths }) => lengths.includes(digits.length) && prefix.test(digits)) && passesLuhn(digits)
  );
}

/** The check digit of ISO/IEC 7812. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += place % 2 === 0 ? digit : doubled;
  }
  return sum % 10 === 0;
}
