import { expect } from 'chai';
import { describe, it } from 'mocha';
import request from 'supertest';
import { customerRow, eur } from '../support/ledger-rows.ts';
import { ANA, STRANGER, useGmailWorld } from './gmail-world.ts';

describe('what is mine today, on a card', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const aTask = (text: string, dueOn: string) => a().post('/api/tasks', { customerId: a().customerId, text, dueOn });
  const mine = () => a().feed(customerRow('C1', { name: 'Kestrel Ltd', ownerEmail: ANA.email }));

  it('says that nothing is due where nothing is, with the way to any customer', async () => {
    const panel = await world.openHome();
    expect(panel.card.header).to.deep.equal({ title: 'Duethread', subtitle: 'Ana, Brightwater GmbH' });
    expect(panel.text).to.contain('Mine today').and.to.contain('Nothing is due, and nobody past due was left alone.');
    expect(panel.fields).to.deep.equal(['search']);
  });

  it('has the tasks due, the promises due and the customers left alone, in the pane’s words, each opening its card', async () => {
    await mine();
    await aTask('send the contract', '2026-11-20');
    const word = { customerId: a().customerId, itemIds: [], channel: 'phone', client: 'page' };
    const panel = await world.openHome();
    expect(panel.text).to.contain('Tasks due (1)').and.to.contain('send the contract | Kestrel Ltd, Nov 20');
    expect(panel.text).to.contain('Past due, no contact in 14 days (1)');
    expect(panel.text).to.contain('<b>Kestrel Ltd</b><br>€2,000.00 | 50 days past due, no contact yet');
    await a().post('/api/promises-to-pay', {
      ...word,
      instalments: [{ amount: eur(10_000), promisedFor: '2026-11-20' }],
    });
    const later = await world.openHome();
    expect(later.text).to.contain('Promises due or broken (1)');
    expect(later.text).to.contain('due | <b>Kestrel Ltd</b><br>€100.00 promised for Nov 20 | taken by Ana');
    await later.press('Open the card of Kestrel Ltd');
    expect(later.card.header?.title).to.equal('Kestrel Ltd');
  });

  it('closes a task and opens it again, and puts one off to the next working day', async () => {
    await aTask('send the contract', '2026-11-20');
    const panel = await world.openHome();
    await panel.press('Done');
    expect(panel.screen.notification).to.equal('Done: send the contract');
    expect(panel.text).to.contain('Nothing is due');
    await panel.press('Undo');
    expect(panel.text).to.contain('send the contract | Kestrel Ltd, Nov 20');
    await panel.press('Next working day');
    expect(panel.screen.notification).to.equal('Moved: send the contract');
    expect(panel.text).to.not.contain('send the contract | ');
    const { body } = await a().get(`/api/tasks?customerId=${a().customerId}`);
    expect(body.tasks[0]).to.deep.include({ dueOn: '2026-11-23', state: 'open' });
  });

  it('is opened beside a message too, and a task is closed there', async () => {
    await aTask('send the contract', '2026-11-19');
    const panel = await (await world.open()).press('Mine today');
    expect(panel.card.name).to.equal('worklist');
    expect(panel.text).to.contain('<b>send the contract</b> | Kestrel Ltd, Nov 19');
    await panel.press('Done: send the contract');
    expect(panel.card.name).to.equal('worklist');
    expect(panel.text).to.contain('Nothing is due');
  });

  it('says for whom the reader stands in', async () => {
    const { app } = world.parts;
    const ines = await app.user(a().tenant, 'collector', 'ines@brightwater.example');
    await a().feed(customerRow('C1', { name: 'Kestrel Ltd', ownerEmail: ines.actor.email }));
    const ana = await a().in(() => app.services.users.findByEmail(ANA.email));
    const absence = { standInId: ana?.id, from: '2026-11-20', until: '2026-11-27' };
    const named = await request(app.express)
      .put(`/api/users/${ines.actor.userId}/absence`)
      .set('authorization', `Bearer ${ines.token}`)
      .send(absence);
    expect(named.status, named.text).to.equal(200);
    const panel = await world.openHome();
    expect(panel.text).to.contain('no contact yet, for Ines (absent until Nov 27)');
  });

  it('says how many there are where it shows a few', async () => {
    for (let at = 0; at < 12; at += 1) await aTask(`task ${at}`, '2026-11-20');
    const panel = await world.openHome();
    expect(panel.text).to.contain('Tasks due (12)').and.to.contain('8 of 12 are shown');
  });

  it('is left out for who works on no customers, who finds their figures all the same', async () => {
    await world.parts.app.user(a().tenant, 'admin', STRANGER.email);
    const panel = await world.openHome(STRANGER);
    expect(panel.text).to.not.contain('Mine today');
    expect(panel.buttons.map(({ text }) => text)).to.include('My figures');
  });
});
