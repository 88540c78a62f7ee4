import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { collectorActivity } from '../../../../server/reporting/collector-activity/collector-activity.ts';
import type { LoggedActivity } from '../../../../server/reporting/touched-cash/logged-activities-read-model.ts';
import type { ActivityCode } from '../../../../shared/domain/activity-code.ts';
import { addDays, calendarDate, daysBetween } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import type { Delivery } from '../../../../shared/domain/delivery.ts';
import type { CustomerId, ItemId } from '../../../../shared/domain/ids.ts';
import { money } from '../../../../shared/domain/money.ts';
import type { CashMovement } from '../../../support/cash-movements.ts';
import { joinTouches } from '../../../support/touched-cash.ts';

const FIRST = calendarDate('2026-10-01');
const CUSTOMERS = ['C1', 'C2'];
const ITEMS = ['1', '2', '3'];
const CODES: readonly ActivityCode[] = ['phone_no_answer', 'email_first_notice', 'note'];
const DELIVERIES: readonly Delivery[] = ['attempted', 'confirmed', 'failed', 'bounced'];

const day = fc.integer({ min: 0, max: 40 }).map((days) => addDays(FIRST, days));

const activity: fc.Arbitrary<LoggedActivity> = fc
  .record({
    id: fc.uuid(),
    actorId: fc.constantFrom('ana', 'ben', 'carla'),
    customerId: fc.constantFrom(...CUSTOMERS),
    itemIds: fc.subarray(ITEMS),
    code: fc.constantFrom(...CODES),
    delivery: fc.constantFrom(...DELIVERIES),
    on: day,
  })
  .map(({ delivery, code, ...rest }) => ({
    ...rest,
    code,
    delivery: code === 'email_first_notice' ? delivery : null,
    seq: 1,
    actorName: rest.actorId,
    itemNumbers: rest.itemIds,
    outcome: null,
    client: 'outlook',
    occurredAt: new Date(`${rest.on}T09:00:00Z`),
  }));

const cash: fc.Arbitrary<CashMovement> = fc
  .record({
    customerId: fc.constantFrom(...CUSTOMERS),
    itemId: fc.constantFrom(...ITEMS, null),
    valueDate: day,
    minor: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constantFrom('EUR', 'USD'),
  })
  .map(({ minor, currency, customerId, itemId, valueDate }) => ({
    paymentId: 'P' as ItemId,
    paymentNumber: 'P',
    customerId: customerId as CustomerId,
    itemId: itemId as ItemId | null,
    itemNumber: itemId ?? '',
    valueDate,
    amount: money(minor, currencyCode(currency)),
  }));

const world = fc.record({
  activities: fc.array(activity, { maxLength: 40 }).map((list) => list.sort((a, b) => a.on.localeCompare(b.on))),
  cash: fc.array(cash, { maxLength: 25 }),
});

/** The same question without any index: every activity is held against every part. */
function plainlyTouched(part: CashMovement, done: LoggedActivity): boolean {
  const days = daysBetween(done.on, part.valueDate);
  const names = done.itemIds.length === 0 || (part.itemId !== null && done.itemIds.includes(part.itemId));
  const reached = done.code !== 'note' && done.delivery !== 'failed' && done.delivery !== 'bounced';
  return reached && done.customerId === part.customerId && names && days >= 1 && days <= 14;
}

function sum(parts: readonly CashMovement[], currency: string): number {
  return parts
    .filter(({ amount }) => amount.currency === currency)
    .reduce((total, { amount }) => total + amount.minor, 0);
}

describe('collectorActivity', () => {
  it('agrees with holding every activity against every payment', () => {
    fc.assert(
      fc.property(world, ({ activities, cash: parts }) => {
        const { lines, totals } = collectorActivity(activities, joinTouches(parts, activities));
        for (const { currency, cash: all, touched, untouched } of totals) {
          const some = parts.filter((part) => activities.some((done) => plainlyTouched(part, done)));
          expect(all.minor).to.equal(sum(parts, currency));
          expect(touched.minor).to.equal(sum(some, currency));
          expect(untouched.minor).to.equal(all.minor - touched.minor);
        }
        for (const { collector, touched, codes, activities: count } of lines) {
          const own = activities.filter(({ actorId }) => actorId === collector.id);
          const mine = parts.filter((part) => own.some((done) => plainlyTouched(part, done)));
          for (const { currency, minor } of touched) expect(minor).to.equal(sum(mine, currency));
          expect(touched.reduce((total, { minor }) => total + minor, 0)).to.equal(sum(mine, 'EUR') + sum(mine, 'USD'));
          expect(count).to.equal(own.length);
          expect(codes.reduce((total, { activities: done }) => total + done, 0)).to.equal(own.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
