import { expect } from 'chai';
import fc from 'fast-check';
import { BUCKETS_TO_90 } from '../../../shared/domain/ageing.ts';
import type { CalendarDate } from '../../../shared/domain/calendar-date.ts';
import { balancesOn, itemCourses, LedgerRefused, openItemsOn } from '../../../shared/domain/ledger.ts';
import { sumsFromDocuments } from '../../../shared/domain/ledger-from-documents.ts';
import { type Application, isDebit, type LedgerEntries, type OpenItem } from '../../../shared/domain/open-item.ts';
import { type History, randomDay, randomHistory } from '../../support/random-history.ts';

describe('the three sums', () => {
  for (const { histories, maxEvents } of [
    { histories: 400, maxEvents: 600 },
    { histories: 10_000, maxEvents: 60 },
  ]) {
    it(`hold per customer and currency on every day of ${histories} random histories of up to ${maxEvents} events`, function () {
      this.timeout(300_000);
      const seen = { events: 0, largest: 0, balances: 0, transfers: 0, takenBack: 0, bounced: 0, unexplained: 0 };
      fc.assert(
        fc.property(
          randomHistory({ maxEvents }),
          fc.array(randomDay, { minLength: 2, maxLength: 3 }),
          (history, days) => {
            const courses = itemCourses(history);
            for (const day of [...days, lastDayOf(history)]) seen.balances += expectSumsToAgree(history, courses, day);
            countIn(seen, history, courses);
          },
        ),
        { numRuns: histories },
      );
      expect(seen.largest, 'events in the longest history').to.be.greaterThan(maxEvents * 0.6);
      expect(seen.events, 'events in all').to.be.greaterThan(histories * maxEvents * 0.2);
      expect(seen.balances, 'balances compared').to.be.greaterThan(histories * 3);
      expect(seen.transfers, 'applications across customers or currencies').to.be.greaterThan(1_000);
      expect(seen.takenBack, 'un-applications').to.be.greaterThan(1_000);
      expect(seen.bounced, 'applications that came back by themselves').to.be.greaterThan(100);
      expect(seen.unexplained, 'movements that no entry explains').to.be.greaterThan(1_000);
    });
  }
});

describe('itemCourses', () => {
  it('refuses exactly the items that would have less than nothing left on some day, and names the first such day', function () {
    this.timeout(120_000);
    let refused = 0;
    fc.assert(
      fc.property(randomHistory({ maxEvents: 40, checked: false }), (history) => {
        const expected = daysBelowZero(history);
        refused += expected.length;
        expect(problemsOf(history)).to.deep.equal(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(refused).to.be.greaterThan(500);
  });
});

function expectSumsToAgree(history: History, courses: ReturnType<typeof itemCourses>, day: CalendarDate): number {
  const plain = sumsFromDocuments(history, day, BUCKETS_TO_90);
  const balances = balancesOn(openItemsOn(courses, day), day, BUCKETS_TO_90);
  for (const { customerId, currency, invoiceOpen, unapplied, netOpen, buckets } of balances) {
    const key = `${customerId} ${currency}`;
    const sums = plain.get(key);
    plain.delete(key);
    const minors = Object.fromEntries(Object.entries(buckets).map(([label, { minor }]) => [label, minor]));
    if (sums === undefined) throw new Error(`${key} on ${day} is in the ledger and not in the documents.`);
    expect(minors, `buckets of ${key} on ${day}`).to.deep.equal(sums.buckets);
    expect(invoiceOpen.minor, `invoice open of ${key} on ${day}`).to.equal(sum(Object.values(sums.buckets)));
    expect(unapplied.minor, `unapplied of ${key} on ${day}`).to.equal(sums.unapplied + 0);
    expect(unapplied.minor).to.be.at.most(0);
    expect(netOpen.minor, `net open of ${key} on ${day}`).to.equal(sums.netOpen);
    expect(netOpen.minor).to.equal(sum(Object.values(minors)) + unapplied.minor);
  }
  for (const [key, { buckets, unapplied, netOpen }] of plain) {
    expect(
      [...Object.values(buckets), unapplied, netOpen].every((minor) => minor === 0),
      `nothing of ${key} on ${day}`,
    ).to.equal(true);
  }
  return balances.length;
}

function countIn(
  seen: {
    events: number;
    largest: number;
    transfers: number;
    takenBack: number;
    bounced: number;
    unexplained: number;
  },
  history: History,
  courses: ReturnType<typeof itemCourses>,
): void {
  const { items, applications, unapplications, adjustments, reversals, statedLefts } = history;
  const lists = [items, applications, unapplications, adjustments, reversals, statedLefts];
  const events = lists.reduce((all, { length }) => all + length, 0);
  seen.events += events;
  seen.largest = Math.max(seen.largest, events);
  seen.takenBack += unapplications.length;
  for (const { unexplained } of courses.values()) seen.unexplained += unexplained.length;
  const byId = new Map(items.map((item) => [item.id, item]));
  seen.bounced += reversals.filter(({ itemId, on }) => {
    const item = byId.get(itemId);
    return item !== undefined && !isDebit(item.kind) && givesBackOn(history, itemId, on);
  }).length;
  seen.transfers += applications.filter(({ debitItemId, creditItemId }) => {
    const [debit, credit] = [byId.get(debitItemId), byId.get(creditItemId)];
    return debit?.customerId !== credit?.customerId || debit?.amount.currency !== credit?.amount.currency;
  }).length;
}

/** Whether more is applied of a credit item on a day than there is of it. */
function givesBackOn(history: History, creditItemId: OpenItem['id'], day: CalendarDate): boolean {
  const item = history.items.find(({ id }) => id === creditItemId);
  return item !== undefined && leftByDefinition(history, item, day) < 0;
}

function lastDayOf(entries: LedgerEntries): CalendarDate {
  const { items, applications, unapplications, adjustments, reversals, statedLefts } = entries;
  const days = [...applications, ...unapplications, ...adjustments, ...reversals, ...statedLefts].map(({ on }) => on);
  return [...days, ...items.map(({ issuedOn }) => issuedOn)].sort().at(-1) ?? ('2026-01-01' as CalendarDate);
}

function problemsOf(history: LedgerEntries): string[] {
  try {
    itemCourses(history);
    return [];
  } catch (error) {
    if (!(error instanceof LedgerRefused)) throw error;
    return error.problems.filter(({ on }) => on !== null).map(({ itemId, on }) => `${itemId} ${on}`);
  }
}

/** By definition: for each item, the first day on which amount − applied − adjusted − reversed is below 0. */
function daysBelowZero(history: LedgerEntries): string[] {
  const days = new Set<CalendarDate>();
  const { items, applications, unapplications, adjustments, reversals } = history;
  for (const { issuedOn } of items) days.add(issuedOn);
  for (const { on } of [...applications, ...unapplications, ...adjustments, ...reversals]) days.add(on);
  const sorted = [...days].sort();
  return items.flatMap((item) => {
    const below = sorted.find((day) => leftByDefinition(history, item, day) < 0);
    return below === undefined ? [] : [`${item.id} ${below}`];
  });
}

function leftByDefinition(history: LedgerEntries, item: OpenItem, day: CalendarDate): number {
  const amount = item.issuedOn <= day ? item.amount.minor : 0;
  const lessened = [...history.adjustments, ...history.reversals].filter(
    ({ itemId, on }) => itemId === item.id && on <= day,
  );
  const applied = history.applications.filter((application) => isInForce(history, application, day));
  return (
    amount -
    sum(lessened.map((entry) => entry.amount.minor)) -
    sum(applied.filter(({ debitItemId }) => debitItemId === item.id).map(({ debitAmount }) => debitAmount.minor)) -
    sum(applied.filter(({ creditItemId }) => creditItemId === item.id).map(({ creditAmount }) => creditAmount.minor))
  );
}

function isInForce(
  history: LedgerEntries,
  { id, debitItemId, creditItemId, on }: Application,
  day: CalendarDate,
): boolean {
  const issued = history.items
    .filter((item) => item.id === debitItemId || item.id === creditItemId)
    .map(({ issuedOn }) => issuedOn);
  if ([on, ...issued].some((from) => from > day)) return false;
  return !history.unapplications.some((back) => back.applicationId === id && back.on <= day);
}

function sum(minors: readonly number[]): number {
  return minors.reduce((all, minor) => all + minor, 0);
}
