import { expect } from 'chai';
import fc from 'fast-check';
import { FactsService } from '../../../../server/reporting/facts/facts-service.ts';
import { ageingReport } from '../../../../server/reporting/receivables-ageing/receivables-ageing-report.ts';
import { ReportService } from '../../../../server/reporting/report-service.ts';
import type { ReportQuery } from '../../../../shared/api/reports.ts';
import type { CalendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../support/app.ts';
import { rowsOf } from '../../../support/history-rows.ts';
import { customerRow, EUR } from '../../../support/ledger-rows.ts';
import { History, randomDay, randomDraws } from '../../../support/random-history.ts';
import { ReportWorld } from '../../../support/report-world.ts';

const QUERIES: readonly ReportQuery[] = [
  {},
  { by: 'parent' },
  { by: 'collector', buckets: 'to_120' },
  { by: 'currency', basis: 'issued' },
  { owner: 'owner-1@example.com' },
  { owner: 'none', currency: EUR },
];

describe('the report ageing', function () {
  this.timeout(300_000);
  const app = useApp();

  it('is the same from facts as from the database, byte by byte', async () => {
    let seen = 0;
    let companies = 0;
    async function agree(draws: Draws, days: CalendarDate[]) {
      const world = await ReportWorld.open(app, `Company ${companies++}`);
      const history = new History(true);
      for (const draw of draws) history.take(draw);
      const people = [0, 1, 2, 3].map((at) =>
        customerRow(`customer-${at}`, {
          ownerEmail: at === 3 ? '' : `owner-${at % 2}@example.com`,
          parentNumber: at === 0 ? '' : 'customer-0',
        }),
      );
      await world.take(rowsOf(history, new History(true).snapshot()));
      await world.take(people);
      const [fromDatabase, fromFacts] = [service(), service()];
      await world.in(async () => fromFacts.facts.factsAt((await fromFacts.facts.head()).position));
      const group = await world.customerId('customer-0');
      for (const asOf of days) {
        for (const query of [...QUERIES, { group }, { customer: group }]) {
          const ask = ({ reports }: Service) =>
            world.in(() => reports.answer('ageing', { ...query, asOf }, world.tenant));
          const answer = await ask(fromFacts);
          expect(JSON.stringify(answer), JSON.stringify(query)).to.equal(JSON.stringify(await ask(fromDatabase)));
          seen += answer.rowCount;
        }
      }
      expect(await world.in(async () => [fromDatabase.facts.areAtHand(), fromFacts.facts.areAtHand()])).to.deep.equal([
        false,
        true,
      ]);
    }
    const days = fc.array(randomDay, { minLength: 2, maxLength: 2 });
    await fc.assert(fc.asyncProperty(randomDraws(120), days, agree), { numRuns: 20, endOnFailure: true });
    expect(seen).to.be.greaterThan(60);
  });

  function service() {
    const { customers, ledgerPositions, clock } = app.services;
    const facts = new FactsService(ledgerPositions);
    return { facts, reports: new ReportService([ageingReport(customers)], ledgerPositions, facts, clock) };
  }
  type Service = ReturnType<typeof service>;
});

type Draws = Parameters<History['take']>[0][];
