import type { ActivityIndex, ItemIndex } from '../facts/facts.ts';
import { WorkingDayCount } from './workings/days.ts';
import { fractionOf, numbersOf } from './workings/inputs.ts';
import { isDebitPlace, REFUND } from './workings/ledger-columns.ts';
import { numberPart } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** An item's first touch after it fell due. */
interface FirstTouch {
  readonly item: ItemIndex;
  readonly workingDays: number;
}

/** How long past-due items wait for the first contact. */
export const firstContactDelay = tallied({
  name: 'first_contact_delay',
  variant: 'mean',
  title: 'First-contact delay',
  unit: 'days',
  words: [
    'For each debit item that was touched for the first time after its due day on a day of the period, and was unpaid until then: the working days from its due day to that touch; their mean.',
    'A touch is an attempt or contact by a person that names the item, or its customer as a whole. Automatic ones do not count, and neither do those up to and on the due day.',
    'Past-due items that nobody has touched yet have no delay that could be counted; how many there are stands beside it.',
  ],
  symbols: 'Σ working days from due day to first touch ÷ items',
  asOfRule: 'First touches on days of the period; items that wait at the end of the last day.',
  source: 'docs/glossary.md (touched)',
  better: 'lower',
  about: 'activity',
  perPerson: 'actor',
  subject: ITEMS,
  by: 'nothing',
  parts: {
    workingDays: numberPart((scope, add) => {
      for (const { item, workingDays } of firstTouches(scope).touched) add(item, workingDays);
    }),
    items: numberPart((scope, add) => {
      for (const { item } of firstTouches(scope).touched) add(item, 1);
    }),
    waiting: numberPart((scope, add) => {
      for (const item of firstTouches(scope).waiting) add(item, 1);
    }),
  },
  formula: (inputs) => {
    const { workingDays, items } = numbersOf(inputs, 'workingDays', 'items');
    return fractionOf(workingDays, items);
  },
  whyNot: () => 'No past-due item was touched for the first time in the period.',
  example: {
    source: 'This page.',
    words: 'items touched 1, 2 and 9 working days after their due day: 12 ÷ 3 = 4',
    inputs: { workingDays: 12, items: 3 },
    value: 4,
  },
});

interface FirstTouches {
  readonly touched: readonly FirstTouch[];
  /** Past due and open at the end, and touched by nobody since. */
  readonly waiting: readonly ItemIndex[];
}

function firstTouches(scope: Scope): FirstTouches {
  return scope.once(firstTouches, () => {
    const { dueOn } = scope.facts.items;
    const candidates = pastDueItems(scope);
    const touches = Array.from(candidates, (item) => firstTouchAfter(scope, item, dueOn[item] ?? 0));
    const workingDays = workingDaysOf(scope, candidates);
    const touched = Array.from(candidates).flatMap((item, at): FirstTouch[] => {
      const touch = touches[at];
      if (touch === undefined || !countsFor(scope, item, touch)) return [];
      return [{ item, workingDays: workingDays.between(dueOn[item] ?? 0, scope.log.dayOf(touch)) }];
    });
    return {
      touched,
      waiting: Array.from(candidates.filter((item, at) => touches[at] === undefined && isWaiting(scope, item))),
    };
  });
}

/** The debit items but refunds that were past due and unpaid on some day of the period. */
function pastDueItems(scope: Scope): Int32Array {
  const { dueOn, issuedOn, settledOn } = scope.facts.items;
  const { items, kind } = scope.ledger;
  const { from, to } = scope;
  return items.filter((item) => {
    const place = kind[item] ?? REFUND;
    const isOwed = isDebitPlace(place) && place !== REFUND && scope.hasItem(item);
    return isOwed && Math.max(dueOn[item] ?? to, (issuedOn[item] ?? to) - 1) < to && (settledOn[item] ?? 0) >= from;
  });
}

function firstTouchAfter({ log, to }: Scope, item: ItemIndex, due: number): ActivityIndex | undefined {
  const own = log.towardsCustomerOf(item);
  return own
    .subarray(log.firstOnOrAfter(own, due + 1), log.firstOnOrAfter(own, to + 1))
    .find((activity) => log.isHumanTouch(activity) && log.names(activity, item));
}

/** Nobody's delay yet: not to be told of one person. */
function isWaiting({ facts, to, question }: Scope, item: ItemIndex): boolean {
  return question.collectors === undefined && facts.items.leftOn(item, to) > 0;
}

/** Whether a first touch is of the period and of the people asked about, and the item was unpaid until then. */
function countsFor(scope: Scope, item: ItemIndex, touch: ActivityIndex): boolean {
  const on = scope.log.dayOf(touch);
  const isAsked = on >= scope.from && scope.isBy(scope.facts.activities.collector[touch] ?? -1);
  return isAsked && scope.facts.items.leftOn(item, on - 1) > 0;
}

function workingDaysOf({ facts, from, to, question }: Scope, items: Int32Array): WorkingDayCount {
  const { dueOn } = facts.items;
  const earliest = items.reduce((day, item) => Math.min(day, dueOn[item] ?? day), from);
  return new WorkingDayCount(earliest, to, question.calendar);
}
