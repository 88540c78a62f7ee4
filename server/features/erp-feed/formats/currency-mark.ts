import { type CurrencyCode, isCurrencyCode } from '#shared/domain/currency.ts';

/** Signs that stand for currencies beside amounts, and which they can be; a sign of several says less than a code. */
const SIGNS: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP', 'EGP', 'GIP', 'FKP', 'SHP', 'LBP', 'SYP', 'SSP', 'SDG'],
  US$: ['USD'],
  A$: ['AUD'],
  C$: ['CAD'],
  CA$: ['CAD'],
  NZ$: ['NZD'],
  HK$: ['HKD'],
  S$: ['SGD'],
  R$: ['BRL'],
  $: [
    'USD',
    'AUD',
    'CAD',
    'NZD',
    'HKD',
    'SGD',
    'MXN',
    'ARS',
    'CLP',
    'COP',
    'TWD',
    'BSD',
    'BBD',
    'BMD',
    'JMD',
    'TTD',
    'UYU',
  ],
  '¥': ['JPY', 'CNY'],
  '₹': ['INR'],
  '₩': ['KRW'],
  '₺': ['TRY'],
  '₪': ['ILS'],
  '₫': ['VND'],
  '฿': ['THB'],
  '₴': ['UAH'],
  '₦': ['NGN'],
  '₱': ['PHP'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
  zł: ['PLN'],
  Kč: ['CZK'],
  Ft: ['HUF'],
  lei: ['RON', 'MDL'],
  'Fr.': ['CHF'],
  'SFr.': ['CHF'],
};
const LONGEST_FIRST = Object.keys(SIGNS).sort((a, b) => b.length - a.length);
const MARK = new RegExp(`[A-Z]{3}(?![A-Za-z])|${LONGEST_FIRST.map(escaped).join('|')}`, 'u');
/** Within digits nothing but their own signs may stand. */
const OPEN_AT_END = /[\d.,'\u2019]\s*$/u;
const OPEN_AT_START = /^\s*[\d.,'\u2019]/u;

/** An amount without the currency that is written beside it; `mark` is empty where there is none. */
export function withoutMark(text: string): { readonly core: string; readonly mark: string } {
  if (!/[^\d.,\s()+-]/u.test(text)) return { core: text, mark: '' };
  const found = MARK.exec(text);
  if (found === null) return { core: text, mark: '' };
  const [mark] = found;
  const [before, after] = [text.slice(0, found.index), text.slice(found.index + mark.length)];
  const isKnown = SIGNS[mark] !== undefined || isCurrencyCode(mark);
  if (!isKnown || (OPEN_AT_END.test(before) && OPEN_AT_START.test(after))) return { core: text, mark: '' };
  return { core: joined(before, after), mark };
}

/** Whether what stands beside an amount can mean a currency. */
export function canMean(mark: string, currency: CurrencyCode): boolean {
  return mark === currency || (SIGNS[mark] ?? []).includes(currency);
}

/** `-€ 5` and `5 €-` are `-5` and `5-`; `(€ 5)` is `(5)`. */
function joined(before: string, after: string): string {
  return `${before.trimEnd()}${after.trimStart()}`.trim();
}

function escaped(text: string): string {
  return text.replace(/[.$]/g, '\\$&');
}
