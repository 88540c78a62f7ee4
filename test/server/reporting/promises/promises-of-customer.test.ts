import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { LogEntry } from '../../../../server/features/activities/activity-service.ts';
import { createActivities } from '../../../../server/features/activities/create-activities.ts';
import { NamesInLedger } from '../../../../server/features/activities/names-in-ledger.ts';
import { type Customer, idsOfCustomer } from '../../../../server/features/customers/customer-service.ts';
import type { JudgedPart } from '../../../../server/features/promises-to-pay/judged-promise.ts';
import { customerIdOf, itemIdOf } from '../../../../server/features/receivables/row-identity.ts';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { promiseOutcomes } from '../../../../server/reporting/promises/promise-outcomes.ts';
import { PromisesOfCustomer } from '../../../../server/reporting/promises/promises-of-customer.ts';
import { ACTIVITY_CODES, isPromise } from '../../../../shared/domain/activity-code.ts';
import { WEEKDAYS_ONLY } from '../../../../shared/domain/business-day.ts';
import {
  addDays,
  type CalendarDate,
  calendarDate,
  dayNumber,
  dayOfNumber,
} from '../../../../shared/domain/calendar-date.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { customerRow, eur, paymentRow, runRequest } from '../../../support/ledger-rows.ts';
import { type DrawnDeed, RandomDeeds, type Subject } from '../../../support/random-deeds.ts';
import { History, randomDraws } from '../../../support/random-history.ts';

const CUSTOMERS = ['customer-0', 'customer-1', 'customer-2', 'customer-3'];
const CODES = ACTIVITY_CODES.filter(isPromise);
const RULES = { calendar: WEEKDAYS_ONLY, graceDays: 2 };
/** The day on which people work: in the midst of the days of random ledgers. */
const FIRST_ASKED = calendarDate('2026-01-15');
const AT_WORK = new Date(`${FIRST_ASKED}T12:00:00.000Z`);

const deeds: fc.Arbitrary<DrawnDeed[]> = fc.array(
  fc.tuple(fc.integer({ min: 50, max: 84 }), fc.nat(9_999), fc.nat(9_999), fc.nat(60)),
  { minLength: 4, maxLength: 16 },
);
/** Money of a customer that is on nothing: whose, on which day, how much. */
const unapplied = fc.array(fc.tuple(fc.nat(3), fc.integer({ min: -60, max: 60 }), fc.integer({ min: 1, max: 4_000 })), {
  minLength: 6,
  maxLength: 16,
});
const daysAsked = fc.array(fc.integer({ min: -40, max: 60 }), { minLength: 2, maxLength: 2 });

type Unapplied = [of: number, day: number, minor: number];
type Lived = [draws: Parameters<History['take']>[0][], deeds: DrawnDeed[], cash: Unapplied[], days: number[]];

/** A part of a promise in short. */
type Told = [
  activity: string,
  promisedFor: CalendarDate,
  lastDay: CalendarDate,
  minor: number,
  paid: number,
  state: string,
];

const JUDGE = new PromisesOfCustomer(async () => RULES);

/** A company with a random ledger and promises of its customers. */
class Company {
  private readonly activities;

  constructor(
    private readonly ledger: TestLedger,
    private readonly tenant: TenantId,
  ) {
    const names = new NamesInLedger({ ...ledger.parts, customers: ledger.customers });
    this.activities = createActivities(names, ledger.clock);
  }

  async live(draws: Parameters<History['take']>[0][], drawn: DrawnDeed[], cash: Unapplied[]): Promise<void> {
    const history = new History(true);
    for (const draw of draws) history.take(draw);
    const rows = [
      ...CUSTOMERS.map((number) => customerRow(number)),
      ...rowsOf(history, new History(true).snapshot()),
      ...cash.map(([of, day, minor], at) => {
        const customerNumber = CUSTOMERS[of] ?? '';
        return paymentRow(`cash-${at}`, { customerNumber, issuedOn: addDays(FIRST_ASKED, day), amount: eur(minor) });
      }),
    ];
    await this.in(async () => {
      const { state } = await this.ledger.parts.ledgerRuns.take(runRequest(rows));
      expect(state).to.equal('committed');
      const doing = new RandomDeeds(this.activities.activityLog, () => AT_WORK);
      await doing.append(
        drawn,
        CUSTOMERS.map((number) => subjectOf(history, number)),
      );
    });
  }

  /** What is told customer by customer. */
  async byCustomer(asOf: CalendarDate): Promise<Told[]> {
    return this.in(async () => {
      const position = await this.ledger.parts.ledgerPositions.positionAt();
      const read = CUSTOMERS.map((number) => this.ledger.customers.read(customerIdOf(number), position.run));
      const customers = new Map((await Promise.all(read)).map((customer) => [customer.id, customer]));
      const told: Told[] = [];
      for (const customer of customers.values()) {
        const promises = await this.promisesOf(customer);
        const judged = await JUDGE.judge(customer, promises, { asOf, position });
        for (const { id } of promises) {
          const alone = await JUDGE.judge(customer, promises, { asOf, position, asked: new Set([id]) });
          expect(alone.get(id)).to.deep.equal(judged.get(id));
        }
        for (const [id, parts] of judged) told.push(...parts.map((part) => toldOf(id, part)));
      }
      return told.sort(byText);
    });
  }

  /** What the facts of the whole company tell. */
  async byReport(asOf: CalendarDate): Promise<Told[]> {
    return this.in(async () => {
      const source = new FactsService(this.ledger.parts.ledgerPositions);
      const facts = await source.factsAt((await source.head()).position);
      const outcomes = promiseOutcomes({ facts, asOf: dayNumber(asOf), ...RULES });
      return outcomes
        .map(({ activity, promisedFor, lastDay, minor, paidMinor, state }): Told => {
          const days = [dayOfNumber(promisedFor), dayOfNumber(lastDay)] as const;
          return [facts.activities.id(activity), ...days, minor, paidMinor, state];
        })
        .sort(byText);
    });
  }

  private async promisesOf(customer: Customer): Promise<LogEntry[]> {
    const entries = await this.activities.activityEntries.ofCodes(idsOfCustomer(customer), CODES);
    const gone = new Set(entries.filter(({ kind }) => kind === 'withdrawal').map(({ refersTo }) => refersTo));
    return entries.filter(({ id, kind }) => kind === 'activity' && !gone.has(id));
  }

  private in<T>(work: () => Promise<T>): Promise<T> {
    return this.ledger.in(work, this.tenant);
  }
}

describe('PromisesOfCustomer', function () {
  this.timeout(600_000);
  const ledger = useLedger();
  let companies = 0;

  it('says of each promise what the report says, whatever the ledger', async () => {
    const seen = new Map<string, number>();
    async function agree(...[draws, drawn, cash, days]: Lived): Promise<void> {
      companies += 1;
      const company = new Company(ledger, `company ${companies}` as TenantId);
      await company.live(draws, drawn, cash);
      for (const day of days) {
        const asOf = addDays(FIRST_ASKED, day);
        const told = await company.byReport(asOf);
        expect(await company.byCustomer(asOf)).to.deep.equal(told);
        for (const [, , , , , state] of told) seen.set(state, (seen.get(state) ?? 0) + 1);
      }
    }
    const property = fc.asyncProperty(randomDraws(80), deeds, unapplied, daysAsked, agree);
    await fc.assert(property, { numRuns: 40, endOnFailure: true });
    const states = Object.fromEntries(seen);
    for (const state of ['open', 'kept', 'partly_kept', 'broken', 'moved']) {
      expect(states[state] ?? 0, JSON.stringify(states)).to.be.greaterThan(0);
    }
  });
});

function subjectOf({ items }: History, number: string): Subject {
  const own = items.filter(({ customerId }) => customerId === number);
  return { customerId: customerIdOf(number), itemIds: own.map(({ key }) => itemIdOf(key)) };
}

function toldOf(id: string, { promisedFor, lastDay, amount, paid, state }: JudgedPart): Told {
  return [id, promisedFor, lastDay, amount.minor, paid.minor, state];
}

function byText(a: Told, b: Told): number {
  return a.join() < b.join() ? -1 : 1;
}
