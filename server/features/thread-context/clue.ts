import type { EVIDENCE_KINDS } from '#shared/api/thread-context.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { Sentences } from '#shared/words/catalogue.ts';
import type { NumberNoun } from '#shared/words/en.ts';

export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/**
 * What a clue is worth.
 * - *settles*: a person said so.
 * - *firm*: one is enough, and a winner must be among the customers of every one.
 * - *asks*: tells two winners apart, and is not enough by itself; one that speaks against the winner makes it a question.
 * - *ranks*: puts candidates in order, no more.
 */
export type Weight = 'settles' | 'firm' | 'asks' | 'ranks';

/** Something in a thread that speaks for one customer, or for one of several. */
export interface Clue {
  readonly kind: EvidenceKind;
  readonly weight: Weight;
  readonly customers: readonly CustomerId[];
  /** In the reader's words, as they would stand alone. */
  readonly say: (words: Sentences['evidence']) => string;
  /** For a number: what it is, so that several can be told in one line. */
  readonly mention?: { readonly noun: NumberNoun; readonly number: string; readonly place: 'subject' | 'text' };
}

/** The order in which kinds of evidence count when candidates are ranked. */
export const STRENGTH: readonly EvidenceKind[] = [
  'thread_linked',
  'earlier_message',
  'invoice_number',
  'address_linked',
  'contact_address',
  'mail_domain',
  'customer_number',
  'customer_name',
];

/** Whether a clue comes from who takes part, and not from what they write. */
export function isOfParticipant({ kind }: Clue): boolean {
  return kind === 'address_linked' || kind === 'contact_address' || kind === 'mail_domain';
}

export function isOfNumber({ kind }: Clue): boolean {
  return kind === 'invoice_number' || kind === 'customer_number';
}
