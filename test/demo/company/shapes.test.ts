import { expect } from 'chai';
import { describe, it } from 'mocha';
import { leftAtTheEnd } from '../../../demo/company/left-at-the-end.ts';
import { reactsToContact } from '../../../demo/company/payment-habit.ts';
import type { SampleActivity } from '../../../demo/company/sample-company.ts';
import { SHAPES } from '../../../demo/company/shapes.ts';
import { codeDefinition, touches } from '../../../shared/domain/activity-code.ts';
import { addDays, type CalendarDate, daysBetween } from '../../../shared/domain/calendar-date.ts';
import { sampleCompany } from './sample.ts';

const COLLECTORS = sampleCompany().users.filter(({ role }) => role === 'collector');
const customers = new Map(sampleCompany().customers.map((customer) => [customer.number, customer]));
const invoices = new Map(sampleCompany().invoices.map((invoice) => [invoice.number, invoice]));
const left = leftAtTheEnd(sampleCompany());
const touching = sampleCompany().activities.filter(({ code }) => touches(code));

/** Days on which money that still counts was received for an invoice. */
const paidOn = new Map<string, { on: CalendarDate; payer: string }[]>();
const payments = new Map(sampleCompany().payments.map((payment) => [payment.number, payment]));
const takenBack = new Set(sampleCompany().unapplications.map(({ applicationId }) => applicationId));
for (const { id, invoiceNumber, creditNumber } of sampleCompany().applications) {
  const payment = payments.get(creditNumber);
  if (payment === undefined || takenBack.has(id)) continue;
  const known = paidOn.get(invoiceNumber) ?? [];
  paidOn.set(invoiceNumber, [...known, { on: payment.on, payer: payment.customerNumber }]);
}

function dayOf({ occurredAt }: SampleActivity): CalendarDate {
  return occurredAt.slice(0, 10) as CalendarDate;
}

function invoicesOf(customerNumber: string) {
  return [...invoices.values()].filter((item) => item.customerNumber === customerNumber && item.kind === 'invoice');
}

function isPastDue(dueOn: CalendarDate): boolean {
  return dueOn <= sampleCompany().lastDay;
}

/** What is past due in whole units, all currencies taken alike. */
function pastDueOf(customerNumber: string): number {
  const open = invoicesOf(customerNumber).filter(({ dueOn }) => isPastDue(dueOn));
  return open.reduce((sum, { number }) => sum + (left.get(number) ?? 0), 0) / 100;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Of the items that a collector's touches named, the share that was paid within so many days after. */
function shareFollowedByCash(actorEmail: string, days: number): number {
  const named = touching
    .filter((activity) => activity.actorEmail === actorEmail)
    .flatMap((activity) => activity.itemNumbers.map((number) => ({ number, day: dayOf(activity) })));
  const followed = named.filter(({ number, day }) =>
    (paidOn.get(number) ?? []).some(({ on }) => on > day && on <= addDays(day, days)),
  );
  return followed.length / named.length;
}

describe('the shapes of the sample company', function () {
  this.timeout(60_000);

  for (const number of SHAPES.dayTwelvePayers) {
    it(`${number} pays on day twelve, contacted or not`, () => {
      const paid = invoicesOf(number).flatMap((invoice) =>
        (paidOn.get(invoice.number) ?? []).map(({ on }) => ({ invoice, on, days: daysBetween(invoice.dueOn, on) })),
      );
      const isTouched = ({ invoice, on }: (typeof paid)[number]): boolean =>
        touching.some((act) => act.itemNumbers.includes(invoice.number) && dayOf(act) < on);
      const touched = paid.filter(isTouched);
      const untouched = paid.filter((payment) => !isTouched(payment));
      expect(touched.length).to.be.above(4);
      expect(untouched.length).to.be.above(4);
      expect(median(touched.map(({ days }) => days))).to.equal(12);
      expect(median(untouched.map(({ days }) => days))).to.equal(12);
      expect(new Set(paid.map(({ days }) => days))).to.deep.equal(new Set([12]));
    });
  }

  it('one pays within days of a call that reached someone, and never otherwise', () => {
    const number = SHAPES.paysOnlyAfterCall;
    const reached = touching.filter(
      ({ customerNumber, code }) =>
        customerNumber === number && codeDefinition(code).reach === 'right_party_contact' && code !== 'phone_refused',
    );
    const paid = invoicesOf(number).flatMap((invoice) =>
      (paidOn.get(invoice.number) ?? []).map(({ on }) => ({ invoice, on })),
    );
    const after = ({ invoice, on }: (typeof paid)[number]): boolean =>
      reached.some((call) => {
        const days = daysBetween(dayOf(call), on);
        const isAboutIt = call.itemNumbers.length === 0 || call.itemNumbers.includes(invoice.number);
        return isAboutIt && days >= 1 && days <= 6 && dayOf(call) > invoice.dueOn;
      });
    expect(paid.length).to.be.above(10);
    expect(paid.filter((payment) => !after(payment))).to.deep.equal([]);
    expect(pastDueOf(number)).to.be.above(0);
  });

  it('one is neglected: nobody in half a year, and much past due', () => {
    const contacts = touching.filter(({ customerNumber }) => customerNumber === SHAPES.neglected).map(dayOf);
    const last = contacts.at(-1) ?? sampleCompany().firstDay;
    expect(contacts.length).to.be.above(20);
    expect(daysBetween(last, sampleCompany().lastDay)).to.be.above(180);
    const debts = [...customers.keys()].map((number) => pastDueOf(number)).sort((a, b) => b - a);
    expect(pastDueOf(SHAPES.neglected)).to.equal(debts[0]);
    expect(pastDueOf(SHAPES.neglected)).to.be.above(100_000);
  });

  it('one is dunned twice in a day, by owner and colleague, for the same invoice', () => {
    const { customerNumber, byOwner, byColleague } = SHAPES.dunnedTwice;
    const second = touching.filter(
      (act) => act.customerNumber === customerNumber && act.code === 'email_second_notice',
    );
    const twice = second.filter(
      (first) =>
        first.actorEmail === byOwner &&
        second.some(
          (other) =>
            other.actorEmail === byColleague &&
            dayOf(other) === dayOf(first) &&
            other.itemNumbers[0] === first.itemNumbers[0],
        ),
    );
    expect(twice).to.have.length(2);
    expect(customers.get(customerNumber)?.ownerEmail).to.equal(byOwner);
    expect(daysBetween(dayOf(twice[1] as SampleActivity), sampleCompany().lastDay)).to.be.below(15);
  });

  it('one collector picks the easy ones: those who pay anyway, and nothing old', () => {
    const { easyPicker } = SHAPES;
    const asking = touching.filter(
      ({ actorEmail, code }) => actorEmail === easyPicker && (code.startsWith('phone') || code.endsWith('notice')),
    );
    const moved = asking.filter(({ customerNumber }) => {
      const customer = customers.get(customerNumber);
      return customer !== undefined && reactsToContact(customer.habit);
    });
    expect(asking.length).to.be.above(1_000);
    expect(moved).to.have.length(0);
    const ages = asking.flatMap((act) =>
      act.itemNumbers.map((number) => daysBetween(invoices.get(number)?.dueOn ?? dayOf(act), dayOf(act))),
    );
    expect(Math.max(...ages)).to.be.at.most(14);
    const foreign = asking.filter(({ customerNumber }) => customers.get(customerNumber)?.ownerEmail !== easyPicker);
    expect(foreign.length, 'in others’ portfolios').to.be.above(100);
    const shares = COLLECTORS.map(({ email }) => ({ email, share: shareFollowedByCash(email, 7) }));
    const [best, next] = shares.sort((a, b) => b.share - a.share);
    expect(best?.email).to.equal(easyPicker);
    expect(best?.share).to.be.above(1.2 * (next?.share ?? 1));
  });

  it('the easy picker leaves the hard ones of his own', () => {
    const own = [...customers.values()].filter(({ ownerEmail }) => ownerEmail === SHAPES.easyPicker);
    const since = addDays(sampleCompany().lastDay, -30);
    const old = own.flatMap(({ number }) =>
      invoicesOf(number).filter((item) => (left.get(item.number) ?? 0) > 0 && item.dueOn < addDays(since, -30)),
    );
    const asked = new Set(
      touching
        .filter((act) => dayOf(act) >= since && act.actorEmail === SHAPES.easyPicker && act.code.startsWith('phone'))
        .flatMap(({ itemNumbers }) => itemNumbers),
    );
    expect(old.length).to.be.above(4);
    expect(old.filter(({ number }) => asked.has(number))).to.have.length(0);
  });

  it('one collector is busy without result: most activities, fewest reached, least cash after', () => {
    const { busyWithoutResult } = SHAPES;
    const measures = COLLECTORS.map(({ email }) => {
      const calls = touching.filter(({ actorEmail, code }) => actorEmail === email && code.startsWith('phone'));
      const reached = calls.filter(({ code }) => codeDefinition(code).reach === 'right_party_contact');
      const acts = touching.filter(({ actorEmail }) => actorEmail === email).length;
      return { email, acts, reached: reached.length / calls.length, cash: shareFollowedByCash(email, 14) };
    });
    const busy = measures.find(({ email }) => email === busyWithoutResult);
    const others = measures.filter(({ email }) => email !== busyWithoutResult);
    expect(busy?.acts).to.be.above(1.5 * Math.max(...others.map(({ acts }) => acts)));
    expect(busy?.reached).to.be.below(0.3 * Math.min(...others.map(({ reached }) => reached)));
    expect(busy?.cash).to.be.below(0.7 * Math.min(...others.map(({ cash }) => cash)));
  });

  it('one payables address serves two customers', () => {
    const { email, customerNumbers } = SHAPES.sharedPayablesAddress;
    const served = [...customers.values()].filter(({ contacts }) =>
      contacts.some((contact) => contact.email === email),
    );
    expect(served.map(({ number }) => number)).to.deep.equal(customerNumbers);
  });

  it('no other address stands at two customers', () => {
    const addresses = [...customers.values()].flatMap(({ number, contacts }) =>
      [...new Set(contacts.map(({ email }) => email))].map((email) => ({ number, email })),
    );
    const seen = new Map<string, string>();
    const doubled = addresses.filter(({ number, email }) => {
      const other = seen.get(email);
      seen.set(email, number);
      return other !== undefined && email !== SHAPES.sharedPayablesAddress.email;
    });
    expect(doubled).to.deep.equal([]);
  });

  it('a parent and its subsidiaries share a domain, and the parent pays for one of them', () => {
    const { domain, parent, subsidiaries, paidByParent } = SHAPES.group;
    const owners = [...customers.values()].filter(({ mailDomains }) => mailDomains.includes(domain));
    expect(owners.map(({ number }) => number)).to.deep.equal([parent, ...subsidiaries]);
    expect(subsidiaries.map((number) => customers.get(number)?.parentNumber)).to.deep.equal([parent, parent, parent]);
    const payers = invoicesOf(paidByParent).flatMap(({ number }) =>
      (paidOn.get(number) ?? []).map(({ payer }) => payer),
    );
    expect(payers.length).to.be.above(5);
    expect(new Set(payers)).to.deep.equal(new Set([parent]));
  });

  it('all other domains have one owner', () => {
    const domains = [...customers.values()].flatMap(({ mailDomains }) => mailDomains);
    const others = domains.filter((domain) => domain !== SHAPES.group.domain);
    expect(new Set(others).size).to.equal(others.length);
  });

  it('some are billed in two currencies, some in dollars alone', () => {
    for (const number of SHAPES.twoCurrencies) {
      const billed = invoicesOf(number).map(({ amount }) => amount.currency);
      expect([...new Set(billed)].sort()).to.deep.equal(['EUR', 'USD']);
    }
    const inDollars = [...customers.values()].filter(({ currencies }) => currencies.join() === 'USD');
    expect(inDollars.length).to.be.above(15);
  });

  it('some write from a free-mail provider, which is nobody’s domain', () => {
    const { domain, customerNumbers } = SHAPES.freeMail;
    for (const number of customerNumbers) {
      const customer = customers.get(number);
      expect(customer?.mailDomains).to.deep.equal([]);
      expect(customer?.contacts.filter(({ email }) => !email.endsWith(`@${domain}`))).to.deep.equal([]);
    }
  });

  it('one is not contacted, and owes', () => {
    const number = SHAPES.doNotContact;
    expect([...customers.values()].filter(({ doNotContact }) => doNotContact).map((each) => each.number)).to.deep.equal(
      [number],
    );
    expect(sampleCompany().activities.filter(({ customerNumber }) => customerNumber === number)).to.have.length(0);
    expect(pastDueOf(number)).to.be.above(0);
  });

  it('one is insolvent, and what it owed was written off', () => {
    const written = sampleCompany().adjustments.filter(
      ({ invoiceNumber, reason }) =>
        invoices.get(invoiceNumber)?.customerNumber === SHAPES.writtenOff && reason === 'write_off',
    );
    expect(written.length).to.be.above(0);
    expect(pastDueOf(SHAPES.writtenOff)).to.equal(0);
  });
});
