import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import { GERMAN, HEADER, TWO_INVOICES, useFeedDesk } from './feed-desk.ts';

const WRONG_TOTAL = `${TWO_INVOICES}\nTotal,,,99.00,`;
const GERMAN_MAPPING = {
  columns: { number: 'Beleg', customer: 'Kunde', issued_on: 'Datum', amount: 'Betrag' },
  currency: 'EUR',
};
const DAY = 24 * 3_600_000;

describe('the runs of feeds', function () {
  this.timeout(120_000);
  const { app, people, post, feed, get, runOf, lastRun } = useFeedDesk();

  describe('a file that comes as base64', () => {
    it('is read byte for byte', async () => {
      const base64 = Buffer.from(`\uFEFF${TWO_INVOICES}`, 'utf16le').toString('base64');
      const { status, body } = await feed({ base64 });
      expect([status, body.state, body.rowCount]).to.deep.equal([200, 'committed', 2]);
    });

    it('is asked for once, and has to be base64', async () => {
      for (const [body, field] of [
        [{}, 'text'],
        [{ text: TWO_INVOICES, base64: 'YQ==' }, 'text'],
        [{ base64: 'not base64!' }, 'base64'],
        [{ base64: 'YQ=' }, 'base64'],
      ] as const) {
        const { status, body: answer } = await feed(body);
        expect([status, answer.code, answer.problems?.[0]?.field]).to.deep.equal([422, 'request_invalid', field]);
      }
    });

    it('is refused with what to do where it is too large', async () => {
      const { status, body } = await feed({ text: 'x'.repeat(32 * 1024 * 1024 + 1) });
      expect([status, body.code]).to.deep.equal([413, 'body_too_large']);
      expect(body.detail).to.contain('33554433 bytes').and.to.contain('command line or the watched folder');
    });
  });

  describe('a file that waits for a person', () => {
    it('answers 409 with each reason, takes nothing, and is taken once it is let pass', async () => {
      const held = await feed({ text: WRONG_TOTAL });
      expect([held.status, held.body.code]).to.deep.equal([409, 'feed_held']);
      expect(held.body.problems[0].field).to.equal('totals_differ');
      expect(held.body.detail).to.contain('accept: totals_differ');
      expect(await lastRun()).to.deep.include({ id: runOf(held), state: 'held', number: null, hasFile: true });
      expect((await lastRun()).holds[0].code).to.equal('totals_differ');

      const other = await feed({ text: WRONG_TOTAL, accept: ['open_items_gone'] });
      expect(other.status, 'letting another hold pass').to.equal(409);
      const accepted = await feed({ text: WRONG_TOTAL, accept: ['totals_differ'] });
      expect([accepted.status, accepted.body.state, accepted.body.number]).to.deep.equal([200, 'committed', 1]);
      expect(accepted.body.holds[0].code, 'what was let pass is kept').to.equal('totals_differ');
    });

    it('is let pass by a retry, and counts as of when it came', async () => {
      const held = await feed({ text: WRONG_TOTAL });
      app.clock.set('2026-11-24T09:00:00.000Z');
      const again = await post(`/api/feed-runs/${runOf(held)}/retry`, {});
      expect(again.status).to.equal(409);
      const retried = await post(`/api/feed-runs/${runOf(held)}/retry`, { accept: ['totals_differ'] });
      expect([retried.status, retried.body.state]).to.deep.equal([200, 'committed']);
      expect(await lastRun()).to.deep.include({ id: retried.body.id, dataAsOf: '2026-11-20T09:00:00.000Z' });
    });

    it('is one that would clear most of what is open', async () => {
      const rows = Array.from({ length: 12 }, (_, at) => `00${at},C1,2026-08-03,5.00,EUR`);
      await feed({ text: [HEADER, ...rows].join('\n'), dataAsOf: '2026-11-20T06:00:00.000Z' });
      const snapshot = {
        text: [HEADER, rows[0]].join('\n'),
        coverage: 'snapshot',
        dataAsOf: '2026-11-20T08:00:00.000Z',
      };
      const held = await feed(snapshot);
      expect([held.status, held.body.problems?.[0]?.field]).to.deep.equal([409, 'open_items_gone']);
      const retried = await post(`/api/feed-runs/${runOf(held)}/retry`, { accept: ['open_items_gone'] });
      expect([retried.status, retried.body.state], retried.text).to.deep.equal([200, 'committed']);
      const { totals } = (await get('/api/reports/ageing?asOf=2026-11-20')).body;
      expect(totals[0].invoiceOpen.minor).to.equal(500);
    });

    it('takes no code that there is not', async () => {
      const { status, body } = await feed({ text: WRONG_TOTAL, accept: ['everything'] });
      expect([status, body.code]).to.deep.equal([422, 'request_invalid']);
    });
  });

  describe('POST /api/feed-runs/{id}/retry', () => {
    it('feeds a refused file again by another mapping', async () => {
      const refused = await feed({ text: GERMAN });
      expect(refused.body.code).to.equal('feed_refused');
      const retried = await post(`/api/feed-runs/${runOf(refused)}/retry`, { mapping: GERMAN_MAPPING });
      expect(retried.body).to.deep.include({ state: 'committed', fileName: 'may.csv' });
      expect(retried.body.totals).to.deep.equal([{ kind: 'invoice', amount: { minor: 123_450, currency: 'EUR' } }]);
      const same = await post(`/api/feed-runs/${retried.body.id}/retry`, {});
      expect(same.body, 'by the mapping that was used last').to.deep.include({ state: 'unchanged' });
      const { changes } = (await get('/api/admin-log?area=feeds', people().admin)).body;
      expect(changes).to.have.length(1);
      expect(changes[0]).to.deep.include({ deed: 'mapping_changed', subject: 'may.csv', after: GERMAN_MAPPING });
    });

    it('leaves wrong rows out where it is told to', async () => {
      const refused = await feed({ text: `${TWO_INVOICES}\n0073,C1,2026-08-03,five,EUR` });
      const retried = await post(`/api/feed-runs/${runOf(refused)}/retry`, { onProblem: 'skip' });
      expect(retried.body).to.deep.include({ state: 'committed', problemCount: 1 });
    });

    it('takes up a run whose process died, and one that was a dry run', async () => {
      const dry = await feed({ text: TWO_INVOICES, dryRun: true });
      await inTenant(people().tenant.id, () =>
        collectionNamed('runs').updateOne(
          { tenantId: people().tenant.id, runId: dry.body.id },
          { $set: { state: 'taking' } },
        ),
      );
      expect((await lastRun()).state, 'for as long as it may be under way').to.equal('taking');
      app.clock.set('2026-11-20T09:11:00.000Z');
      expect((await lastRun()).state).to.equal('abandoned');
      const retried = await post(`/api/feed-runs/${dry.body.id}/retry`, {});
      expect(retried.body).to.deep.include({ state: 'committed', number: 1 });
    });

    it('has one effect however often it is sent at once', async () => {
      const refused = await feed({ text: GERMAN });
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => post(`/api/feed-runs/${runOf(refused)}/retry`, { mapping: GERMAN_MAPPING })),
      );
      const states = answers.map(({ body }) => body.state).sort();
      expect(states).to.deep.equal(['committed', ...Array.from({ length: 5 }, () => 'unchanged')]);
    });

    it('says so where the file is no longer kept, and is for admins of the company', async () => {
      const { body } = await feed({ text: TWO_INVOICES });
      const path = `/api/feed-runs/${body.id}/retry`;
      expect((await post(path, {}, people().manager)).status).to.equal(403);
      const foreign = await post(path, {}, people().stranger);
      expect([foreign.status, foreign.body.code]).to.deep.equal([404, 'feed_run_not_found']);
      app.clock.set('2027-01-20T09:00:00.000Z');
      await inTenant(people().tenant.id, () =>
        app.services.feedRuns.removeFilesFedBefore(new Date('2026-12-20T09:00:00Z')),
      );
      const gone = await post(path, {});
      expect([gone.status, gone.body.code]).to.deep.equal([404, 'feed_file_gone']);
      expect((await lastRun()).hasFile).to.equal(false);
    });
  });

  describe('removing old files', () => {
    it('keeps those that wait for a person until they are taken', async () => {
      const held = await feed({ text: WRONG_TOTAL });
      const later = new Date(app.clock.now().getTime() + 500 * DAY);
      const remove = () => inTenant(people().tenant.id, () => app.services.feedRuns.removeFilesFedBefore(later));
      expect(await remove()).to.equal(0);
      await post(`/api/feed-runs/${runOf(held)}/retry`, { accept: ['totals_differ'] });
      expect(await remove()).to.equal(1);
    });
  });

  describe('POST /api/feed-runs/{id}/take-back', () => {
    it('takes the last run back, and the same file can be fed anew', async () => {
      const first = await feed({ text: TWO_INVOICES });
      const second = await feed({ text: [HEADER, '0073,C1,2026-08-03,1.00,EUR'].join('\n') });
      const early = await post(`/api/feed-runs/${first.body.id}/take-back`, { reason: 'wrong company' });
      expect([early.status, early.body.code]).to.deep.equal([409, 'feed_run_not_last']);
      expect((await lastRun()).canBeTakenBack).to.equal(true);

      const taken = await post(`/api/feed-runs/${second.body.id}/take-back`, { reason: 'wrong company' });
      expect(taken.status, JSON.stringify(taken.body)).to.equal(200);
      expect(taken.body).to.deep.include({ id: second.body.id, takenBackBy: 3, canBeTakenBack: false });
      const by = (await get('/api/feed-runs')).body.runs.find(({ number }: { number: number }) => number === 3);
      expect(by).to.deep.include({ kind: 'take_back', state: 'committed', actor: 'admin@brightwater.example' });
      expect(by.notes.join()).to.contain('wrong company');
      const { changes } = (await get('/api/admin-log?area=feeds', people().admin)).body;
      expect(changes).to.have.length(1);
      expect(changes[0]).to.deep.include({
        deed: 'run_taken_back',
        by: 'admin@brightwater.example',
        before: { run: 2, state: 'in the ledger' },
        after: { run: 2, state: 'taken back', reason: 'wrong company' },
      });
      const total = async () => (await get('/api/reports/ageing?asOf=2026-11-20')).body.totals[0].invoiceOpen.minor;
      expect(await total()).to.equal(1_250);

      const anew = await post(`/api/feed-runs/${second.body.id}/retry`, {});
      expect(anew.body.state).to.equal('committed');
      expect(await total()).to.equal(1_350);
    });

    it('asks for a reason, and is for admins of the company', async () => {
      const { body } = await feed({ text: TWO_INVOICES });
      const path = `/api/feed-runs/${body.id}/take-back`;
      expect((await post(path, {})).status).to.equal(422);
      expect((await post(path, { reason: 'x' }, people().manager)).status).to.equal(403);
      expect((await post(path, { reason: 'x' }, people().stranger)).status).to.equal(404);
    });
  });
});
