import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { before, describe, it } from 'mocha';
import { fileFromText, fileOnDisk } from '../../../../server/features/erp-feed/feed-file.ts';
import type { FeedOutcome } from '../../../../server/features/erp-feed/feed-service.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { useApp } from '../../../support/app.ts';
import { sharedData, skipWithoutSharedData } from '../../../support/shared-data.ts';

const MAPPING = fileURLToPath(new URL('../../../../docs/examples/ibm.mapping.json', import.meta.url));
const DAYS = ['2012-01-02', '2012-06-30', '2013-01-15', '2013-12-31', '2014-01-08', '2014-01-09'];

/** The file as plainly as can be: no quotes, no product code, cents as whole numbers. */
function plainRows(text: string) {
  const [, ...lines] = text.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [, customer = '', , number = '', issued = '', , amount = '', disputed = '', settled = ''] = line.split(',');
    const [whole = '', cents = ''] = amount.split('.');
    return {
      customer,
      number,
      disputed,
      issued: sortable(issued),
      settled: sortable(settled),
      cents: Number(whole) * 100 + Number(cents.padEnd(2, '0')),
    };
  });
}

function sortable(american: string): string {
  const [month = '', day = '', year = ''] = american.split('/');
  return [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
}

describe('IBM’s sample of invoices', function () {
  this.timeout(300_000);
  before(function () {
    skipWithoutSharedData(this);
  });
  const app = useApp();
  const mapping: unknown = JSON.parse(readFileSync(MAPPING, 'utf8'));
  const path = () => sharedData('erp', 'ibm_accounts_receivable.csv');

  async function feed(text?: string, onProblem: 'refuse' | 'skip' = 'refuse'): Promise<FeedOutcome> {
    const file = text === undefined ? fileOnDisk(path()) : fileFromText('ibm.csv', text);
    const reading = await app.services.feeds.read(file, { profile: 'cleared-items', mapping });
    return await app.services.feeds.take(reading, { onProblem, dataAsOf: null, dryRun: false, actor: 'test' });
  }

  it('goes in whole, stands to the cent on every day, changes nothing again, and is refused without its zeros', async () => {
    const rows = plainRows(readFileSync(path(), 'utf8'));
    expect(rows).to.have.length(2466);
    const cents = rows.reduce((sum, row) => sum + row.cents, 0);
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const outcome = await feed();
      expect(outcome.problems).to.deep.equal([]);
      expect(outcome.state).to.equal('committed');
      expect(outcome.counts).to.deep.equal({ new: 3 * rows.length, changed: 0, equal: 0, historic: 0 });
      const customers = new Set(rows.map(({ customer }) => customer));
      expect(customers.size).to.equal(100);
      expect(outcome.notes.join(' ')).to.contain(`${customers.size} customers were not known and were added`);
      const sums = ['application', 'invoice', 'payment'].map((name) => ({ name, minor: cents, currency: 'USD' }));
      expect(outcome.reading.totals).to.deep.equal({ rows: rows.length, sums });
      await expectSameOpen(rows);

      const again = await feed();
      expect(again).to.include({ state: 'unchanged', number: null });

      const text = readFileSync(path(), 'utf8');
      const stripped = text.replace(/,0+(?=[1-9]\d*,\d+\/)/g, ',');
      expect(stripped).to.contain(',611365,1/2/2013');
      for (const onProblem of ['refuse', 'skip'] as const) {
        const refused = await feed(stripped, onProblem);
        expect(refused).to.include({ state: 'refused', number: null });
      }
      expect((await app.services.ledgerPositions.positionAt()).run).to.equal(1);
    });
  });

  async function expectSameOpen(rows: ReturnType<typeof plainRows>): Promise<void> {
    const position = await app.services.ledgerPositions.positionAt();
    for (const day of DAYS) {
      const open = await app.services.receivables.openItems(calendarDate(day), position);
      const expected = rows.filter(({ issued, settled }) => issued <= day && settled > day);
      const asText = (number: string, minor: number, disputed: string) => `${number} ${minor} ${disputed}`;
      expect(
        open.map(({ key, left, disputeStatus }) => asText(key.number, left.minor, disputeStatus)).sort(),
        day,
      ).to.deep.equal(
        expected
          .map(({ number, cents, disputed }) => asText(number, cents, disputed === 'Yes' ? 'disputed' : 'none'))
          .sort(),
      );
    }
  }
});
