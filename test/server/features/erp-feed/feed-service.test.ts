import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { fileFromText, fileOnDisk } from '../../../../server/features/erp-feed/feed-file.ts';
import type { FeedOutcome, TakeOrder } from '../../../../server/features/erp-feed/feed-service.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../support/app.ts';

const EXAMPLES = new URL('../../../../docs/examples/', import.meta.url);
const ORDER: TakeOrder = { onProblem: 'refuse', dataAsOf: null, dryRun: false, actor: 'command line' };
const INVOICES = 'number,customer,issued_on,due_on,amount,currency';

interface Given {
  readonly profile?: string;
  readonly text: string;
  readonly mapping?: unknown;
  readonly order?: Partial<TakeOrder>;
}

describe('FeedService', function () {
  this.timeout(120_000);
  const app = useApp();

  /** Feeds a text to a company; call it within `inTenant`. */
  async function feed({ profile = 'invoices', text, mapping = {}, order = {} }: Given): Promise<FeedOutcome> {
    const reading = await app.services.feeds.read(fileFromText('feed.csv', text), { profile, mapping });
    return await app.services.feeds.take(reading, { ...ORDER, ...order });
  }

  async function inCompany(work: () => Promise<void>): Promise<void> {
    const { id } = await app.tenant();
    await inTenant(id, work);
  }

  /** What is open on a day, as `number: minor currency`, debit and credit items alike. */
  async function openOn(day: string): Promise<string[]> {
    const position = await app.services.ledgerPositions.positionAt();
    const items = await app.services.receivables.openItems(calendarDate(day), position);
    return items.map(({ key, left }) => `${key.number}: ${left.minor} ${left.currency}`).sort();
  }

  function invoices(...rows: string[]): string {
    return [INVOICES, ...rows].join('\n');
  }

  it('takes the examples of the guide one after the other', async () => {
    await inCompany(async () => {
      const outcomes: FeedOutcome[] = [];
      for (const profile of ['customers', 'invoices', 'payments', 'cleared-items']) {
        const file = fileOnDisk(new URL(`${profile}.csv`, EXAMPLES).pathname);
        const reading = await app.services.feeds.read(file, { profile, mapping: {} });
        outcomes.push(await app.services.feeds.take(reading, ORDER));
      }
      expect(outcomes.map(({ state, number, problems }) => [state, number, problems])).to.deep.equal([
        ['committed', 1, []],
        ['committed', 2, []],
        ['committed', 3, []],
        ['committed', 4, []],
      ]);
      expect(await openOn('2026-11-20')).to.deep.equal([
        '0000710002: 100000 EUR',
        '0000710004: 231000 GBP',
        '0090001003: 142075 EUR',
      ]);
      expect(await openOn('2026-10-28')).to.not.include('0000710004: 231000 GBP');
    });
  });

  it('says so when the same file comes again, and changes nothing', async () => {
    await inCompany(async () => {
      const text = invoices('0071,C1,2026-08-03,2026-09-02,5.00,EUR');
      const first = await feed({ text });
      app.clock.set('2026-11-21T09:00:00.000Z');
      const again = await feed({ text });
      app.clock.set('2026-11-20T09:00:00.000Z');
      expect(first).to.include({ state: 'committed', number: 1 });
      expect(again).to.include({ state: 'unchanged', number: null });
      expect(again.counts).to.deep.equal({ new: 0, changed: 0, equal: 1, historic: 0 });
      expect(again.notes.join(' ')).to.contain('Nothing has changed');
      const position = await app.services.ledgerPositions.positionAt();
      expect(position).to.deep.include({ run: 1, dataAsOf: new Date('2026-11-20T09:00:00.000Z') });
    });
  });

  it('takes nothing where one row is wrong, or all but that row where it is told to', async () => {
    await inCompany(async () => {
      const text = invoices('1,C1,2026-08-03,,5.00,EUR', '2,C1,2026-08-03,,five,EUR', '3,C1,2026-08-03,,7.00,EUR');
      const refused = await feed({ text });
      expect(refused).to.include({ state: 'refused', number: null });
      expect(refused.problems[0]).to.include({ line: 3, column: 'amount', value: 'five' });
      expect(await openOn('2026-11-20')).to.deep.equal([]);
      const skipped = await feed({ text, order: { onProblem: 'skip' } });
      expect(skipped.state).to.equal('committed');
      expect(skipped.problems.map(({ line }) => line)).to.deep.equal([3]);
      expect(await openOn('2026-11-20')).to.deep.equal(['1: 500 EUR', '3: 700 EUR']);
    });
  });

  it('takes nothing of a file that cannot be read as a whole, whatever it is told', async () => {
    await inCompany(async () => {
      const text = invoices('1,C1,1/2/2026,3/4/2026,5.00,EUR');
      const outcome = await feed({ text, order: { onProblem: 'skip' } });
      expect(outcome).to.include({ state: 'refused', number: null });
    });
  });

  it('names the file’s own columns in what the ledger refuses', async () => {
    await inCompany(async () => {
      await feed({ text: invoices('0071,C1,2026-08-03,,5.00,EUR') });
      const mapping = {
        columns: { type: 'Art', on: 'Tag', payment: 'Zahlung', invoice: 'Beleg', amount: 'Betrag', customer: 'Kunde' },
        currency: 'EUR',
      };
      const text =
        'Art,Tag,Zahlung,Beleg,Betrag,Kunde\npayment,2026-09-01,P1,,5.00,C1\napplication,2026-09-01,P1,0099,5.00,\n';
      const { state, problems } = await feed({ profile: 'payments', text, mapping });
      expect(state).to.equal('refused');
      const raw = 'application,2026-09-01,P1,0099,5.00,';
      expect(problems).to.deep.equal([
        { line: 3, column: 'Beleg', value: '0099', problem: 'is a debit item that is not known.', raw },
      ]);
    });
  });

  it('only tells what would happen in a dry run', async () => {
    await inCompany(async () => {
      const text = invoices('1,C1,2026-08-03,,5.00,EUR');
      const outcome = await feed({ text, order: { dryRun: true } });
      expect(outcome).to.include({ state: 'dry_run', number: null });
      expect(outcome.counts).to.include({ new: 1 });
      expect(await openOn('2026-11-20')).to.deep.equal([]);
    });
  });

  it('lets the later as-of time hold, and an older file clears nothing', async () => {
    await inCompany(async () => {
      const row = (amount: string) => invoices(`1,C1,2026-08-03,,${amount},EUR`);
      await feed({ text: row('5.00'), order: { dataAsOf: new Date('2026-11-10T00:00:00Z') } });
      const older = await feed({ text: row('9.00'), order: { dataAsOf: new Date('2026-11-09T00:00:00Z') } });
      expect(older.counts).to.include({ historic: 1 });
      expect(await openOn('2026-11-20')).to.deep.equal(['1: 500 EUR']);
    });
  });

  it('refuses an as-of time that has not come', async () => {
    await inCompany(async () => {
      const order = { dataAsOf: new Date('2026-11-20T09:30:00Z') };
      const failure = await feed({ text: invoices('1,C1,2026-08-03,,5.00,EUR'), order }).catch(
        (error: unknown) => error,
      );
      expect(failure).to.include({ code: 'request_invalid' });
    });
  });

  it('shows what it kept of a run, what was found out when it was read included', async () => {
    await inCompany(async () => {
      const { runId } = await feed({ text: invoices('1,C1,13/8/2026,,5.00,EUR') });
      const run = await app.services.ledgerRuns.read(runId);
      expect(run).to.deep.include({ profile: 'invoices', source: 'erp', fileName: 'feed.csv', actor: 'command line' });
      expect(run.controlTotals).to.deep.equal({ rows: 1, sums: [{ name: 'invoice', minor: 500, currency: 'EUR' }] });
      expect(run.notes.join(' ')).to.contain('D/M/YYYY');
    });
  });

  it('refuses a file whose numbers have lost their padding zeros whole, also where wrong rows are to be skipped', async () => {
    await inCompany(async () => {
      const padded = readFileSync(new URL('invoices.csv', EXAMPLES), 'utf8');
      await feed({ text: padded });
      const before = await openOn('2026-11-20');
      const stripped = padded.replace(/^0+/gm, '').replace(/,0+(?=\d{6})/g, ',');
      expect(stripped).to.contain('\n710001,invoice,100200,');
      for (const onProblem of ['refuse', 'skip'] as const) {
        const outcome = await feed({ text: stripped, order: { onProblem } });
        expect(outcome).to.include({ state: 'refused', number: null });
        expect(outcome.notes.join(' ')).to.contain('padding zeros');
      }
      expect(await openOn('2026-11-20')).to.deep.equal(before);
    });
  });
});
