import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';
import { FedLedger } from '../fed-ledger.ts';
import { bankFixture } from './read-statement.ts';

const DAY = '2026-11-20';

describe('bank statements in the ledger', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  it('brings each booked credit once, however often and in whatever message the bank tells of it', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const first = await ledger.feed({ profile: 'camt', file: bankFixture('camt053.xml') });
      const open = await ledger.openOn(DAY);
      expect(first.state, JSON.stringify([first.problems, first.holds])).to.equal('committed');
      expect(open.map((line) => line.split('/').at(-1))).to.deep.equal([
        '500.00 payment 500.00 EUR',
        '785.50 payment 785.50 EUR',
        '60.00 payment 60.00 EUR',
        '60.00#2 payment 60.00 EUR',
      ]);

      const named = bankFixture('camt053.xml').replace('STMT-20261119<', 'STMT-AGAIN<');
      const again = await ledger.feed({ profile: 'camt', file: named });
      const mapping = { bank: { take: ['statement', 'intraday'] } };
      const report = await ledger.feed({ profile: 'camt', file: bankFixture('camt052.xml'), mapping });

      expect(again.state).to.equal('unchanged');
      expect(report.counts.new).to.equal(0);
      expect(await ledger.openOn(DAY)).to.deep.equal(open);
    });
  });

  it('takes nothing of a statement whose figures do not add up, until a person lets it pass', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const file = bankFixture('mt940.sta').replace('CR500,00', 'CR501,00');
      const held = await ledger.feed({ profile: 'mt940', file });
      expect(held.state).to.equal('held');
      expect(held.holds.map(({ code }) => code)).to.deep.equal(['totals_differ']);
      expect(await ledger.openOn(DAY)).to.deep.equal([]);

      const passed = await ledger.feed({ profile: 'mt940', file, order: { accept: ['totals_differ'] } });
      expect(passed.state).to.equal('committed');
      expect(await ledger.openOn(DAY)).to.have.length(1);
    });
  });

  it('holds a statement number that comes with other content', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const text = bankFixture('mt940.sta');
      await ledger.feed({ profile: 'mt940', file: text });
      const other = text.replace('CR500,00', 'CR400,00').replaceAll('EUR1445,', 'EUR1345,');
      const held = await ledger.feed({ profile: 'mt940', file: other });

      expect(held.state).to.equal('held');
      expect(held.holds.map(({ code }) => code)).to.deep.equal(['statement_changed']);
    });
  });
});
