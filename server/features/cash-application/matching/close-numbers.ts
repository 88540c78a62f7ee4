import { type NearestPlace, nearestPlace } from './edit-distance.ts';
import type { Lead } from './lead.ts';
import type { OpenInvoice } from './match.ts';
import { canStandWithin, numbersOf } from './number-index.ts';
import { plainNumber, type WrittenText } from './written-text.ts';

const GRAM = 3;
/** Of the numbers that share something with the text so many, at least and for each of its characters, are held against it letter by letter. */
const LEAST_COMPARED = 60;
const COMPARED_EACH = 3;
/** Of the numbers that share a stretch with the text so many are counted, those of the rarest stretches first. */
const MOST_LOOKED_AT = 4_000;
const FEW_NUMBERS = 40;
const SHORTEST_CUT = 5;

interface IndexedNumber {
  readonly invoice: number;
  readonly plain: string;
  readonly number: string;
}

/** The numbers of some invoices, looked up by texts in which they stand damaged. */
export class CloseNumbers {
  private readonly numbers: IndexedNumber[] = [];
  private readonly byGram = new Map<string, number[]>();

  constructor(invoices: readonly number[], invoiceAt: (at: number) => OpenInvoice) {
    for (const invoice of invoices) {
      for (const number of numbersOf(invoiceAt(invoice))) this.add({ invoice, number, plain: plainNumber(number) });
    }
  }

  /** Every invoice of which a number stands in a text with few edits; the nearest number of each. `text` holds capital letters and digits alone. */
  near(payment: number, text: WrittenText): Lead[] {
    return this.sharing(text.plain).flatMap((at) => {
      const of = this.numbers[at];
      return of === undefined ? [] : (leadBetween({ payment, ...of }, text) ?? []);
    });
  }

  private add(number: IndexedNumber): void {
    if (!canStandWithin(number.plain)) return;
    const at = this.numbers.push(number) - 1;
    for (const gram of gramsOf(number.plain)) {
      const posted = this.byGram.get(gram);
      if (posted === undefined) this.byGram.set(gram, [at]);
      else posted.push(at);
    }
  }

  /** Those that share most with the text, a rare stretch counting more. */
  private sharing(text: string): number[] {
    if (this.numbers.length <= FEW_NUMBERS) return [...this.numbers.keys()];
    const weights = new Map<number, number>();
    let looked = 0;
    for (const posted of this.rarestFirst(text)) {
      looked += posted.length;
      if (looked > MOST_LOOKED_AT) break;
      const weight = Math.log(this.numbers.length / posted.length);
      for (const at of posted) weights.set(at, (weights.get(at) ?? 0) + weight);
    }
    const heaviest = [...weights].sort(([a, weightOfA], [b, weightOfB]) => weightOfB - weightOfA || a - b);
    return heaviest.slice(0, Math.max(LEAST_COMPARED, COMPARED_EACH * text.length)).map(([at]) => at);
  }

  private rarestFirst(text: string): (readonly number[])[] {
    const posted = [...gramsOf(text)].map((gram) => this.byGram.get(gram) ?? []);
    return posted.filter(({ length }) => length > 0).sort((a, b) => a.length - b.length);
  }
}

/** The lead from a text to a number that it holds damaged or cut short; null where too much of it would have to be changed. */
export function leadBetween(
  { payment, invoice, number, plain }: IndexedNumber & { readonly payment: number },
  text: WrittenText,
): Lead | null {
  const place = nearestPlace(plain, text.plain, mostEdits(plain)) ?? cutShort(plain, text);
  if (place === null) return null;
  const { distance, from, to } = place;
  return { payment, invoice, number, likeness: distance <= 1 ? 'close' : 'distant', edits: distance, from, to };
}

/** The word that is the beginning or the end of a number. */
function cutShort(plain: string, text: WrittenText): NearestPlace | null {
  const place = text.words().find(({ from, to }) => {
    const word = text.plain.slice(from, to);
    return word.length >= SHORTEST_CUT && /\d/.test(word) && (plain.startsWith(word) || plain.endsWith(word));
  });
  return place === undefined ? null : { ...place, distance: plain.length - (place.to - place.from) };
}

/** A fifth of a number may be wrong. */
function mostEdits(plain: string): number {
  return Math.min(3, Math.floor(plain.length / 5));
}

function gramsOf(plain: string): Set<string> {
  const grams = new Set<string>();
  for (let at = 0; at + GRAM <= plain.length; at += 1) grams.add(plain.slice(at, at + GRAM));
  return grams;
}
