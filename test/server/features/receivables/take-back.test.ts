import { expect } from 'chai';
import { DomainError } from '../../../../server/errors.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  applicationRow,
  customerRow,
  eur,
  itemRow,
  mergeRow,
  paymentRow,
  runRequest,
} from '../../../support/ledger-rows.ts';

const ORDER = { actor: 'admin@example.com', reason: 'the wrong file' };

describe('TakeBackService.takeBack', function () {
  this.timeout(60_000);
  const ledger = useLedger();
  const takeBack = (runId: string) => {
    ledger.clock.set(new Date(ledger.clock.now().getTime() + 60_000).toISOString());
    return ledger.in(() => ledger.parts.takeBacks.takeBack(runId, ORDER));
  };
  const invoices = () => [customerRow('C1'), itemRow('1001'), itemRow('1002')];
  const payment = () => [paymentRow('P1'), applicationRow('1001', 'P1', eur(10_000)), itemRow('1003')];
  const later = { dataAsOf: new Date('2026-11-21T22:00:00.000Z') };

  it('makes the ledger what it was before the run, and keeps what it said for a past instant', async () => {
    await ledger.take(invoices());
    const before = await ledger.leftOn('2026-11-20');
    const run = await ledger.take(payment(), later);
    const instant = ledger.clock.now();
    const after = await ledger.leftOn('2026-11-20');
    const taken = await takeBack(run.runId);
    expect(taken.takenBackBy).to.be.greaterThan(run.number ?? 0);
    expect(await ledger.leftOn('2026-11-20')).to.deep.equal(before);
    expect(await ledger.leftOn('2026-11-20', instant)).to.deep.equal(after);
    expect(after).to.not.deep.equal(before);
    const position = await ledger.in(() => ledger.parts.ledgerPositions.positionAt());
    expect(position.dataAsOf).to.deep.equal(new Date('2026-11-19T22:00:00.000Z'));
  });

  it('lets the same file be fed anew as if it had never come', async () => {
    await ledger.take(invoices());
    const request = runRequest(payment(), { dataAsOfStated: false });
    const first = await ledger.takeRequest(request);
    expect((await ledger.takeRequest(request)).state).to.equal('unchanged');
    await takeBack(first.runId);
    const again = await ledger.takeRequest(request);
    expect([again.state, again.counts]).to.deep.equal(['committed', first.counts]);
    expect(again.notes.join(' ')).to.not.include('The same file was taken');
  });

  it('rights the money of the customers', async () => {
    await ledger.take(invoices());
    const run = await ledger.take(payment(), later);
    await takeBack(run.runId);
    await ledger.in(async () => {
      const position = await ledger.parts.ledgerPositions.positionAt();
      const [customer] = await ledger.customers.search('C1', position.run, 1);
      if (customer === undefined) throw new Error('C1 is gone.');
      const day = calendarDate('2026-11-20');
      const kept = await ledger.parts.customerSummaries.read(customer.id, day, position);
      const plain = await ledger.parts.customerSummaries.rebuilt(customer.id, day, position);
      expect(kept.money).to.deep.include(plain);
      expect(kept.money.openItemCount).to.equal(2);
    });
  });

  it('takes back only the last run, and says so of others', async () => {
    const first = await ledger.take(invoices());
    const second = await ledger.take(payment(), later);
    expect(await codeOf(takeBack(first.runId))).to.equal('feed_run_not_last');
    await takeBack(second.runId);
    expect(await codeOf(takeBack(second.runId))).to.equal('feed_run_not_last');
    expect(await codeOf(takeBack('000000000000000000000000'))).to.equal('feed_run_not_found');
  });

  it('takes a merge back, and a run that took one back', async () => {
    await ledger.take([...invoices(), customerRow('C2'), itemRow('2001', { customerNumber: 'C2' })]);
    const merge = await ledger.takeRequest(runRequest([mergeRow('C2', 'C1')], { kind: 'merge', ...later }));
    const idOf = async (number: string) => {
      const items = await ledger.standing('itemVersions');
      return items.find((item) => item.number === number)?.customerId;
    };
    expect(await idOf('2001')).to.equal(await idOf('1001'));
    await takeBack(merge.runId);
    expect(await idOf('2001')).to.not.equal(await idOf('1001'));
    const [last] = await ledger.in(() => ledger.parts.ledgerRuns.list({ limit: 1 }));
    expect(last?.kind).to.equal('take_back');
    await takeBack(last?.runId ?? '');
    expect(await idOf('2001')).to.equal(await idOf('1001'));
    expect((await ledger.in(() => ledger.parts.ledgerRuns.read(merge.runId))).takenBackBy).to.equal(null);
  });
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'nothing thrown';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}
