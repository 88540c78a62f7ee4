import type { ItemIndex } from '../facts/facts.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { type PaidItem, paidItems } from './workings/paid-items.ts';
import { numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** How many touches an item takes until it is paid. */
export const contactsToPayment = tallied({
  name: 'contacts_to_payment',
  variant: 'mean',
  title: 'Contacts to payment',
  unit: 'times',
  words: [
    'For each debit item paid in full in the period: how often somebody touched it from its issue to the day before it was paid; on average over the items that were touched at all.',
    'A touch is an attempt or contact by a person that names the item, or its customer as a whole; several of one person on one day are one. Automatic ones do not count. Items that nobody touched stand beside it.',
    'It says how much work payments took, not that the work brought them.',
  ],
  symbols: 'Σ touches ÷ items touched',
  asOfRule: 'Items settled in the period, and the touches before their payment, whenever they were.',
  source: 'docs/glossary.md (touched)',
  better: 'lower',
  about: 'outcome',
  perPerson: 'owner',
  subject: ITEMS,
  by: 'nothing',
  parts: {
    touches: numberPart((scope, add) => visitTouched(scope, (item, touches) => add(item, touches))),
    items: numberPart((scope, add) => visitTouched(scope, (item) => add(item, 1))),
    untouched: numberPart((scope, add) => {
      const touches = touchCounts(scope);
      for (const { item } of paidItems(scope)) if (!touches.has(item)) add(item, 1);
    }),
  },
  formula: (inputs) => {
    const { touches, items } = numbersOf(inputs, 'touches', 'items');
    return fractionOf(touches, items);
  },
  whyNot: ({ untouched = 0 }) =>
    untouched > 0 ? 'Nobody touched any of the items that were paid.' : 'Nothing was paid in full in the period.',
  example: {
    source: 'This page.',
    words: 'items paid after 1, 2 and 6 touches: 9 ÷ 3 = 3',
    inputs: { touches: 9, items: 3 },
    value: 3,
  },
});

function visitTouched(scope: Scope, see: (item: ItemIndex, touches: number) => void): void {
  for (const [item, touches] of touchCounts(scope)) see(item, touches);
}

function touchCounts(scope: Scope): ReadonlyMap<ItemIndex, number> {
  return scope.once(touchCounts, () => {
    const counts = new Map<ItemIndex, number>();
    for (const paid of paidItems(scope)) {
      const touches = touchesOf(scope, paid);
      if (touches > 0) counts.set(paid.item, touches);
    }
    return counts;
  });
}

/** How many touches came before a payment, one a person and day. */
function touchesOf({ facts, log }: Scope, { item, paidOn }: PaidItem): number {
  const { collector } = facts.activities;
  const own = log.towardsCustomerOf(item);
  const issuedOn = facts.items.issuedOn[item] ?? 0;
  const seen: number[] = [];
  for (const activity of own.subarray(log.firstOnOrAfter(own, issuedOn), log.firstOnOrAfter(own, paidOn))) {
    if (!log.isHumanTouch(activity) || !log.names(activity, item)) continue;
    const touch = log.dayOf(activity) * facts.collectors.count + (collector[activity] ?? 0);
    if (!seen.includes(touch)) seen.push(touch);
  }
  return seen.length;
}
