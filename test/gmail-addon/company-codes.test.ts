import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTransaction } from '../../server/mongo/in-transaction.ts';
import { useGmailWorld } from './gmail-world.ts';
import { typed } from './panel-driver.ts';

describe('the codes of a company in Gmail', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('are offered where they are used, in the company’s order and by its names', async () => {
    const { tenants } = a().app.services;
    const labels = [{ code: 'phone_refused' as const, language: 'en' as const, label: 'Call: will not pay' }];
    const codes = { version: 1, off: ['phone_gatekeeper' as const], order: ['phone_refused' as const], labels };
    await inTransaction((session) => tenants.writeCodes(a().tenant.id, codes, session));
    const panel = await (await world.open()).press('Log a call');
    const text = JSON.stringify(panel.card);
    expect(text).to.contain('Call: will not pay').and.not.to.contain('gatekeeper');
    expect(text.indexOf('Call: will not pay')).to.be.lessThan(text.indexOf('Call: no answer'));
    await panel.press('Call: will not pay');
    await panel.press('Log: Refused');
    expect(await a().loggedAs()).to.deep.equal(['activity phone_refused']);
    await panel.press('Correct');
    const choice = panel.widgets.find(({ selectionInput }) => selectionInput?.name === 'code')?.selectionInput;
    const values = choice?.items.map(({ value }) => value) ?? [];
    expect(values).to.include('phone_no_answer').and.to.not.include('phone_gatekeeper');
    await panel.press('Other code', typed({ code: 'phone_gatekeeper' }));
    expect(panel.card.header?.title, 'what is not offered is not chosen').to.equal('Call: will not pay');
  });
});
