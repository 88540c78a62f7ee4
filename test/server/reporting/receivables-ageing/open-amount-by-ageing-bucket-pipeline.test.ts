import { expect } from 'chai';
import fc from 'fast-check';
import { ITEM_VERSIONS } from '../../../../server/features/receivables/item-version.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import {
  type AgeingQuestion,
  type OpenAmountByAgeingBucket,
  openAmountByAgeingBucket,
} from '../../../../server/reporting/receivables-ageing/open-amount-by-ageing-bucket-pipeline.ts';
import { ageingBucket, BUCKETS_TO_90, BUCKETS_TO_120 } from '../../../../shared/domain/ageing.ts';
import { addDays, calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useLedger } from '../../../support/ledger.ts';
import {
  adjustmentRow,
  applicationRow,
  eur,
  itemRow,
  paymentRow,
  runRequest,
  unapplicationRow,
} from '../../../support/ledger-rows.ts';

const AS_OF = calendarDate('2026-06-30');

describe('openAmountByAgeingBucket', function () {
  this.timeout(120_000);
  const ledger = useLedger();

  const rowsOf = (question: Partial<AgeingQuestion> = {}) =>
    ledger.in(async () => {
      const { run } = await ledger.parts.ledgerPositions.positionAt();
      const pipeline = openAmountByAgeingBucket({ asOf: AS_OF, run, buckets: BUCKETS_TO_90, ...question });
      const rows = await collectionNamed(ITEM_VERSIONS).aggregate<OpenAmountByAgeingBucket>(pipeline).toArray();
      return rows.map(({ bucket, minor }) => [bucket, minor]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
    });

  for (const { dueOn, bucket } of [
    { dueOn: '2026-07-01', bucket: 'current' },
    { dueOn: '2026-06-30', bucket: 'current' },
    { dueOn: '2026-06-29', bucket: '1-30' },
    { dueOn: '2026-05-31', bucket: '1-30' },
    { dueOn: '2026-05-30', bucket: '31-60' },
    { dueOn: '2026-05-01', bucket: '31-60' },
    { dueOn: '2026-04-30', bucket: '61-90' },
    { dueOn: '2026-04-01', bucket: '61-90' },
    { dueOn: '2026-03-31', bucket: '90+' },
  ]) {
    it(`puts what is due on ${dueOn} into ${bucket} on ${AS_OF}`, async () => {
      await ledger.take([itemRow('1001', { issuedOn: '2026-03-01', dueOn })]);
      expect(await rowsOf()).to.deep.equal([[bucket, 10_000]]);
    });
  }

  it('counts what is left on the day: of items issued by then, less what was taken of them by then', async () => {
    await ledger.take([
      itemRow('of that day', { issuedOn: '2026-06-30', amount: eur(1) }),
      itemRow('of the next day', { issuedOn: '2026-07-01', amount: eur(20) }),
      itemRow('paid in part', { dueOn: '2026-06-01' }),
      itemRow('paid on the day', { dueOn: '2026-06-01' }),
      itemRow('paid the day after', { dueOn: '2026-06-01', amount: eur(300) }),
      itemRow('paid for a while', { dueOn: '2026-06-01' }),
      paymentRow('P1', { amount: eur(50_000) }),
      applicationRow('paid in part', 'P1', eur(9_000)),
      adjustmentRow('paid in part', eur(500), '2026-06-30'),
      adjustmentRow('paid in part', eur(500), '2026-07-01', 'later'),
      applicationRow('paid on the day', 'P1', eur(10_000), { on: '2026-06-30' }),
      applicationRow('paid the day after', 'P1', eur(300), { on: '2026-07-01' }),
      applicationRow('paid for a while', 'P1', eur(10_000)),
      unapplicationRow('P1>paid for a while', '2026-08-01'),
    ]);
    expect(await rowsOf()).to.deep.equal([
      ['1-30', 500 + 300],
      ['current', 1],
      [null, 50_000 - 9_000 - 10_000 - 10_000],
    ]);
  });

  it('puts each due day into the bucket that the domain puts it into', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: -130, max: 130 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(BUCKETS_TO_90, BUCKETS_TO_120),
        async (days, buckets) => {
          runs += 1;
          const items = days.map((past, at) => ({ dueOn: addDays(AS_OF, -past), minor: 2 ** at }));
          const tenant = `ageing ${runs}` as never;
          const expected = new Map<string | null, number>();
          for (const { dueOn, minor } of items) {
            const label = ageingBucket(dueOn, AS_OF, buckets);
            expected.set(label, (expected.get(label) ?? 0) + minor);
          }
          const rows = await ledger.in(async () => {
            const stored = items.map(({ dueOn, minor }, at) =>
              itemRow(`${at}`, { issuedOn: '2026-01-01', dueOn, amount: eur(minor) }),
            );
            await ledger.parts.ledgerRuns.take(runRequest(stored));
            const pipeline = openAmountByAgeingBucket({ asOf: AS_OF, run: 1, buckets });
            return collectionNamed(ITEM_VERSIONS).aggregate<OpenAmountByAgeingBucket>(pipeline).toArray();
          }, tenant);
          expect(new Map(rows.map(({ bucket, minor }) => [bucket, minor]))).to.deep.equal(expected);
        },
      ),
      { numRuns: 60, endOnFailure: true },
    );
  });

  describe('reads by an index', () => {
    const work = (asOf: string) =>
      ledger.in(async () => {
        const { run } = await ledger.parts.ledgerPositions.positionAt();
        const pipeline = openAmountByAgeingBucket({ asOf: calendarDate(asOf), run, buckets: BUCKETS_TO_90 });
        const explained = await collectionNamed(ITEM_VERSIONS).aggregate(pipeline).explain('executionStats');
        const { executionStats, queryPlanner } = explained.stages?.[0]?.$cursor ?? explained;
        expect(JSON.stringify(queryPlanner.winningPlan)).to.include('IXSCAN').and.not.include('COLLSCAN');
        return { documents: executionStats.totalDocsExamined, keys: executionStats.totalKeysExamined };
      });
    /** Pairs of an invoice of a month and the payment that settles it in the same month. */
    const paidIn = (month: string, count: number) =>
      Array.from({ length: count }, (_, at) => [
        itemRow(`${month} ${at}`, { issuedOn: `${month}-02`, dueOn: `${month}-20` }),
        paymentRow(`P ${month} ${at}`, { issuedOn: `${month}-25` }),
        applicationRow(`${month} ${at}`, `P ${month} ${at}`, eur(10_000), { on: `${month}-25` }),
      ]).flat();

    it('what is open, and nothing of what was settled before', async () => {
      await ledger.take([...paidIn('2026-03', 200), itemRow('open')]);
      expect((await work('2026-06-30')).documents).to.be.at.most(2);
    });

    it('what was open on a day of the past, and nothing of what was issued and settled since', async () => {
      await ledger.take([
        itemRow('open then', { issuedOn: '2025-01-02', dueOn: '2025-01-20' }),
        paymentRow('P then', { issuedOn: '2025-03-01' }),
        applicationRow('open then', 'P then', eur(10_000), { on: '2025-03-01' }),
        itemRow('still open', { issuedOn: '2025-01-02', dueOn: '2025-01-20' }),
        ...paidIn('2026-03', 200),
      ]);
      expect(await rowsOf({ asOf: calendarDate('2025-02-10') })).to.deep.equal([['1-30', 20_000]]);
      const { documents, keys } = await work('2025-02-10');
      expect(documents).to.equal(2);
      expect(keys).to.be.below(20);
    });
  });
});
