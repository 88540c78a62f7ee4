import { isDisputeRaised } from '#shared/domain/activity-code.ts';
import { isContested } from '#shared/domain/open-item.ts';
import type { ActivityIndex, ItemIndex } from '../facts/facts.ts';
import type { Measure } from './measure.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { INVOICE_OPEN, OPEN_COUNT, visitOpenDebits } from './workings/open-parts.ts';
import { moneyPart, numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { type Tally, tallied } from './workings/tallied.ts';

const STATUS =
  'Contested is what the ERP says is disputed or pending. The ERP gives that status no day: asked about a past day, items open on it count as contested if the ERP says so of them now. Where the log has disputes that name the item, and all of them were resolved by the last day, it is contested no more.';

/** Sees what is left of each contested debit item. */
function visitContested(scope: Scope, see: (item: ItemIndex, left: number) => void): void {
  visitOpenDebits(scope, (item, left) => {
    if (isContested(scope.facts.items.dispute(item)) && !isResolved(scope, item)) see(item, left);
  });
}

type Texts = Pick<
  Tally,
  | 'name'
  | 'variant'
  | 'title'
  | 'unit'
  | 'words'
  | 'symbols'
  | 'source'
  | 'parts'
  | 'by'
  | 'formula'
  | 'whyNot'
  | 'example'
> &
  Pick<Tally, 'beside' | 'usual'>;

function disputeMeasure(texts: Texts): Measure {
  return tallied({
    ...texts,
    asOfRule: 'What is left at the end of the last day of the period; the first day does not matter.',
    better: 'lower',
    about: 'portfolio',
    perPerson: 'owner',
    subject: ITEMS,
  });
}

const COUNT = numberPart((scope, add) => visitContested(scope, (item) => add(item, 1)));

/** How much of what is open is contested. */
export const disputeRateByAmount = disputeMeasure({
  name: 'dispute_rate',
  variant: 'amount',
  title: 'Dispute rate, by amount',
  unit: 'fraction',
  words: ['What is left of contested debit items, divided by what is left of all debit items.', STATUS],
  symbols: 'contested ÷ invoice open',
  source: 'kpidepot.com (invoice dispute rate), on what is open instead of what was issued',
  by: 'currency',
  parts: { contested: moneyPart(visitContested), invoiceOpen: INVOICE_OPEN },
  formula: (inputs) => {
    const { contested, invoiceOpen } = numbersOf(inputs, 'contested', 'invoiceOpen');
    return fractionOf(contested, invoiceOpen);
  },
  whyNot: () => 'Nothing is open on that day.',
  example: {
    source: 'This page.',
    words: '600 contested of 12,000 open = 5 %',
    inputs: { contested: 600, invoiceOpen: 12_000 },
    value: 0.05,
  },
});

/** How many of the open items are contested. */
export const disputeRateByCount = disputeMeasure({
  name: 'dispute_rate',
  variant: 'count',
  title: 'Dispute rate, by count',
  unit: 'fraction',
  words: ['Contested open debit items, divided by all open debit items.', STATUS],
  symbols: 'contested ÷ open items',
  source: 'kpidepot.com (invoice dispute rate), on what is open instead of what was issued',
  by: 'nothing',
  parts: { contested: COUNT, open: OPEN_COUNT },
  formula: (inputs) => {
    const { contested, open } = numbersOf(inputs, 'contested', 'open');
    return fractionOf(contested, open);
  },
  whyNot: () => 'Nothing is open on that day.',
  example: {
    source: 'This page.',
    words: '8 contested of 100 open = 8 %',
    inputs: { contested: 8, open: 100 },
    value: 0.08,
  },
});

/** How old the disputes are. */
export const disputeAge = disputeMeasure({
  name: 'dispute_age',
  variant: 'mean',
  title: 'Age of open disputes',
  unit: 'days',
  words: [
    'For each contested open debit item the days since its dispute was first logged (“Dispute Raised”, naming the item, and not resolved by the last day); their mean.',
    'Contested items of which no such entry is logged by the last day are in no mean; how many there are stands beside it.',
    STATUS,
  ],
  symbols: 'Σ days since raised ÷ items',
  source: 'docs/glossary.md (dispute)',
  by: 'nothing',
  parts: {
    days: numberPart((scope, add) => visitDated(scope, (item, raisedOn) => add(item, scope.to - raisedOn))),
    disputes: numberPart((scope, add) => visitDated(scope, (item) => add(item, 1))),
    undated: numberPart((scope, add) =>
      visitContested(scope, (item) => {
        if (!raisedDays(scope).has(item)) add(item, 1);
      }),
    ),
  },
  formula: (inputs) => {
    const { days, disputes } = numbersOf(inputs, 'days', 'disputes');
    return fractionOf(days, disputes);
  },
  whyNot: ({ undated = 0 }) =>
    undated > 0
      ? 'Items are contested, but the log does not say since when of any of them.'
      : 'Nothing that is open is contested.',
  example: {
    source: 'This page.',
    words: 'disputes of 10, 20 and 60 days: 90 ÷ 3 = 30',
    inputs: { days: 90, disputes: 3 },
    value: 30,
  },
});

function visitDated(scope: Scope, see: (item: ItemIndex, raisedOn: number) => void): void {
  const raised = raisedDays(scope);
  visitContested(scope, (item) => {
    const on = raised.get(item);
    if (on !== undefined) see(item, on);
  });
}

/** The day on which the dispute of each contested item was first logged, up to the last day. */
function raisedDays(scope: Scope): ReadonlyMap<ItemIndex, number> {
  return scope.once(raisedDays, () => {
    const raised = new Map<ItemIndex, number>();
    visitContested(scope, (item) => {
      const on = raisedOn(scope, item);
      if (on !== null) raised.set(item, on);
    });
    return raised;
  });
}

function raisedOn(scope: Scope, item: ItemIndex): number | null {
  const standing = loggedDisputes(scope, item).find((dispute) => !hasEnded(scope, dispute));
  return standing === undefined ? null : scope.log.dayOf(standing);
}

/** Whether the log has disputes of an item, and each had ended by the last day. */
function isResolved(scope: Scope, item: ItemIndex): boolean {
  const logged = loggedDisputes(scope, item);
  return logged.length > 0 && logged.every((dispute) => hasEnded(scope, dispute));
}

function hasEnded({ facts, to }: Scope, dispute: ActivityIndex): boolean {
  const on = facts.activities.resolvedOn(dispute);
  return on !== null && on <= to;
}

/** What was logged up to the last day as disputes that name an item, in the order of days. */
function loggedDisputes({ facts, log, to }: Scope, item: ItemIndex): Int32Array {
  const own = log.towardsCustomerOf(item);
  return own
    .subarray(0, log.firstOnOrAfter(own, to + 1))
    .filter((activity) => isDisputeRaised(log.codeOf(activity)) && facts.activities.items(activity).includes(item));
}
