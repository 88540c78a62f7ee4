import { expect } from 'chai';
import { describe, it } from 'mocha';
import { itemRow, paymentRow } from '../support/ledger-rows.ts';
import { useGmailWorld } from './gmail-world.ts';
import { typed } from './panel-driver.ts';

describe('the line of time on cards', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('has money and contact together, latest first, and says where it begins', async () => {
    const panel = await (await world.open()).press('Log a call');
    await (await panel.press('Call: no answer')).press('Log: Call again', typed({ note: 'rang long' }));
    await a().feed(paymentRow('P1', { issuedOn: '2026-11-12' }));
    await panel.press('Whole line of time');
    expect(panel.card.header?.title).to.equal('Line of time of Kestrel Ltd');
    const rows = panel.text.split('\n').filter((line) => line.includes(' | '));
    expect(rows.map((line) => /<b>(.*?)<\/b>/.exec(line)?.[1])).to.deep.equal([
      'Call: no answer',
      'Payment P1',
      'Invoice 104300',
      'Invoice 104250',
      'Invoice 104233',
    ]);
    expect(rows[0]).to.contain('rang long');
    expect(rows[1]).to.contain('not applied yet');
    expect(panel.text).to.contain('This is the beginning.');
  });

  it('goes back card by card, through days with more entries than a card has, and leaves none out', async () => {
    const numbers = Array.from({ length: 50 }, (_, n) => `8${String(n).padStart(5, '0')}`);
    await a().feed(...numbers.map((number) => itemRow(number, { issuedOn: '2026-11-16', dueOn: '2026-12-16' })));
    const panel = await (await world.open()).press('Whole line of time');
    const seen: string[] = [];
    for (;;) {
      seen.push(...[...panel.text.matchAll(/<b>Invoice (\d+)<\/b>/g)].map(([, number]) => String(number)));
      if (panel.text.includes('This is the beginning.')) break;
      await panel.press('Earlier');
    }
    expect([...seen].sort()).to.deep.equal([...numbers, '104233', '104250', '104300'].sort());
  });

  it('says on demand what was said in a message, with what of it was written anew and what went with it', async () => {
    const panel = await (await world.open()).press('Use a template');
    await panel.press('Preview');
    await panel.press('Send in this thread', typed({ part_remark: 'Please <b>call</b> me.', attach: 'statement' }));
    await (await panel.press('Whole line of time')).press('What was said');
    expect(panel.card.name).to.equal('said');
    expect(panel.text).to.contain('<b>Payment reminder:').and.to.contain('To kim@kestrel.example');
    expect(panel.text).to.contain('Please &lt;b&gt;call&lt;/b&gt; me.');
    expect(panel.text, 'the cells of a row').to.contain('104250 · October 1, 2026 · ');
    expect(panel.text).to.contain('Written anew; the approved words were: If the payment is on its way');
    expect(panel.text).to.match(/With it: Statement C1 2026-11-20\.pdf, /);
  });
});
