import { expect } from 'chai';
import fc from 'fast-check';
import mongoose from 'mongoose';
import { positionsOn } from '../../../../server/features/receivables/customer-summary-read-model.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { receivablesAgeing } from '../../../../server/reporting/receivables-ageing/receivables-ageing-read-model.ts';
import { BUCKETS_TO_90 } from '../../../../shared/domain/ageing.ts';
import { addDays, type CalendarDate, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import type { CustomerId, TenantId } from '../../../../shared/domain/ids.ts';
import { isDebit } from '../../../../shared/domain/open-item.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { applicationRow, eur, itemRow, paymentRow, reversalRow, runRequest } from '../../../support/ledger-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';

type Chunk = readonly [Parameters<History['take']>[0][], CalendarDate];

const TODAY = calendarDate('2026-11-20');

describe('the money part of a customer summary', function () {
  this.timeout(300_000);
  const ledger = useLedger();
  beforeEach(() => ledger.clock.set(`${TODAY}T09:00:00.000Z`));

  async function read(today: CalendarDate = TODAY, number = 'C1') {
    return ledger.in(async () => {
      const position = await ledger.parts.ledgerPositions.positionAt();
      const customerId = await idOf(ledger, number, position.run);
      return ledger.parts.customerSummaries.read(customerId, today, position);
    });
  }

  async function feed(tenant: TenantId, history: History, [draws, day]: Chunk): Promise<void> {
    const before = history.snapshot();
    for (const one of draws) history.take(one);
    ledger.clock.set(`${day}T12:00:00.000Z`);
    await ledger.in(() => ledger.parts.ledgerRuns.take(runRequest(rowsOf(history, before))), tenant);
  }

  it('agrees to the cent with the ageing report on every day, as it is kept and as it is rebuilt', async () => {
    const seen = { kept: 0, rebuilt: 0 };
    let tenants = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(randomDraws(60), randomDay), { minLength: 1, maxLength: 3 }),
        async (chunks) => {
          const tenant = `summaries ${tenants++}` as TenantId;
          const history = new History(true);
          for (const chunk of chunks.sort(([, a], [, b]) => (a < b ? -1 : 1))) await feed(tenant, history, chunk);
          for (const [, day] of chunks.slice(-1)) {
            for (const days of [-3, 0, 1, 40]) await expectAgreement(ledger, tenant, addDays(day, days), seen);
          }
        },
      ),
      { numRuns: 15, endOnFailure: true },
    );
    expect(seen.kept).to.be.greaterThan(20);
    expect(seen.rebuilt).to.be.greaterThan(20);
  });

  it('is read in one query together with the contact part, which a run never touches', async () => {
    await ledger.take([itemRow('1001')]);
    const [kept] = await ledger.standing('customerSummaries');
    const contact = { tenantId: 'tenant-of-the-test', customerId: kept?.customerId, part: 'contact', seq: 7 };
    await ledger.in(() => collectionNamed('customerSummaries').insertOne({ ...contact }));
    await ledger.take([itemRow('1002')]);
    const { value, commands } = await counting(() =>
      ledger.in(() =>
        ledger.parts.customerSummaries.read(kept?.customerId as CustomerId, TODAY, {
          run: 2,
          at: null,
          dataAsOf: null,
        }),
      ),
    );
    expect(commands).to.equal(1);
    expect(value.money.openItemCount).to.equal(2);
    expect(value.contacts.map(({ seq }) => seq)).to.deep.equal([7]);
  });

  it('lists the 50 oldest open debit items, and counts them all', async () => {
    const rows = Array.from({ length: 60 }, (_, at) =>
      itemRow(`${1_000 + at}`, { dueOn: addDays(calendarDate('2026-05-01'), 60 - at) }),
    );
    await ledger.take([...rows, paymentRow('P1')]);
    const { money } = await read();
    expect(money.openItemCount).to.equal(60);
    expect(money.oldestItems.map(({ number }) => number)).to.deep.equal(
      Array.from({ length: 50 }, (_, at) => `${1_059 - at}`),
    );
  });

  it('knows the latest payment that the bank has not taken back', async () => {
    await ledger.take([
      paymentRow('P1', { issuedOn: '2026-03-01', amount: eur(100) }),
      paymentRow('P2', { issuedOn: '2026-04-01', amount: eur(200) }),
      reversalRow('P2', eur(200), '2026-04-03'),
      paymentRow('P3', { issuedOn: '2026-12-01', amount: eur(300) }),
    ]);
    expect((await read()).money.lastPayment).to.deep.equal({ on: '2026-03-01', amount: eur(100) });
    expect((await read(calendarDate('2026-04-02'))).money.lastPayment).to.deep.include({ on: '2026-04-01' });
    expect((await read(calendarDate('2026-12-01'))).money.lastPayment).to.deep.include({ on: '2026-12-01' });
  });

  it('says what the ERP holds disputed', async () => {
    await ledger.take([itemRow('1001', { disputeStatus: 'disputed', amount: eur(70) }), itemRow('1002')]);
    const { disputed } = (await read()).money;
    expect(disputed.map(({ currency, minor, itemIds }) => [currency, minor, itemIds.length])).to.deep.equal([
      ['EUR', 70, 1],
    ]);
  });

  it('is not used on a day on which an entry that is known already has changed it', async () => {
    await ledger.take([
      itemRow('1001'),
      paymentRow('P1'),
      applicationRow('1001', 'P1', eur(4_000), { on: '2026-12-24' }),
    ]);
    const [kept] = await ledger.standing('customerSummaries');
    expect(kept).to.include({ validFrom: TODAY, validUntil: '2026-12-24' });
    const open = async (day: string) => {
      const { money } = await read(calendarDate(day));
      return positionsOn(money, calendarDate(day), BUCKETS_TO_90).map(({ invoiceOpen }) => invoiceOpen.minor);
    };
    expect(await open('2026-12-23')).to.deep.equal([10_000]);
    expect(await open('2026-12-24')).to.deep.equal([6_000]);
  });

  it('keeps of each customer no versions but those that somebody may still be reading', async () => {
    for (const number of ['1001', '1002', '1003', '1004']) await ledger.take([itemRow(number)]);
    const kept = await ledger.all('customerSummaries');
    expect(kept.map(({ added }) => added)).to.deep.equal([2, 3, 4]);
  });

  it('of a past position is computed from the ledger of then', async () => {
    await ledger.take([itemRow('1001')]);
    const then = ledger.clock.now();
    for (const number of ['1002', '1003', '1004']) await ledger.take([itemRow(number)]);
    const money = await ledger.in(async () => {
      const position = await ledger.parts.ledgerPositions.positionAt(then);
      const summary = await ledger.parts.customerSummaries.read(await idOf(ledger, 'C1', 1), TODAY, position);
      return summary.money;
    });
    expect(money.openItemCount).to.equal(1);
  });
});

async function idOf(ledger: TestLedger, number: string, run: number): Promise<CustomerId> {
  const [customer] = await ledger.customers.search(number, run, 1);
  if (customer === undefined) throw new Error(`No customer ${number}.`);
  return customer.id;
}

async function expectAgreement(
  ledger: TestLedger,
  tenant: TenantId,
  today: CalendarDate,
  seen: { kept: number; rebuilt: number },
): Promise<void> {
  await ledger.in(async () => {
    const position = await ledger.parts.ledgerPositions.positionAt();
    const customers = await ledger.customers.search('customer', position.run, 10);
    for (const { id } of customers) {
      const { money } = await ledger.parts.customerSummaries.read(id, today, position);
      seen[money.validFrom === today ? 'rebuilt' : 'kept'] += 1;
      const plain = await ledger.parts.customerSummaries.rebuilt(id, today, position);
      expect({ ...money, validFrom: today }).to.deep.include(plain);
      const ageing = await receivablesAgeing({
        asOf: today,
        run: position.run,
        buckets: BUCKETS_TO_90,
        customerId: id,
      });
      const positions = positionsOn(money, today, BUCKETS_TO_90).map(({ pastDue, buckets, ...position }) => {
        const late = buckets.filter(({ label }) => label !== 'current').map(({ amount }) => amount.minor);
        expect(pastDue.minor).to.equal(late.reduce((sum, minor) => sum + minor, 0));
        return { ...position, buckets: Object.fromEntries(buckets.map(({ label, amount }) => [label, amount])) };
      });
      expect(positions, `${id} on ${today}`).to.deep.equal(ageing.totals);
      const open = await ledger.parts.receivables.openItems(today, position, id);
      const owed = open.filter(({ kind }) => isDebit(kind));
      expect(money.oldestItems.map((item) => [item.id, item.leftMinor])).to.deep.equal(
        owed.slice(0, 50).map((item) => [item.id, item.left.minor]),
      );
    }
  }, tenant);
}

async function counting<T>(work: () => Promise<T>): Promise<{ value: T; commands: number }> {
  const client = mongoose.connection.getClient();
  let commands = 0;
  const count = () => {
    commands += 1;
  };
  client.on('commandStarted', count);
  try {
    return { value: await work(), commands };
  } finally {
    client.off('commandStarted', count);
  }
}
