import { expect } from 'chai';
import fc from 'fast-check';
import type { LedgerRow } from '../../../../server/features/receivables/run-service.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { type TestLedger, useLedger } from '../../../support/ledger.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';

const DAY = (day: number) => new Date(Date.UTC(2026, 9, day));

describe('which version holds', function () {
  this.timeout(120_000);
  const ledger = useLedger();

  it('is decided by the as-of time of the source: an older state that comes late changes nothing', async () => {
    await ledger.take([itemRow('1001', { amount: eur(200) })], { dataAsOf: DAY(10) });
    const position = await positionOf(ledger);
    const late = await ledger.take([itemRow('1001', { amount: eur(100) })], { dataAsOf: DAY(9) });
    expect(late).to.deep.include({ state: 'unchanged', number: null });
    expect(late.counts).to.include({ historic: 1, changed: 0 });
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 200 });
    expect(await positionOf(ledger)).to.deep.equal(position);
    const [kept] = await ledger.all('lateRows');
    expect(kept).to.deep.include({ sourceAsOf: DAY(9) });
    expect(kept).to.have.nested.property('row.amount.minor', 100);
  });

  it('is the later run on a tie', async () => {
    await ledger.take([itemRow('1001', { amount: eur(200) })], { dataAsOf: DAY(10) });
    await ledger.take([itemRow('1001', { amount: eur(100) })], { dataAsOf: DAY(10) });
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 100 });
  });

  it('knows an older state even where the newer one came as an equal row, which is not written', async () => {
    await ledger.take([itemRow('1001', { amount: eur(100) })], { dataAsOf: DAY(1) });
    const again = await ledger.take([itemRow('1001', { amount: eur(100) })], { dataAsOf: DAY(3) });
    expect(again.state).to.equal('unchanged');
    const between = await ledger.take([itemRow('1001', { amount: eur(120) })], { dataAsOf: DAY(2) });
    expect(between.counts).to.include({ historic: 1, changed: 0 });
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 100 });
    await ledger.take([itemRow('1001', { amount: eur(130) })], { dataAsOf: DAY(4) });
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 130 });
  });

  it('keeps of rows that were said again only the latest time', async () => {
    const rows = [itemRow('1001'), itemRow('1002')];
    await ledger.take(rows, { dataAsOf: DAY(1) });
    for (const day of [2, 3, 4]) await ledger.take(rows, { dataAsOf: DAY(day) });
    await ledger.take(rows.slice(0, 1), { dataAsOf: DAY(5) });
    const kept = await ledger.all('rowConfirmations');
    expect(kept.map(({ dataAsOf }) => dataAsOf)).to.deep.equal([DAY(4), DAY(5)]);
  });

  it('stays when an old file is delivered again without an as-of time of its own', async () => {
    const monday = runRequest([itemRow('1001', { amount: eur(100) })], { dataAsOf: DAY(5), dataAsOfStated: false });
    await ledger.takeRequest(monday);
    await ledger.take([itemRow('1001', { amount: eur(200) })], { dataAsOf: DAY(6), dataAsOfStated: false });
    const again = await ledger.takeRequest({ ...monday, dataAsOf: DAY(7) });
    expect(again).to.deep.include({ state: 'unchanged', number: null });
    expect(again.notes.join(' ')).to.include('The same file was taken');
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 200 });
    const stated = await ledger.takeRequest({ ...monday, dataAsOf: DAY(8), dataAsOfStated: true });
    expect(stated.state).to.equal('committed');
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 100 });
  });

  it('does not keep late facts out: an application of its own is taken from an older file', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1')], { dataAsOf: DAY(10) });
    const { state } = await ledger.take([applicationRow('1001', 'P1', eur(4_000))], { dataAsOf: DAY(2) });
    expect(state).to.equal('committed');
    expect(await ledger.leftOn('2026-10-31')).to.deep.equal({ 1001: 6_000, P1: 6_000 });
    expect((await positionOf(ledger)).dataAsOf).to.deep.equal(DAY(10));
  });

  it('is the same whatever the order and repetition of feeds that state their as-of time', async function () {
    this.timeout(180_000);
    let tenants = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(feed, { minLength: 2, maxLength: 5 }),
        fc.infiniteStream(fc.nat()),
        async (feeds, order) => {
          const distinct = [...new Map(feeds.map((one) => [one.day, one])).values()];
          const inOrder = await stateAfter(
            ledger,
            distinct.sort((a, b) => a.day - b.day),
            `t${tenants++}`,
          );
          const shuffled = [...distinct, ...distinct.slice(0, 2)]
            .map((one) => ({ one, at: order.next().value ?? 0 }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
          expect(await stateAfter(ledger, shuffled, `t${tenants++}`)).to.deep.equal(inOrder);
        },
      ),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

interface Feed {
  readonly day: number;
  readonly rows: readonly LedgerRow[];
}

const feed: fc.Arbitrary<Feed> = fc.record({
  day: fc.integer({ min: 1, max: 6 }),
  rows: fc
    .uniqueArray(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 2 })), { selector: ([number]) => number, minLength: 1 })
    .map((items) =>
      items.map(([number, amount]) =>
        number === 3 ? customerRow('C1', { name: `Name ${amount}` }) : itemRow(`100${number}`, { amount: eur(amount) }),
      ),
    ),
});

async function stateAfter(ledger: TestLedger, feeds: readonly Feed[], tenant: string): Promise<unknown> {
  return ledger.in(async () => {
    for (const { day, rows } of feeds) await ledger.parts.ledgerRuns.take(runRequest(rows, { dataAsOf: DAY(day) }));
    const position = await ledger.parts.ledgerPositions.positionAt();
    const items = await ledger.parts.receivables.openItems(ledger.today(), position);
    const customers = await ledger.customers.search('C1', position.run, 10);
    return {
      items: items.map(({ key, amount }) => [key.number, amount.minor]),
      customers: customers.map(({ name }) => name.replace(/^C1$/, 'Customer C1')),
    };
  }, tenant as TenantId);
}

function positionOf(ledger: TestLedger) {
  return ledger.in(() => ledger.parts.ledgerPositions.positionAt());
}
