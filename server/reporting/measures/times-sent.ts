import type { ItemIndex } from '../facts/facts.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { visitOpenDebits } from './workings/open-parts.ts';
import { numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** How often invoices went out without being paid. */
export const timesSentWithoutPayment = tallied({
  name: 'times_sent',
  variant: 'without_payment',
  title: 'Times an invoice was sent without payment',
  unit: 'times',
  words: [
    'For each debit item that is still open at the end: how many messages that name it went out up to then; on average over the items that any went out about.',
    'Messages that failed, bounced or are drafts went to nobody. Automatic ones count, since the customer has them too. Notices about the customer as a whole name no item and do not count.',
    'Open items that no message was about stand beside it.',
  ],
  symbols: 'Σ messages ÷ items sent',
  asOfRule:
    'What is open at the end of the last day of the period, and all messages up to then; the first day does not matter.',
  source: 'docs/glossary.md (delivery)',
  better: 'lower',
  about: 'outcome',
  perPerson: 'owner',
  subject: ITEMS,
  by: 'nothing',
  parts: {
    messages: numberPart((scope, add) => visitSent(scope, (item, messages) => add(item, messages))),
    itemsSent: numberPart((scope, add) => visitSent(scope, (item) => add(item, 1))),
    neverSent: numberPart((scope, add) => {
      const messages = messageCounts(scope);
      visitOpenDebits(scope, (item) => {
        if (!messages.has(item)) add(item, 1);
      });
    }),
  },
  formula: (inputs) => {
    const { messages, itemsSent } = numbersOf(inputs, 'messages', 'itemsSent');
    return fractionOf(messages, itemsSent);
  },
  whyNot: () => 'No message has gone out about anything that is open.',
  example: {
    source: 'This page.',
    words: 'open items sent 1, 1 and 4 times: 6 ÷ 3 = 2',
    inputs: { messages: 6, itemsSent: 3 },
    value: 2,
  },
});

function visitSent(scope: Scope, see: (item: ItemIndex, messages: number) => void): void {
  for (const [item, messages] of messageCounts(scope)) see(item, messages);
}

/** The messages about each open item up to the last day; only items that there were any about. */
function messageCounts(scope: Scope): ReadonlyMap<ItemIndex, number> {
  return scope.once(messageCounts, () => {
    const open = new Uint8Array(scope.facts.items.count);
    visitOpenDebits(scope, (item) => {
      open[item] = 1;
    });
    const counts = new Map<ItemIndex, number>();
    visitNamed(scope, (item) => {
      if (open[item] === 1) counts.set(item, (counts.get(item) ?? 0) + 1);
    });
    return counts;
  });
}

/** Sees each item that a message up to the last day names, once a message. */
function visitNamed({ facts: { activities }, log, to }: Scope, see: (item: ItemIndex) => void): void {
  for (const activity of activities.all()) {
    if (!log.isMail(activity) || !log.hasTouched(activity) || log.dayOf(activity) > to) continue;
    log.visitItems(activity, see);
  }
}
