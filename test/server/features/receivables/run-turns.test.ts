import { expect } from 'chai';
import { DomainError } from '../../../../server/errors.ts';
import { createReceivables } from '../../../../server/features/receivables/create-receivables.ts';
import { LedgerHeadRepository, TurnLost } from '../../../../server/features/receivables/ledger-head-repository.ts';
import { LedgerTurn } from '../../../../server/features/receivables/ledger-turn.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { TenantId } from '../../../../shared/domain/ids.ts';
import { useLedger } from '../../../support/ledger.ts';
import { applicationRow, eur, itemRow, paymentRow, runRequest } from '../../../support/ledger-rows.ts';

describe('turns to change a ledger', function () {
  this.timeout(120_000);
  const ledger = useLedger();
  const heads = new LedgerHeadRepository();
  const PATIENT = { leaseMs: 30_000, waitMs: 60_000 };
  const IMPATIENT = { leaseMs: 30_000, waitMs: 0 };

  it('go to one run at a time: of two payments for the same money one is refused, whichever comes second', async () => {
    await ledger.take([itemRow('1001'), paymentRow('P1'), paymentRow('P2')]);
    const outcomes = await ledger.in(() =>
      Promise.all(
        ['P1', 'P2'].map((payment) =>
          ledger.parts.ledgerRuns.take(runRequest([applicationRow('1001', payment, eur(10_000))])),
        ),
      ),
    );
    expect(outcomes.map(({ state }) => state)).to.have.members(['committed', 'refused']);
    expect(Object.values(await ledger.leftOn('2026-11-20'))).to.deep.equal([10_000]);
  });

  it('give numbers and instants in the order of commits', async () => {
    const requests = ['1001', '1002', '1003', '1004'].map((number) => runRequest([itemRow(number)]));
    await ledger.in(() => Promise.all(requests.map((request) => ledger.parts.ledgerRuns.take(request))));
    const runs = await ledger.in(() => ledger.parts.ledgerRuns.list({ limit: 10 }));
    const committed = runs.sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    expect(committed.map(({ number }) => number)).to.deep.equal([1, 2, 3, 4]);
    const instants = committed.map(({ committedAt }) => committedAt?.getTime() ?? 0);
    expect(instants).to.deep.equal([...new Set(instants)].sort((a, b) => a - b));
  });

  it('are waited for, and answered with feed_busy when that takes too long', async () => {
    const turn = await ledger.in(() => LedgerTurn.take(heads, PATIENT));
    const impatient = createReceivables({
      clock: ledger.clock,
      customers: ledger.customers,
      zoneOf: async () => 'UTC',
      turns: IMPATIENT,
    });
    const busy = await ledger.in(() =>
      impatient.ledgerRuns.take(runRequest([itemRow('1001')])).catch((error) => error),
    );
    expect(busy).to.be.instanceOf(DomainError);
    expect(busy.code).to.equal('feed_busy');
    const waiting = ledger.take([itemRow('1001')]);
    await ledger.in(() => turn.end());
    expect((await waiting).state).to.equal('committed');
  });

  it('of one company do not hold up another', async () => {
    const turn = await ledger.in(() => LedgerTurn.take(heads, PATIENT));
    const outcome = await ledger.in(
      () => ledger.parts.ledgerRuns.take(runRequest([itemRow('1001')])),
      'another company' as TenantId,
    );
    expect(outcome.number).to.equal(1);
    await ledger.in(() => turn.end());
  });

  it('that have passed to another run write nothing any more', async () => {
    const slow = await ledger.in(() => LedgerTurn.take(heads, PATIENT));
    const number = await ledger.in(() => slow.openNumber('the slow run'));
    await ledger.in(() =>
      collectionNamed('ledgerHeads').updateOne(
        { tenantId: 'tenant-of-the-test' },
        { $set: { 'lease.expiresAt': new Date(0) } },
      ),
    );
    await ledger.take([itemRow('1001')]);
    const late = await ledger.in(() =>
      slow
        .write(async (session) => {
          const stray = { tenantId: 'tenant-of-the-test', itemId: 'stray', added: number, superseded: number + 1 };
          await collectionNamed('itemVersions').insertOne(stray, { session });
        })
        .catch((error: unknown) => error),
    );
    expect(late).to.satisfy((error: unknown) => error instanceof TurnLost || isEndedSession(error));
    const commit = await ledger.in(() =>
      slow.commit({ number, at: new Date(), dataAsOf: new Date() }, async () => {}).catch((error: unknown) => error),
    );
    expect(commit).to.be.instanceOf(Error);
    expect((await ledger.all('itemVersions')).map((version) => version.number)).to.deep.equal(['1001']);
    expect((await ledger.in(() => ledger.parts.ledgerPositions.positionAt())).run).to.equal(2);
  });
});

/** Its database session was ended by the run that took over. */
function isEndedSession(error: unknown): boolean {
  return error instanceof Error && /session|transaction/i.test(error.message);
}
