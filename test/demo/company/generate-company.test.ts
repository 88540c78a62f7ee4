import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { toFeeds } from '../../../demo/company/feeds.ts';
import { generateCompany } from '../../../demo/company/generate-company.ts';
import { DEMO_USERS } from '../../../demo/company/people.ts';
import { problemsWithDetails } from '../../../shared/domain/activity-code.ts';
import { isBusinessDay, WEEKDAYS_ONLY } from '../../../shared/domain/business-day.ts';
import { addDays, calendarDate, dayInZone, daysBetween } from '../../../shared/domain/calendar-date.ts';
import { SEED, sampleCompany, TODAY } from './sample.ts';

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });

describe('generateCompany', function () {
  this.timeout(120_000);

  it('gives the same bytes for the same seed and day', () => {
    const again = generateCompany({ seed: SEED, today: TODAY });
    expect(hashOf(again)).to.equal(hashOf(sampleCompany()));
    expect(hashOf(toFeeds(again))).to.equal(hashOf(toFeeds(sampleCompany())));
  });

  it('gives another company for another seed', () => {
    const other = generateCompany({ seed: SEED + 1, today: TODAY });
    expect(hashOf(other.payments)).to.not.equal(hashOf(sampleCompany().payments));
    expect(other.customers.map(({ name }) => name)).to.not.deep.equal(
      sampleCompany().customers.map(({ name }) => name),
    );
  });

  for (const today of ['2026-11-23', '2027-03-29', '2028-02-29']) {
    it(`is as large whenever it is made: ${today}`, () => {
      const { customers, invoices, activities, threads, lastDay } = generateCompany({
        seed: SEED,
        today: calendarDate(today),
      });
      expect(lastDay).to.equal(addDays(calendarDate(today), -1));
      expect(customers).to.have.length(150);
      expect(invoices.length).to.be.within(5_700, 6_500);
      expect(activities.length).to.be.within(19_200, 20_800);
      expect(threads).to.have.length(40);
    });
  }

  it('covers eighteen months up to the day before', () => {
    const { firstDay, lastDay, invoices, payments } = sampleCompany();
    expect(lastDay).to.equal('2026-11-20');
    expect(daysBetween(firstDay, lastDay)).to.equal(547);
    const days = [...invoices.map(({ issuedOn }) => issuedOn), ...payments.map(({ on }) => on)].sort();
    expect(daysBetween(firstDay, days[0] ?? lastDay)).to.be.below(4);
    expect(days.at(-1)).to.equal(lastDay);
  });

  it('has seven users and the numbers of documents that were asked for', () => {
    const { users, customers, invoices, activities } = sampleCompany();
    expect(users).to.equal(DEMO_USERS);
    expect(users.filter(({ role }) => role === 'collector')).to.have.length(5);
    expect(customers).to.have.length(150);
    expect(invoices.filter(({ kind }) => kind === 'invoice').length).to.be.within(5_700, 6_300);
    expect(activities.length).to.be.within(19_500, 20_500);
  });

  it('has all that happens to receivables', () => {
    const { invoices, payments, applications, unapplications, adjustments, reversals, activities } = sampleCompany();
    const partsOf = new Map<string, number>();
    for (const { creditNumber } of applications) partsOf.set(creditNumber, (partsOf.get(creditNumber) ?? 0) + 1);
    expect([...partsOf.values()].filter((parts) => parts > 1).length, 'several at once').to.be.above(200);
    expect(payments.filter(({ number }) => !partsOf.has(number)).length, 'not applied').to.be.above(2);
    expect(invoices.filter(({ kind }) => kind === 'credit_memo').length).to.be.above(50);
    expect(new Set(invoices.map(({ disputeStatus }) => disputeStatus))).to.have.length(3);
    expect(invoices.filter(({ disputeStatus }) => disputeStatus === 'disputed').length).to.be.above(4);
    expect(adjustments.filter(({ reason }) => reason === 'write_off').length).to.be.above(20);
    expect(adjustments.filter(({ reason }) => reason === 'discount').length).to.be.above(20);
    expect(reversals.length, 'bounced').to.be.within(3, 40);
    expect(unapplications.length).to.be.above(reversals.length);
    const promises = activities.filter(({ code }) => code === 'phone_promise_to_pay');
    expect(promises.length).to.be.above(500);
    expect(promises.filter(({ date }) => date !== null && date >= TODAY).length, 'open').to.be.above(3);
  });

  it('names nothing twice', () => {
    const { customers, invoices, payments, applications, activities } = sampleCompany();
    const names = [
      ...customers.map(({ number }) => number),
      ...[...invoices, ...payments].map(({ number }) => number),
      ...applications.map(({ id }) => id),
      ...activities.map(({ key }) => key),
    ];
    expect(new Set(names).size).to.equal(names.length);
    expect(new Set(customers.map(({ name }) => name)).size).to.equal(customers.length);
  });

  it('is invented: every address ends in .example, every telephone number is kept for fiction', () => {
    const { customers, threads } = sampleCompany();
    const contacts = customers.flatMap((customer) => customer.contacts);
    const addresses = [
      ...contacts.map(({ email }) => email),
      ...customers.flatMap(({ mailDomains }) => mailDomains),
      ...threads.flatMap(({ messages }) => messages.map(({ from }) => from.replace(/>$/, ''))),
    ];
    expect(addresses.filter((address) => !address.endsWith('.example'))).to.deep.equal([]);
    const fictional = /^\+(49 (30 23125|40 66969|69 90009|89 99998) \d{3}|44 20 7946 0\d{3}|1 212 555 01\d{2})$/;
    expect(contacts.filter(({ phone }) => !fictional.test(phone))).to.deep.equal([]);
  });

  it('has people work on working days, in office hours of their zone', () => {
    for (const { occurredAt } of sampleCompany().activities) {
      const day = dayInZone(new Date(occurredAt), 'Europe/Berlin');
      const time = clock.format(new Date(occurredAt));
      if (!isBusinessDay(day, WEEKDAYS_ONLY) || time < '08:30' || time >= '17:30')
        expect.fail(`${occurredAt} is outside office hours`);
    }
  });

  it('has nobody contacted about an invoice that is not there yet, or is of another customer', () => {
    const { invoices, activities } = sampleCompany();
    const known = new Map(invoices.map((invoice) => [invoice.number, invoice]));
    const wrong = activities.filter(({ itemNumbers, customerNumber, occurredAt }) =>
      itemNumbers.some((number) => {
        const item = known.get(number);
        return item?.customerNumber !== customerNumber || item.issuedOn >= occurredAt.slice(0, 10);
      }),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('logs what the codes ask for', () => {
    const problems = sampleCompany().activities.flatMap(({ key, code, outcome, reason, amount, date }) => {
      const stated = Object.entries({ outcome, reason, amount, date }).filter(([, value]) => value !== null);
      return problemsWithDetails(code, Object.fromEntries(stated)).map(({ problem }) => `${key}: ${problem}`);
    });
    expect(problems).to.deep.equal([]);
  });

  it('has customers promise amounts above nothing, for days to come', () => {
    const promises = sampleCompany().activities.filter(({ code }) => code === 'phone_promise_to_pay');
    const hollow = promises.filter(
      ({ date, amount, occurredAt }) => (amount?.minor ?? 0) <= 0 || (date ?? '') <= occurredAt.slice(0, 10),
    );
    expect(hollow).to.deep.equal([]);
  });

  it('tells things in the order in which they happened', () => {
    const instants = sampleCompany().activities.map(({ occurredAt }) => occurredAt);
    expect(instants).to.deep.equal([...instants].sort());
    expect(instants.at(-1)?.slice(0, 10)).to.equal('2026-11-20');
  });
});
