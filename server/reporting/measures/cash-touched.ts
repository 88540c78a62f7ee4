import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { ItemIndex } from '../facts/facts.ts';
import { numbersOf } from './workings/inputs.ts';
import { PAYMENT } from './workings/ledger-columns.ts';
import { visitIssued } from './workings/ledger-parts.ts';
import { moneyPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** Stands for what of a payment is on no item. */
const NO_ITEM = -1;

/** The cash that was touched before it came, which is not the cash that somebody brought. */
export const cashTouched = tallied({
  name: 'cash_touched',
  variant: 'human',
  title: 'Cash touched, not caused',
  unit: 'money',
  words: [
    `The parts of payments with a value date in the period whose item, or customer as a whole, a person touched on the ${TOUCH_WINDOW_DAYS} days before that day. The value date itself does not count.`,
    'Touched is not caused: much of it would have come anyway. Each part counts once for each person who touched it, and once for all together, so that people do not add up to the company.',
    'Automatic touches do not count. What bounced or was taken back by the last day is no cash.',
  ],
  symbols: 'Σ parts of payments with a touch on the 14 days before',
  asOfRule: 'Payments by their value date in the period, as they stand at the end of the last day.',
  source: 'docs/glossary.md (touched)',
  better: null,
  about: 'outcome',
  perPerson: 'actor',
  subject: ITEMS,
  by: 'currency',
  parts: { touched: moneyPart((scope, add) => visitTouchedCash(scope, add)) },
  formula: (inputs) => numbersOf(inputs, 'touched').touched,
  whyNot: () => 'Nothing is in the ledger by then.',
  example: {
    source: 'This page.',
    words: 'touched payments of 400.00 and 100.00, in cents',
    inputs: { touched: 50_000 },
    value: 50_000,
  },
});

function visitTouchedCash(scope: Scope, see: (payment: ItemIndex, minor: number) => void): void {
  const { issuedOn } = scope.facts.items;
  visitIssued(scope, (payment, kind) => {
    if (kind !== PAYMENT) return;
    const touched = touchedOf(scope, payment, issuedOn[payment] ?? 0);
    if (touched > 0) see(payment, touched);
  });
}

/** What of a payment was touched, in minor units: of what stands on items, and of what is left. */
function touchedOf(scope: Scope, payment: ItemIndex, valueDate: number): number {
  const { applications, items } = scope.facts;
  const left = items.leftOn(payment, scope.to);
  let touched = left > 0 && isTouched(scope, { towards: payment, item: NO_ITEM, valueDate }) ? left : 0;
  for (const application of applications.ofItem(payment)) {
    const held = applications.creditHeldOn(application, scope.to);
    const item = applications.debit[application] ?? NO_ITEM;
    if (held > 0 && isTouched(scope, { towards: item, item, valueDate })) touched += held;
  }
  return touched;
}

interface CashPart {
  /** Whose customer was to be touched. */
  readonly towards: ItemIndex;
  readonly item: ItemIndex;
  readonly valueDate: number;
}

function isTouched(scope: Scope, { towards, item, valueDate }: CashPart): boolean {
  const { log } = scope;
  const own = log.towardsCustomerOf(towards);
  const before = own.subarray(
    log.firstOnOrAfter(own, valueDate - TOUCH_WINDOW_DAYS),
    log.firstOnOrAfter(own, valueDate),
  );
  return before.some(
    (activity) => log.isHumanTouch(activity) && scope.hasActivity(activity) && log.names(activity, item),
  );
}
