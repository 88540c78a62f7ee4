import type { ErasureCounts, TextKind } from '#shared/api/texts.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';

/** An entry of the log that has texts. */
export interface FoundText {
  readonly id: ActivityId;
  readonly customerId: CustomerId;
  readonly kind: TextKind;
}

/** Something beside the log that holds words, of a customer. */
export interface FoundWords {
  readonly id: string;
  readonly customerId: CustomerId;
}

/** All that holds words of somebody. */
export interface FoundTexts {
  readonly texts: readonly FoundText[];
  /** Messages that were prepared and never sent. */
  readonly drafts: readonly FoundWords[];
  readonly tasks: readonly FoundWords[];
  /** Ids of notes of talks; these are about one of the company's own people and of no customer. */
  readonly reviewNotes: readonly string[];
}

/** What of it is of customers that are held, and what is not. */
export function partedByHolds(
  { texts, drafts, tasks, reviewNotes }: FoundTexts,
  held: ReadonlySet<CustomerId>,
): { free: FoundTexts; held: FoundTexts } {
  const isHeld = ({ customerId }: { readonly customerId: CustomerId }) => held.has(customerId);
  const isFree = (one: { readonly customerId: CustomerId }) => !isHeld(one);
  return {
    free: { texts: texts.filter(isFree), drafts: drafts.filter(isFree), tasks: tasks.filter(isFree), reviewNotes },
    held: { texts: texts.filter(isHeld), drafts: drafts.filter(isHeld), tasks: tasks.filter(isHeld), reviewNotes: [] },
  };
}

export function countsOf({ texts, drafts, tasks, reviewNotes }: FoundTexts): ErasureCounts {
  const of = (kind: TextKind) => texts.filter((text) => text.kind === kind).length;
  return {
    template_mail: of('template_mail'),
    other_mail: of('other_mail'),
    call_note: of('call_note'),
    drafts: drafts.length,
    tasks: tasks.length,
    reviewNotes: reviewNotes.length,
  };
}

/** The customers that anything found is of, each once. */
export function customersOf({ texts, drafts, tasks }: FoundTexts): CustomerId[] {
  return [...new Set([...texts, ...drafts, ...tasks].map(({ customerId }) => customerId))];
}
