import { expect } from 'chai';
import { beforeEach, describe, it } from 'mocha';
import request from 'supertest';
import { useApp } from '../../../support/app.ts';

const HEADER = 'number,customer,issued_on,amount,currency';

function text(...rows: string[]): string {
  return [HEADER, ...rows].join('\n');
}

const TWO_INVOICES = text('0071,C1,2026-08-03,5.00,EUR', '0072,C1,2026-08-03,7.50,EUR');

describe('POST /api/feed-runs/{profile}', function () {
  this.timeout(60_000);
  const app = useApp();
  let admin = '';
  let manager = '';

  beforeEach(async () => {
    const tenant = await app.tenant();
    admin = (await app.user(tenant, 'admin')).token;
    manager = (await app.user(tenant, 'manager')).token;
  });

  function post(body: object, profile = 'invoices', token = admin) {
    return request(app.express).post(`/api/feed-runs/${profile}`).set('Authorization', `Bearer ${token}`).send(body);
  }

  function get(path: string, token = manager) {
    return request(app.express).get(path).set('Authorization', `Bearer ${token}`);
  }

  it('reads a file into the ledger and tells its totals', async () => {
    const { status, body, headers } = await post({ fileName: 'may.csv', text: TWO_INVOICES });
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      profile: 'invoices',
      source: 'erp',
      fileName: 'may.csv',
      state: 'committed',
      number: 1,
      counts: { new: 2, changed: 0, equal: 0, historic: 0 },
      rowCount: 2,
      totals: [{ kind: 'invoice', amount: { minor: 1_250, currency: 'EUR' } }],
      problems: [],
    });
    expect(headers.location).to.equal(`/api/feed-runs/${body.id}`);
  });

  it('answers the same file again with nothing changed', async () => {
    await post({ fileName: 'may.csv', text: TWO_INVOICES });
    const { status, body } = await post({ fileName: 'may again.csv', text: TWO_INVOICES });
    expect(status).to.equal(200);
    expect(body).to.deep.include({ state: 'unchanged', number: null });
  });

  it('has one effect where the same file is sent many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post({ fileName: 'may.csv', text: TWO_INVOICES })),
    );
    const states = answers.map(({ body }) => body.state).sort();
    expect(states).to.deep.equal(['committed', ...Array.from({ length: 19 }, () => 'unchanged')]);
  });

  it('answers 422 with each wrong cell, takes nothing, and keeps the run', async () => {
    const wrong = text('0071,C1,2026-08-03,five,EUR', '0072,,2026-08-03,7.50,EUR');
    const { status, body, headers } = await post({ fileName: 'may.csv', text: wrong });
    expect(status).to.equal(422);
    expect(body.code).to.equal('feed_refused');
    expect(body.problems).to.deep.equal([
      { field: 'line 2, amount', problem: '"five" is not an amount as this file writes them' },
      { field: 'line 3, customer', problem: 'is empty' },
    ]);
    const kept = await get(String(headers.location));
    expect(kept.body.run).to.include({ state: 'refused', problemCount: 2, actor: 'admin@brightwater.example' });
    expect(kept.body.problems[0]).to.include({ line: 2, column: 'amount', value: 'five' });
  });

  it('leaves wrong rows out where it is asked to, and lists them', async () => {
    const wrong = text('0071,C1,2026-08-03,five,EUR', '0072,C1,2026-08-03,7.50,EUR');
    const { status, body } = await post({ fileName: 'may.csv', text: wrong, onProblem: 'skip' });
    expect(status).to.equal(200);
    expect(body.counts).to.include({ new: 1 });
    expect(body.problems).to.have.length(1);
  });

  it('takes a mapping, an as-of time and a dry run', async () => {
    const mapping = {
      columns: { number: 'Beleg', customer: 'Kunde', issued_on: 'Datum', amount: 'Betrag' },
      currency: 'EUR',
    };
    const german = 'Beleg;Kunde;Datum;Betrag\n0071;C1;31.08.2026;1.234,50\n';
    const dataAsOf = '2026-11-19T22:00:00.000Z';
    const body = { fileName: 'op.csv', text: german, mapping, dataAsOf };
    const dry = await post({ ...body, dryRun: true });
    expect(dry.body).to.deep.include({ state: 'dry_run', number: null });
    const taken = await post(body);
    expect(taken.body.totals).to.deep.equal([{ kind: 'invoice', amount: { minor: 123_450, currency: 'EUR' } }]);
    const kept = await get(`/api/feed-runs/${taken.body.id}`);
    expect(kept.body.run.dataAsOf).to.equal(dataAsOf);
  });

  it('answers 404 for a profile that there is not, and 422 for a mapping or an as-of time that cannot be', async () => {
    const body = { fileName: 'may.csv', text: TWO_INVOICES };
    const unknown = await post(body, 'orders');
    expect([unknown.status, unknown.body.code]).to.deep.equal([404, 'feed_profile_unknown']);
    const mapped = await post({ ...body, mapping: { columns: { total: 'Total' } } });
    expect([mapped.status, mapped.body.code]).to.deep.equal([422, 'request_invalid']);
    const tomorrow = await post({ ...body, dataAsOf: '2026-11-21T09:00:00.000Z' });
    expect(tomorrow.body.problems[0].field).to.equal('dataAsOf');
    const nameless = await post({ ...body, fileName: 'folder/' });
    expect(nameless.status).to.equal(422);
  });

  it('is for admins', async () => {
    const { status } = await post({ fileName: 'may.csv', text: TWO_INVOICES }, 'invoices', manager);
    expect(status).to.equal(403);
  });

  it('takes a file of many megabytes', async () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => `${at},C1,2026-08-03,5.00,EUR,${'x'.repeat(450)}`);
    const body = { fileName: 'large.csv', text: [`${HEADER},reference`, ...rows].join('\n'), dryRun: true };
    const { status, body: answer } = await post(body);
    expect(status).to.equal(200);
    expect(answer.counts.new).to.equal(3_000);
  });

  describe('GET /api/feed-runs', () => {
    it('lists the runs of the company, the last first, page by page', async () => {
      for (const [at, name] of ['a.csv', 'b.csv', 'c.csv'].entries()) {
        app.clock.set(`2026-11-20T09:0${at}:00.000Z`);
        await post({ fileName: name, text: text(`00${at},C1,2026-08-03,5.00,EUR`) });
      }
      app.clock.set('2026-11-20T09:00:00.000Z');
      const first = await get('/api/feed-runs?limit=2');
      expect(first.body.runs.map(({ fileName }: { fileName: string }) => fileName)).to.deep.equal(['c.csv', 'b.csv']);
      const second = await get(`/api/feed-runs?limit=2&before=${first.body.nextBefore}`);
      expect(second.body.runs.map(({ fileName }: { fileName: string }) => fileName)).to.deep.equal(['a.csv']);
      expect(second.body.nextBefore).to.equal(null);
    });

    it('shows nothing of another company', async () => {
      const { body } = await post({ fileName: 'may.csv', text: TWO_INVOICES });
      const stranger = await app.user(await app.tenant('Other Ltd'), 'admin', 'admin@other.example');
      expect((await get('/api/feed-runs', stranger.token)).body.runs).to.deep.equal([]);
      const { status, body: answer } = await get(`/api/feed-runs/${body.id}`, stranger.token);
      expect([status, answer.code]).to.deep.equal([404, 'feed_run_not_found']);
    });
  });

  describe('GET /api/feed-runs/{id}', () => {
    it('pages through the problems', async () => {
      const wrong = text(...Array.from({ length: 5 }, (_, at) => `${at},C1,2026-08-03,free,EUR`));
      const { headers } = await post({ fileName: 'may.csv', text: wrong });
      const path = String(headers.location);
      const first = await get(`${path}?limit=3`);
      expect(first.body.problems.map(({ line }: { line: number }) => line)).to.deep.equal([2, 3, 4]);
      const rest = await get(`${path}?limit=3&problemsFrom=${first.body.nextProblemsFrom}`);
      expect(rest.body.problems.map(({ line }: { line: number }) => line)).to.deep.equal([5, 6]);
      expect(rest.body.nextProblemsFrom).to.equal(null);
    });
  });
});
