import { type AgeingBucket, BUCKETS_TO_90 } from '#shared/domain/ageing.ts';
import { dayOfNumber } from '#shared/domain/calendar-date.ts';
import type { ItemIndex } from '../facts/facts.ts';
import type { Measure } from './measure.ts';
import { monthEndUpTo, monthOf } from './workings/days.ts';
import { fractionOf, numbersOf, type PlainInputs } from './workings/inputs.ts';
import { isDebitPlace } from './workings/ledger-columns.ts';
import { visitOpen } from './workings/open-parts.ts';
import { type Add, moneyPart, type Part } from './workings/part.ts';
import type { Scope } from './workings/scope.ts';
import { ITEMS } from './workings/subjects.ts';
import { tallied } from './workings/tallied.ts';

/** A company has at most 12 limits of buckets, so at most 13 buckets. */
const MOST_BUCKETS = 13;

/** The two month-ends that are compared. */
function monthEnds({ to }: Scope): { readonly before: number; readonly after: number } {
  const after = monthEndUpTo(to);
  return { before: monthOf(after).from - 1, after };
}

function bucketsOf({ question: { buckets } }: Scope): readonly AgeingBucket[] {
  return buckets ?? BUCKETS_TO_90;
}

function bucketOn(scope: Scope, item: ItemIndex, day: number): number {
  const days = day - (scope.facts.items.dueOn[item] ?? day);
  return bucketsOf(scope).findIndex(({ lastDay }) => days <= lastDay);
}

/** Sees what was left of each item of a bucket at the first month-end. */
function visitCohort(scope: Scope, bucket: number, see: (item: ItemIndex, before: number) => void): void {
  const { before } = monthEnds(scope);
  visitOpen(scope, before, (item, left, kind) => {
    if (isDebitPlace(kind) && bucketOn(scope, item, before) === bucket) see(item, left);
  });
}

function inBucket(bucket: number): Part {
  return moneyPart((scope, add) => visitCohort(scope, bucket, add));
}

/** What of a bucket is left at the second month-end and lies so many buckets further then; `isFar` tells which. */
function rolled(bucket: number, isFar: (buckets: number) => boolean): Part {
  return moneyPart((scope, add: Add) => {
    const { after } = monthEnds(scope);
    visitCohort(scope, bucket, (item) => {
      const left = scope.facts.items.leftOn(item, after);
      if (left > 0 && isFar(bucketOn(scope, item, after) - bucket)) add(item, left);
    });
  });
}

function formula(inputs: PlainInputs): number | null {
  const { rolled: moved, before } = numbersOf(inputs, 'rolled', 'before');
  return fractionOf(moved, before);
}

function rollRate(bucket: number): Measure {
  return tallied({
    name: 'roll_rate',
    variant: `b${bucket}-b${bucket + 1}`,
    title: `Roll rate from ageing bucket ${bucket} to ${bucket + 1}`,
    unit: 'fraction',
    words: [
      'Of what was left in a bucket at a month-end, how much is left and lies in the next bucket a month-end later. The same items are followed; totals of buckets are not divided by one another.',
      'Buckets are the company’s own, counted from 0: what is current. What skipped a bucket, because a month may be longer than one, stands beside it as “rolled further”; what stayed and what is gone make up the rest.',
      'The product of all roll rates in a row is the rate at which what is current today ends in the last bucket.',
    ],
    symbols: 'left in bucket k+1 at t of what was in bucket k at t−1 ÷ left in bucket k at t−1',
    asOfRule:
      'The last month-end up to the last day of the period, that day included, and the month-end before it; the first day does not matter.',
    source: 'calculator.city; Investopedia (20 ÷ 100, 10 ÷ 20); the chain of products: OCC, Comptroller’s Handbook',
    better: 'lower',
    about: 'portfolio',
    perPerson: 'owner',
    subject: ITEMS,
    by: 'currency',
    parts: {
      before: inBucket(bucket),
      rolled: rolled(bucket, (far) => far === 1),
      rolledFurther: rolled(bucket, (far) => far > 1),
    },
    applies: (scope) => bucket + 1 < bucketsOf(scope).length,
    beside: (scope) => besideOf(scope, bucket),
    formula,
    whyNot: () => 'Nothing was left in the bucket at the first month-end.',
    example: {
      source: 'calculator.city',
      words: '200,000 of 1,000,000 = 20 %; at Investopedia 20 of 100 = 20 %, then 10 of 20 = 50 %',
      inputs: { rolled: 200_000, before: 1_000_000 },
      value: 0.2,
    },
  });
}

function besideOf(scope: Scope, bucket: number) {
  const { before, after } = monthEnds(scope);
  const label = (place: number) => bucketsOf(scope)[place]?.label ?? '';
  return {
    from: label(bucket),
    into: label(bucket + 1),
    monthBefore: dayOfNumber(before),
    monthAfter: dayOfNumber(after),
  };
}

/** One for each pair of buckets that a company may have; a company has those of its own buckets. */
export const rollRates: readonly Measure[] = Array.from({ length: MOST_BUCKETS - 1 }, (_, bucket) => rollRate(bucket));
