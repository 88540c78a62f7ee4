import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { PaymentHabit } from '../../../demo/company/payment-habit.ts';
import { codeDefinition } from '../../../shared/domain/activity-code.ts';
import { isBusinessDay, WEEKDAYS_ONLY } from '../../../shared/domain/business-day.ts';
import { addDays, type CalendarDate, daysBetween } from '../../../shared/domain/calendar-date.ts';
import { sampleCompany } from './sample.ts';

type Hazard = Extract<PaymentHabit, { kind: 'hazard' }>;

interface Rates {
  fresh: { days: number; paid: number };
  other: { days: number; paid: number };
}

/** The first day on which money that still counts was received, by invoice. */
function firstPayments(): Map<string, CalendarDate> {
  const { applications, payments, unapplications } = sampleCompany();
  const valueDates = new Map(payments.map(({ number, on }) => [number, on]));
  const takenBack = new Set(unapplications.map(({ applicationId }) => applicationId));
  const first = new Map<string, CalendarDate>();
  for (const { id, invoiceNumber, creditNumber } of applications) {
    const on = takenBack.has(id) ? undefined : valueDates.get(creditNumber);
    const known = first.get(invoiceNumber);
    if (on !== undefined && (known === undefined || on < known)) first.set(invoiceNumber, on);
  }
  return first;
}

/** The contacts that ask for payment and reach someone. */
function askingContacts() {
  return sampleCompany().activities.filter(
    ({ code }) =>
      code.endsWith('notice') || (codeDefinition(code).reach === 'right_party_contact' && code !== 'phone_refused'),
  );
}

function workingDays(from: CalendarDate, to: CalendarDate): CalendarDate[] {
  const days: CalendarDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isBusinessDay(day, WEEKDAYS_ONLY)) days.push(day);
  return days;
}

interface ItemDay {
  readonly isAfterContact: boolean;
  readonly isPaid: boolean;
}

/** The working days on which an undisputed invoice of the segment could have been paid by habit, up to the one on which it was. */
function itemDays(isOfSegment: (habit: Hazard) => boolean): ItemDay[] {
  const { customers, invoices, lastDay } = sampleCompany();
  const habits = new Map(
    customers.map(({ number, habit, discountPercent }) => [number, discountPercent > 0 ? null : habit]),
  );
  const paidOn = firstPayments();
  const asking = askingContacts();
  return invoices.flatMap(({ number, kind, customerNumber, dueOn, disputeStatus }) => {
    const habit = habits.get(customerNumber);
    if (kind !== 'invoice' || disputeStatus !== 'none' || habit?.kind !== 'hazard' || !isOfSegment(habit)) return [];
    const about = asking.filter(
      (contact) =>
        contact.customerNumber === customerNumber &&
        (contact.itemNumbers.length === 0 || contact.itemNumbers.includes(number)),
    );
    const first = paidOn.get(number);
    return workingDays(addDays(dueOn, habit.fromDay), first ?? lastDay).map((day) => ({
      isAfterContact: about.some(({ occurredAt }) => isFresh(occurredAt, day)),
      isPaid: day === first,
    }));
  });
}

/** Of how many item-days how many saw a payment, after a contact within seven days and else. */
function paymentRates(isOfSegment: (habit: Hazard) => boolean): Rates {
  const days = itemDays(isOfSegment);
  const tally = (some: readonly ItemDay[]) => ({ days: some.length, paid: some.filter(({ isPaid }) => isPaid).length });
  return {
    fresh: tally(days.filter(({ isAfterContact }) => isAfterContact)),
    other: tally(days.filter(({ isAfterContact }) => !isAfterContact)),
  };
}

function isFresh(occurredAt: string, day: CalendarDate): boolean {
  const days = daysBetween(occurredAt.slice(0, 10) as CalendarDate, day);
  return days >= 1 && days <= 7;
}

function ratio({ fresh, other }: Rates): number {
  return fresh.paid / fresh.days / (other.paid / other.days);
}

describe('the effect of contact in the sample company', function () {
  this.timeout(60_000);

  for (const [name, perDay] of [
    ['prompt', 0.18],
    ['late', 0.03],
  ] as const) {
    it(`is none where the truth has none: ${name} payers`, () => {
      const rates = paymentRates(
        ({ run, perRun, effect, stopsOn }) =>
          run === 'daily' && Math.abs(perRun - perDay) < 1e-9 && effect.call === 1 && stopsOn === null,
      );
      expect(rates.fresh.days).to.be.above(300);
      expect(ratio(rates)).to.be.within(0.75, 1.3);
      expect(rates.other.paid / rates.other.days).to.be.closeTo(perDay, perDay * 0.25);
    });
  }

  it('is strong where the truth has one', () => {
    const rates = paymentRates(({ run, effect }) => run === 'daily' && effect.call > 1);
    expect(rates.fresh.days).to.be.above(500);
    expect(ratio(rates)).to.be.above(2.5);
  });
});
