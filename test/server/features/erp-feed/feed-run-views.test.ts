import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { FEED_PROFILES } from '../../../../shared/api/feed-mapping.ts';
import type { FeedStatusView } from '../../../../shared/api/feed-runs.ts';
import { runRequest } from '../../../support/ledger-rows.ts';
import { GERMAN, HEADER, TWO_INVOICES, useFeedDesk } from './feed-desk.ts';

describe('what is shown of the runs of feeds', function () {
  this.timeout(120_000);
  const { app, people, feed, get, runOf, lastRun } = useFeedDesk();

  describe('GET /api/feeds', () => {
    it('has the last run of each profile and source, and how far the ledger is behind', async () => {
      await feed({ text: TWO_INVOICES, dataAsOf: '2026-11-20T06:00:00.000Z' });
      app.clock.set('2026-11-20T09:30:00.000Z');
      const refused = await feed({ text: GERMAN });
      await feed({ text: TWO_INVOICES, mapping: { source: 'sap' }, dryRun: true });
      app.clock.set('2026-11-20T10:00:00.000Z');
      await feed({ fileName: 'c.csv', text: 'number,name\nC1,Kestrel Ltd\n' }, 'customers');
      const { status, body } = await get('/api/feeds');
      expect(status).to.equal(200);
      const brief = (body.feeds as FeedStatusView[]).map(({ profile, source, last, lastTaken, lagSeconds }) => [
        profile,
        source,
        last.state,
        lastTaken?.state,
        lagSeconds,
      ]);
      expect(brief).to.deep.equal([
        ['customers', 'erp', 'committed', 'committed', 0],
        ['invoices', 'erp', 'refused', 'committed', 4 * 3_600],
      ]);
      expect(body.feeds[1].last.id).to.equal(runOf(refused));
      expect((await get('/api/feeds', people().stranger)).body).to.deep.equal({ feeds: [] });
    });
  });

  describe('GET /api/feed-profiles', () => {
    it('lists every profile with its columns', async () => {
      const { profiles } = (await get('/api/feed-profiles')).body;
      expect(profiles.map(({ name }: { name: string }) => name).sort()).to.deep.equal([...FEED_PROFILES].sort());
      const invoices = profiles.find(({ name }: { name: string }) => name === 'invoices');
      expect(invoices.columns[0]).to.deep.include({ name: 'number', kind: 'number', required: true });
    });
  });

  describe('GET /api/feed-runs/{id}/rows', () => {
    it('gives the raw lines of a file from one on', async () => {
      const { body } = await feed({ text: TWO_INVOICES });
      const path = `/api/feed-runs/${body.id}/rows`;
      const first = await get(`${path}?limit=2`);
      expect(first.body).to.deep.equal({
        rows: [
          { line: 1, raw: HEADER },
          { line: 2, raw: '0071,C1,2026-08-03,5.00,EUR' },
        ],
        nextFrom: 3,
      });
      const rest = await get(`${path}?limit=2&from=3`);
      expect(rest.body).to.deep.equal({ rows: [{ line: 3, raw: '0072,C1,2026-08-03,7.50,EUR' }], nextFrom: null });
      expect((await get(path, people().stranger)).status).to.equal(404);
    });

    it('gives the lines of a file that could not be read at all', async () => {
      const refused = await feed({ text: `${HEADER}\n0071,C1,2026-08-03,"5.00,EUR\n` });
      const { body } = await get(`/api/feed-runs/${runOf(refused)}/rows?from=2`);
      expect(body.rows).to.deep.equal([{ line: 2, raw: '0071,C1,2026-08-03,"5.00,EUR' }]);
    });
  });

  it('takes a snapshot: what it leaves out has been cleared', async () => {
    const asOf = { dataAsOf: '2026-11-20T06:00:00.000Z' };
    await feed({ text: TWO_INVOICES, ...asOf });
    const text = [HEADER, '0071,C1,2026-08-03,5.00,EUR'].join('\n');
    const delta = await feed({ text, dataAsOf: '2026-11-20T07:00:00.000Z' });
    expect(delta.body.state).to.equal('unchanged');
    const total = async () => (await get('/api/reports/ageing?asOf=2026-11-20')).body.totals[0].invoiceOpen.minor;
    expect(await total()).to.equal(1_250);
    const snapshot = await feed({ text, coverage: 'snapshot', dataAsOf: '2026-11-20T08:00:00.000Z' });
    expect(snapshot.body.state).to.equal('committed');
    expect(await lastRun()).to.deep.include({ coverage: 'snapshot' });
    expect(await total()).to.equal(500);
    const none = await feed({ text: 'number,name\nC1,Kestrel\n', coverage: 'snapshot' }, 'customers');
    expect([none.status, none.body.code, none.body.problems[0].field]).to.deep.equal([
      422,
      'request_invalid',
      'coverage',
    ]);
    expect(none.body.detail).to.contain('The profile customers takes no snapshots');
  });

  it('shows the raw row beside what the reader found, and beside what the ledger did', async () => {
    const read = await feed({ text: `${HEADER}\n0071,C1,2026-08-03,five,EUR` });
    expect((await get(`/api/feed-runs/${runOf(read)}`)).body.problems[0].raw).to.contain('0071');
    const contradicting = `${TWO_INVOICES}\n0072,C1,2026-08-03,8.50,EUR`;
    const refused = await feed({ text: contradicting });
    const { problems } = (await get(`/api/feed-runs/${runOf(refused)}`)).body;
    const raws = problems.map(({ line, raw }: { line: number; raw: string }) => [line, raw]);
    expect(raws).to.deep.include([4, '0072,C1,2026-08-03,8.50,EUR']);
    const skipped = await feed({ text: contradicting, onProblem: 'skip' });
    expect(skipped.body.problems[0].raw).to.contain('0072,C1');
  });

  it('calls a run that failed abandoned at once', async () => {
    const rows = {
      count: 1,
      async *chunks() {
        yield* [] as never[];
        throw new Error('The disk is gone.');
      },
      pick: async () => [],
    };
    const run = { ...runRequest([]), rows };
    const failure: unknown = await inTenant(people().tenant.id, () => app.services.ledgerRuns.take(run)).catch(
      (error) => error,
    );
    expect(String(failure)).to.contain('The disk is gone.');
    expect((await lastRun()).state).to.equal('abandoned');
  });

  it('lists the runs that came at one instant on one page', async () => {
    for (const number of ['0071', '0072', '0073']) await feed({ text: `${HEADER}\n${number},C1,2026-08-03,5.00,EUR` });
    const first = await get('/api/feed-runs?limit=2');
    expect(first.body.runs).to.have.length(3);
    const rest = await get(`/api/feed-runs?limit=2&before=${first.body.nextBefore}`);
    expect(rest.body).to.deep.equal({ runs: [], nextBefore: null });
  });
});
