import { numberKey, numberLikeness } from '#shared/domain/document-number.ts';
import { creditorReference } from './creditor-reference.ts';
import type { Lead, Likeness } from './lead.ts';
import type { OpenInvoice } from './match.ts';
import { plainNumber, WrittenText } from './written-text.ts';

/** Shorter numbers are found as words of their own only; within a longer run they would be found by chance. */
const SHORTEST_WITHIN = 8;
const FEWEST_DIGITS_WITHIN = 6;
/** A number that so many invoices bear (a frame contract) names none of them. */
const MOST_BEARERS = 50;
const RF_REFERENCE = /RF\d{2}[A-Z0-9 ]{1,27}/g;

interface Bearer {
  readonly invoice: number;
  readonly number: string;
}

/** The numbers of the open invoices, looked up by what payers write. */
export class NumberIndex {
  private readonly byPlain = new Map<string, Bearer[]>();
  private readonly byKey = new Map<string, Bearer[]>();
  private readonly lengths: readonly number[];

  constructor(invoices: readonly OpenInvoice[]) {
    const lengths = new Set<number>();
    invoices.forEach((invoice, at) => {
      for (const number of numbersOf(invoice)) {
        const plain = plainNumber(number);
        put(this.byPlain, plain, { invoice: at, number });
        const key = numberKey(number);
        if (key !== null) put(this.byKey, key, { invoice: at, number });
        if (canStandWithin(plain)) lengths.add(plain.length);
      }
    });
    this.lengths = [...lengths].sort((a, b) => b - a);
  }

  /** Every invoice that a payment names, with how; one may be named several times. */
  namedBy(payment: number, text: WrittenText): Lead[] {
    return [...this.within(payment, text), ...this.asWords(payment, text)];
  }

  /** Those named by numbers in fields made for them. */
  namedInField(payment: number, number: string): Lead[] {
    return this.namedBy(payment, new WrittenText(creditorReference(number) ?? number)).filter(
      ({ likeness }) => likeness === 'whole' || likeness === 'digits',
    );
  }

  private within(payment: number, text: WrittenText): Lead[] {
    const leads: Lead[] = [];
    for (const length of this.lengths) {
      for (let from = 0; from + length <= text.plain.length; from += 1) {
        const bearers = this.byPlain.get(text.plain.slice(from, from + length));
        if (bearers === undefined || bearers.length > MOST_BEARERS) continue;
        const likeness = likenessAt(text, from, from + length);
        for (const bearer of bearers) leads.push({ payment, ...bearer, likeness, edits: 0, from, to: from + length });
      }
    }
    return leads;
  }

  private asWords(payment: number, text: WrittenText): Lead[] {
    return text.words().flatMap(({ from, to }) => {
      const word = text.plain.slice(from, to);
      const bearers = this.bearersOf(word);
      return bearers.length > MOST_BEARERS ? [] : leadsTo(bearers, word, { payment, from, to });
    });
  }

  private bearersOf(word: string): readonly Bearer[] {
    const key = numberKey(word);
    return (key === null ? this.byPlain.get(word) : this.byKey.get(key)) ?? [];
  }
}

/** The references by ISO 11649 that stand in a text. */
export function creditorReferencesIn(text: string): string[] {
  return [...text.toUpperCase().matchAll(RF_REFERENCE)].flatMap(([written]) => longestValid(written));
}

/** They are printed in groups of four, so the word behind one may look like a part of it. */
function longestValid(written: string): string[] {
  const groups = written.trim().split(/ +/);
  for (let count = groups.length; count > 0; count -= 1) {
    const reference = creditorReference(groups.slice(0, count).join(''));
    if (reference !== null) return [reference];
  }
  return [];
}

/** All numbers that an invoice goes by, each once; a structured reference also without its check digits. */
export function numbersOf({ number, otherNumbers }: OpenInvoice): string[] {
  const numbers = [number, ...otherNumbers].filter((each) => each !== '');
  return [...new Set([...numbers, ...numbers.flatMap((each) => creditorReference(each) ?? [])])];
}

/** Whether a number is long enough to be known within a longer run, or when it is damaged. */
export function canStandWithin(plain: string): boolean {
  return plain.length >= SHORTEST_WITHIN && plain.replace(/\D/g, '').length >= FEWEST_DIGITS_WITHIN;
}

function likenessAt(text: WrittenText, from: number, to: number): Likeness {
  if (text.isJoined(from, to)) return 'joined';
  return text.standsAlone(from, to) ? 'whole' : 'within';
}

function leadsTo(bearers: readonly Bearer[], word: string, place: Pick<Lead, 'payment' | 'from' | 'to'>): Lead[] {
  return bearers.flatMap((bearer) => {
    const likeness = plainNumber(bearer.number) === word ? 'same' : numberLikeness(word, bearer.number);
    return likeness === null
      ? []
      : [{ ...place, ...bearer, likeness: likeness === 'same' ? 'whole' : 'digits', edits: 0 } as const];
  });
}

function put(index: Map<string, Bearer[]>, key: string, bearer: Bearer): void {
  const bearers = index.get(key);
  if (bearers === undefined) index.set(key, [bearer]);
  else if (bearers.length <= MOST_BEARERS) bearers.push(bearer);
}
