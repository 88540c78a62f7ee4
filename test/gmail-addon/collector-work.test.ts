import { expect } from 'chai';
import { describe, it } from 'mocha';
import { picked, typed, useGmailWorld } from './gmail-world.ts';

describe('a collector in Gmail', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('sees whose thread it is, why, and what is owed, at the cost of one read of the message', async () => {
    const panel = await world.open();
    expect(panel.card.name).to.equal('customer');
    expect(panel.text).to.contain('Kestrel Ltd').and.to.contain('Customer C1');
    expect(panel.text).to.match(/Because \| .*104233/);
    expect(panel.text).to.contain('Net open | <b>€2,500.00</b>').and.to.contain('Past due | <b>€2,000.00</b>');
    expect(panel.text).to.contain('104233 · €1,200.00 · due Oct 1 · 50 days past due');
    expect(world.gmailCalls).to.have.length(1);
  });

  it('logs a promise in two cards, with the fields that the code asks for and no others', async () => {
    const panel = await world.open();
    await panel.press('Log a call', typed({ items: a().item('104233') }));
    expect(panel.text).to.contain('About 1 ticked item');
    await panel.press('Phone Call (Promise to Pay)');
    expect(panel.fields).to.deep.equal(['amount', 'date', 'reason', 'contact', 'note']);
    await panel.press('Log: Promised in full', { ...typed({ amount: '1,200.00' }) });
    expect(panel.screen.notification).to.equal('Give the day.');
    const form = {
      ...typed({ amount: '1,200.00', contact: 'kim@kestrel.example', note: 'by bank' }),
      date: picked('2026-11-27'),
    };
    await panel.press('Log: Promised in full', form);
    expect(panel.screen.notification).to.equal('Logged: Phone Call (Promise to Pay)');
    expect(panel.card.name).to.equal('customer');
    expect(panel.text).to.contain('Open promise | €1,200.00 by Nov 27, taken by Ana');
    const [entry, ...others] = await a().log();
    expect(others).to.deep.equal([]);
    expect(entry).to.deep.include({ code: 'phone_promise_to_pay', outcome: 'promised_in_full', client: 'gmail' });
    expect(entry?.itemIds).to.deep.equal([a().item('104233')]);
    expect(entry?.message).to.deep.include({ internetMessageId: '<kestrel.1@kestrel.example>' });
  });

  it('asks no more than the outcome where the code needs no more', async () => {
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Phone Call (No Answer)');
    expect(panel.fields).to.deep.equal(['contact', 'note']);
  });

  it('takes an amount that cannot be read back to the form', async () => {
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Phone Call (Promise to Pay)');
    await panel.press('Log: Promised in full', { ...typed({ amount: '1.2.3' }), date: picked('2026-11-27') });
    expect(panel.screen.notification).to.equal('This is no amount. Write it as 1250.00.');
    expect(await a().log()).to.deep.equal([]);
  });

  it('logs once however often the same button is pressed', async () => {
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Phone Call (No Answer)');
    const press = { ...panel.action('Log: Call again'), formInputs: {} };
    const screens = await Promise.all(
      Array.from({ length: 5 }, () => world.parts.host.press(panel.screen.panel, press)),
    );
    expect(screens.map(({ error, notification }) => error ?? notification)).to.include(
      'Logged: Phone Call (No Answer)',
    );
    expect(await a().log()).to.have.length(1);
  });

  it('undoes a call of its own', async () => {
    const panel = await world.open();
    await (await panel.press('Log a call')).press('Phone Call (No Answer)');
    await panel.press('Log: Call again');
    await panel.press('Undo');
    expect(panel.screen.notification).to.contain('Undone');
    expect(panel.buttons.map(({ text }) => text)).to.not.include('Undo');
    expect(await a().loggedAs()).to.have.length(2);
  });

  it('says that a thread is not the customer’s, and finds the customer again by hand', async () => {
    const panel = await world.open();
    await panel.press('Not this customer');
    expect(panel.screen.notification).to.equal('No longer linked to Kestrel Ltd.');
    expect(panel.text).to.contain('No customer found');
    await panel.press('Search', typed({ search: 'Heron' }));
    expect(panel.text).to.contain('1 customer found').and.to.contain('Heron AG');
    await panel.press('Show');
    expect(panel.screen.notification).to.equal('Linked to Heron AG.');
    expect(panel.card.header?.title).to.equal('Heron AG');
    expect((await world.open()).card.header?.title).to.equal('Heron AG');
  });

  it('is told when nobody fits, when only colleagues take part, and when nothing was typed', async () => {
    const stranger = await world.open('stranger');
    expect(stranger.text).to.contain('No customer found');
    await stranger.press('Search');
    expect(stranger.screen.notification).to.equal('Type a number or a name.');
    await stranger.press('Search', typed({ search: 'Nowhere' }));
    expect(stranger.text).to.contain('No customer with that number or name.');
    expect((await world.open('colleague')).text).to.contain('Only colleagues take part');
  });

  it('finds a customer and logs a call beside no message', async () => {
    const panel = await world.openHome();
    expect(panel.text).to.contain('Open a message');
    await (await panel.press('Search', typed({ search: 'C1' }))).press('Show');
    expect(panel.text).to.contain('Open a message to send a template in its thread.');
    await (await panel.press('Log a call')).press('Phone Call (No Answer)');
    await panel.press('Log: Call again');
    expect(panel.card.name).to.equal('customer');
    expect((await a().log())[0]).to.deep.include({ code: 'phone_no_answer', client: 'gmail' });
  });
});
