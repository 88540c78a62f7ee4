import { expect } from 'chai';
import type { LedgerPosition } from '../../../server/features/receivables/ledger-position-service.ts';
import { FactsService } from '../../../server/reporting/facts/facts-service.ts';
import type { Report } from '../../../server/reporting/report.ts';
import { ReportService } from '../../../server/reporting/report-service.ts';
import { useApp } from '../../support/app.ts';
import { customerRow, itemRow } from '../../support/ledger-rows.ts';
import { ReportWorld } from '../../support/report-world.ts';

/** A report that counts how often it was made, and says what it saw. */
function countingReport(changes: Partial<Report> = {}) {
  const made = { times: 0 };
  const report: Report = {
    name: 'counting',
    about: 'day',
    filters: ['currency'],
    definition: () => ({ title: 'How often', words: [] }),
    run: async ({ facts }) => {
      made.times += 1;
      const { items, activities, run } = await facts();
      return {
        totals: [{ items: [...items.all()].length, activities: activities.count, run }],
        rows: [{ made: made.times }],
      };
    },
    lines: (rows) => rows,
    columns: [],
    ...changes,
  };
  return { report, made };
}

describe('ReportService.answer', function () {
  this.timeout(120_000);
  const app = useApp();
  let world: ReportWorld;

  beforeEach(async () => {
    world = await ReportWorld.open(app);
    await world.take([customerRow('C1'), itemRow('1001')]);
  });

  function service(report: Report): ReportService {
    const { ledgerPositions, clock } = app.services;
    return new ReportService([report], ledgerPositions, new FactsService(ledgerPositions), clock);
  }

  it('gives an answer again until ledger or log change, whatever page of it is asked for', async () => {
    const { report, made } = countingReport({ holdsUntilChange: true });
    const reports = service(report);
    const ask = (query = {}) => world.in(() => reports.answer('counting', query, world.tenant));
    await ask();
    await ask({ offset: 50, limit: 10, sort: 'made' });
    expect(made.times).to.equal(1);
    await world.log([{ by: 'anna', on: '2026-11-10' }]);
    expect((await ask()).totals).to.deep.equal([{ items: 1, activities: 1, run: 1 }]);
    await world.take([itemRow('1002')]);
    expect((await ask()).totals).to.deep.equal([{ items: 2, activities: 1, run: 2 }]);
    expect(made.times).to.equal(3);
  });

  it('makes one for each day, filter and setting', async () => {
    const { report, made } = countingReport({ holdsUntilChange: true });
    const reports = service(report);
    const ask = (query = {}, tenant = world.tenant) => world.in(() => reports.answer('counting', query, tenant));
    await ask();
    await ask({ asOf: '2026-11-01' });
    await ask({ currency: 'EUR' });
    await ask({}, { ...world.tenant, settings: { ...world.tenant.settings, promiseGraceDays: 9 } as never });
    expect(made.times).to.equal(4);
  });

  it('makes each anew of a report that reads more than ledger and log', async () => {
    const { report, made } = countingReport();
    const reports = service(report);
    for (const _ of [1, 2]) await world.in(() => reports.answer('counting', {}, world.tenant));
    expect(made.times).to.equal(2);
  });

  it('gives no company another one’s answer', async () => {
    const { report, made } = countingReport({ holdsUntilChange: true });
    const reports = service(report);
    const other = await ReportWorld.open(app, 'Other AG');
    await world.in(() => reports.answer('counting', {}, world.tenant));
    const { totals } = await other.in(() => reports.answer('counting', {}, other.tenant));
    expect([totals, made.times]).to.deep.equal([[{ items: 0, activities: 0, run: 0 }], 2]);
  });

  it('begins anew where the ledger goes on before it has the facts', async () => {
    const seen: LedgerPosition[] = [];
    const { report } = countingReport();
    const { ledgerPositions, clock } = app.services;
    const facts = new FactsService(ledgerPositions);
    const hurried: Report = {
      ...report,
      run: async (question) => {
        seen.push(question.position);
        if (seen.length === 1) {
          await world.take([itemRow('1002')]);
          await facts.factsAt((await facts.head()).position);
        }
        return report.run(question);
      },
    };
    const reports = new ReportService([hurried], ledgerPositions, facts, clock);
    const answer = await world.in(() => reports.answer('counting', {}, world.tenant));
    expect(seen.map(({ run }) => run)).to.deep.equal([1, 2]);
    expect(answer.totals).to.deep.equal([{ items: 2, activities: 0, run: 2 }]);
    expect(answer.knownAt).to.equal(seen[1]?.at?.toISOString());
  });
});
