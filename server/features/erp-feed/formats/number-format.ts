import type { FeedMapping } from '#shared/api/feed-mapping.ts';

/** What a mapping says of a file's amounts. */
export type DeclaredNumbers = NonNullable<FeedMapping['numberFormat']>;
export type DecimalSign = '.' | ',';
/** How a file writes amounts, its decimal sign known. */
export interface NumberFormat {
  readonly decimal: DecimalSign;
  readonly grouping?: DeclaredNumbers['grouping'];
  readonly negative?: DeclaredNumbers['negative'];
}

/** Reads an amount as one format writes it, as a plain decimal such as `-1234.50`; null for anything else. */
export type ReadDecimal = (text: string) => string | null;

const SIGNS: readonly (readonly [NonNullable<NumberFormat['negative']>, RegExp])[] = [
  ['leading', /^[-\u2212] ?(.+)$/],
  ['trailing', /^(.+?) ?[-\u2212]$/],
  ['parentheses', /^\((.+)\)$/],
];
/** No amount has more characters, and none that has is to be computed with. */
export const LONGEST_AMOUNT = 60;
const SPACES = ' \u00A0\u2009\u202F';
const APOSTROPHES = "'\u2019";
const USUAL_GROUPING = { '.': `,${SPACES}${APOSTROPHES}`, ',': `.${SPACES}${APOSTROPHES}` } as const;

/** Makes the reader of a number format: groups of three digits (or of two before the last three), one grouping sign in a number. */
export function decimalReader({ decimal, grouping, negative }: NumberFormat): ReadDecimal {
  const groups = groupingSigns(decimal, grouping);
  const point = `\\${decimal}`;
  const grouped =
    groups === ''
      ? ''
      : `|([1-9]\\d{0,2})([${groups}])\\d{3}(?:\\3\\d{3})*|[1-9]\\d?(?:([${groups}])\\d{2})(?:\\4\\d{2})*\\4\\d{3}`;
  const pattern = new RegExp(`^(?:(\\d+)${grouped})?(?:${point}(\\d+))?$`);
  const signs = SIGNS.filter(([form]) => negative === undefined || form === negative);
  return (text) => {
    if (text.length > LONGEST_AMOUNT) return null;
    const { sign, digits } = withoutSign(text, signs);
    const match = digits === '' ? null : pattern.exec(digits);
    return match === null ? null : sign + plainDecimal(digits, match.at(-1));
  };
}

function plainDecimal(digits: string, fraction: string | undefined): string {
  const whole = fraction === undefined ? digits : digits.slice(0, -fraction.length - 1);
  const ungrouped = whole.replace(/\D/g, '') || '0';
  return fraction === undefined ? ungrouped : `${ungrouped}.${fraction}`;
}

/** Rounds a plain decimal to a number of decimals, half away from 0. */
export function roundDecimal(decimal: string, digits: number): string {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  if (fraction.length <= digits) return decimal;
  const kept = BigInt(whole + fraction.slice(0, digits)) + (fraction.charAt(digits) >= '5' ? 1n : 0n);
  const padded = String(kept).padStart(digits + 1, '0');
  const rounded = digits === 0 ? padded : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return sign + rounded;
}

function groupingSigns(decimal: DecimalSign, declared: NumberFormat['grouping']): string {
  if (declared === undefined) return USUAL_GROUPING[decimal];
  if (declared === ' ') return SPACES;
  return declared === "'" ? APOSTROPHES : declared;
}

function withoutSign(text: string, signs: typeof SIGNS): { sign: '-' | ''; digits: string } {
  for (const [, pattern] of signs) {
    const digits = pattern.exec(text)?.[1];
    if (digits !== undefined) return { sign: '-', digits };
  }
  return { sign: '', digits: text.replace(/^\+/, '') };
}
