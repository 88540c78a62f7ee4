import { type NumberLikeness, numberKey, numberLikeness } from '#shared/domain/document-number.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { NumberNoun } from '#shared/words/en.ts';
import type { Clue, Weight } from './clue.ts';
import type { NumberMention } from './number-mentions.ts';
import type { CustomerHit, ItemHit } from './thread-hits.ts';

interface NumberHit {
  readonly mention: NumberMention;
  readonly items: readonly ItemHit[];
  readonly likeness: NumberLikeness;
}

/** What the numbers in a mail say of whose it is: documents of the ledger, and customers' numbers. */
export function numberClues(
  mentions: readonly NumberMention[],
  items: readonly ItemHit[],
  customers: readonly CustomerHit[],
): Clue[] {
  const hits = mentions.flatMap((mention) => hitOf(mention, items));
  const agreed = agreedOn(hits);
  return [
    ...hits.map((hit) => documentClue(hit, agreed)),
    ...mentions.flatMap((mention) => customerNumberClue(mention, customers)),
  ];
}

function hitOf(mention: NumberMention, items: readonly ItemHit[]): NumberHit[] {
  if (mention.about === 'customer') return [];
  for (const likeness of ['same', 'same_digits'] as const) {
    const found = items.filter(({ number }) => numberLikeness(mention.written, number) === likeness);
    if (found.length > 0) return [{ mention, items: found, likeness }];
  }
  return [];
}

/**
 * Several numbers that nothing calls invoices, as in a remittance, are no accident when all of them are one customer's. Null unless that is so.
 */
function agreedOn(hits: readonly NumberHit[]): CustomerId | null {
  const bare = hits.filter(({ mention, likeness }) => mention.about === null && likeness === 'same');
  const keys = new Set(bare.map(({ mention }) => mention.key));
  const [first, ...others] = bare.map(customersOf);
  if (first === undefined || keys.size < 2) return null;
  const common = others.reduce((left, ids) => left.filter((id) => ids.includes(id)), first);
  return common.length === 1 ? (common[0] ?? null) : null;
}

function documentClue(hit: NumberHit, agreed: CustomerId | null): Clue {
  const { mention, items } = hit;
  const customers = customersOf(hit);
  const told = { noun: wordFor(items), number: items[0]?.number ?? mention.written, place: mention.place };
  return { kind: 'invoice_number', weight: weightOf(hit, agreed), customers, say: inWords(told), mention: told };
}

/** Fewer digits are too often some other company's number as well: suppliers send invoices too. */
const FIRM_DIGITS = 5;

/** Called a document, or all that the subject says, and the very number of one that was open not long ago. */
function weightOf({ mention, items, likeness }: NumberHit, agreed: CustomerId | null): Weight {
  const isSure = likeness === 'same' && mention.key.length >= FIRM_DIGITS && items.some(({ isLive }) => isLive);
  if (!isSure) return 'asks';
  if (mention.about === 'document' || mention.alone) return 'firm';
  return agreed !== null && items.some(({ customerId }) => customerId === agreed) ? 'firm' : 'asks';
}

/** A bare number is a customer's only where it has the letters of the customer's number too: `C10036`. */
function customerNumberClue({ written, about, place }: NumberMention, customers: readonly CustomerHit[]): Clue[] {
  if (about === 'document') return [];
  const found = customers.filter(({ number }) => isWrittenAs(number, written, about === 'customer'));
  if (found.length === 0) return [];
  const told = { noun: 'customer_number' as const, number: found[0]?.number ?? written, place };
  const ids = found.map(({ id }) => id);
  return [{ kind: 'customer_number', weight: 'asks', customers: ids, say: inWords(told), mention: told }];
}

function inWords({ noun, number, place }: NonNullable<Clue['mention']>): Clue['say'] {
  return (words) => words.numbers(noun, [number], 0, place === 'subject');
}

function isWrittenAs(number: string, written: string, isLabelled: boolean): boolean {
  if (numberLikeness(written, number) === 'same') return isLabelled || /^\p{L}/u.test(written);
  return isLabelled && numberKey(written) !== null && numberLikeness(written, number) === 'same_digits';
}

function customersOf({ items }: NumberHit): CustomerId[] {
  return [...new Set(items.map(({ customerId }) => customerId))];
}

function wordFor(items: readonly ItemHit[]): NumberNoun {
  const kinds = new Set(items.map(({ kind }) => kind));
  const [kind] = kinds;
  return kinds.size === 1 && kind !== undefined ? kind : 'document';
}
