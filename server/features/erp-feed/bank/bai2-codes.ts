import type { Side } from './bank-statement.ts';

/** What type codes of money received mean, where a bank adds no words of its own. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [108, 'Credit'],
  [115, 'Lockbox deposit'],
  [142, 'ACH credit'],
  [145, 'ACH concentration credit'],
  [155, 'Preauthorised draft credit'],
  [165, 'Preauthorised ACH credit'],
  [168, 'ACH return or adjustment settlement'],
  [169, 'Miscellaneous ACH credit'],
  [174, 'Other deposit'],
  [175, 'Cheque deposit package'],
  [191, 'Individual incoming internal money transfer'],
  [195, 'Incoming money transfer'],
  [206, 'Book transfer credit'],
  [208, 'International money transfer credit'],
  [218, 'Letter of credit'],
  [266, 'Return item'],
  [275, 'Zero balance account credit'],
  [301, 'Commercial deposit'],
  [354, 'Interest credit'],
  [366, 'Currency deposit'],
  [399, 'Miscellaneous credit'],
]);

/** Debits that take back money received: credit reversals, deposited items and ACH items returned, ACH reversals. */
const RETURNED: ReadonlySet<number> = new Set([552, 555, 557, 558]);
/** Credits of our own money that came back: debit reversals, cheques and ACH items of ours returned, ACH reversals. */
const GIVEN_BACK: ReadonlySet<number> = new Set([252, 255, 257, 258]);

/** What a type code of a detail record means; null for one that is neither money in nor money out. */
export function bai2Code(text: string): { side: Side; returned: boolean; name: string } | null {
  if (!/^\d{3}$/.test(text)) return null;
  const code = Number(text);
  const side = sideOf(code);
  if (side === null) return null;
  return { side, returned: RETURNED.has(code) || GIVEN_BACK.has(code), name: NAMES.get(code) ?? '' };
}

function sideOf(code: number): Side | null {
  if ((code >= 100 && code <= 399) || (code >= 900 && code <= 919)) return 'credit';
  return (code >= 400 && code <= 699) || (code >= 920 && code <= 959) ? 'debit' : null;
}
