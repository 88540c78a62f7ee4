import { expect } from 'chai';
import { describe, it } from 'mocha';
import { customerRow, eur, itemRow } from '../support/ledger-rows.ts';
import { useGmailWorld } from './gmail-world.ts';
import { typed } from './panel-driver.ts';

describe('a collector in Gmail', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  it('sees whose thread it is, why, and what is owed, at the cost of one read of the message', async () => {
    const panel = await world.open();
    expect(panel.card.name).to.equal('customer');
    expect(panel.text).to.contain('Kestrel Ltd').and.to.contain('Customer C1');
    expect(panel.text).to.match(/Because: \| .*104233/);
    expect(panel.text).to.contain('Net open | <b>€2,500.00</b>').and.to.contain('Past due | <b>€2,000.00</b>');
    expect(panel.text).to.contain('104233 · €1,200.00 · due Oct 1 · 50 days past due');
    expect(world.gmailCalls.filter((call) => call.startsWith('GET /messages/'))).to.have.length(1);
  });

  it('sees the owner’s name, the credit limit, the contacts’ numbers and the last contact', async () => {
    const contact = { name: 'Kim Osei', email: 'kim@kestrel.example', role: 'accounts_payable', language: '' };
    await a().feed(
      customerRow('C1', {
        name: 'Kestrel Ltd',
        ownerEmail: 'ben@brightwater.example',
        creditLimit: eur(200_000),
        contacts: [{ ...contact, phone: '+44 20 7946 0000' }],
      }),
    );
    await logged('phone_no_answer', { outcome: 'call_again' });
    const panel = await world.open();
    expect(panel.card.header?.subtitle).to.equal('Customer C1 · Owner: Ben');
    expect(panel.text).to.contain('Credit limit | <b>€500.00 over the limit of €2,000.00</b>');
    expect(panel.text).to.contain('Kim Osei · accounts payable | +44 20 7946 0000');
    expect(panel.text).to.match(/^Last contact: Call: no answer, Ana, /m);
  });

  it('sees promises by their parts and disputes with their reasons', async () => {
    const instalments = ['2026-11-27', '2026-12-18'].map((promisedFor) => ({ amount: eur(60_000), promisedFor }));
    const word = { customerId: a().customerId, itemIds: [], channel: 'phone', client: 'page' };
    await a().post('/api/promises-to-pay', { ...word, instalments });
    await a().post('/api/disputes', { ...word, reason: 'deduction', amount: eur(10_000) });
    const panel = await world.open();
    expect(panel.text).to.contain('€600.00 by Nov 27, taken by Ana (part 1 of 2)');
    expect(panel.text).to.contain('€600.00 by Dec 18, taken by Ana (part 2 of 2)');
    expect(panel.text).to.contain('Deduction, €100.00 (from the log)');
  });

  it('says whose a thread is where several fit, each with its evidence', async () => {
    const contacts = [{ name: 'Kim Osei', email: 'kim@kestrel.example', phone: '', role: '', language: '' }];
    await a().feed(
      customerRow('C2', { name: 'Heron AG', contacts }),
      customerRow('C1', { name: 'Kestrel Ltd', contacts }),
    );
    const panel = await world.open('bounce');
    const other = await world.open('no-number');
    expect(panel.text, 'the number in the subject decides').to.contain('Kestrel Ltd');
    expect(other.card.header?.title).to.equal('Which customer is it?');
    expect(other.text).to.match(/<b>Heron AG<\/b><br>.*kim@kestrel.example/);
    await other.press('It is Heron AG');
    expect(other.screen.notification).to.equal('Linked to Heron AG.');
    expect(other.card.name).to.equal('customer');
    expect((await world.open('no-number')).card.header?.title).to.equal('Heron AG');
  });

  it('says that a thread is not the customer’s, and finds the customer again by hand', async () => {
    const panel = await world.open();
    await panel.press('Not this customer');
    expect(panel.screen.notification).to.equal('No longer linked to Kestrel Ltd.');
    expect(panel.text).to.contain('No customer found');
    await panel.press('Search', typed({ search: 'Heron' }));
    expect(panel.text).to.contain('1 customer found').and.to.contain('Heron AG');
    await panel.press('It is Heron AG');
    expect(panel.screen.notification).to.equal('Linked to Heron AG.');
    expect(panel.card.header?.title).to.equal('Heron AG');
    expect((await world.open()).card.header?.title).to.equal('Heron AG');
  });

  it('opens the card of any customer beside a message, which stays whose it is, and ties nothing to it', async () => {
    const panel = await world.open();
    await (await panel.press('Search', typed({ search: 'Heron' }))).press('Show');
    expect(panel.card.header?.title).to.equal('Heron AG');
    expect(panel.text).to.contain('Opened without a message');
    await (await panel.press('Log a call')).press('Call: no answer');
    await panel.press('Log: Call again');
    expect(panel.card.header?.title).to.equal('Heron AG');
    expect((await a().log())[0]?.message).to.equal(null);
    expect((await world.open()).card.header?.title).to.equal('Kestrel Ltd');
    await panel.press('Link the open message to Heron AG');
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
    await (await panel.press('Search', typed({ search: 'C1' }))).press('Show');
    expect(panel.text).to.contain('Open a message to send a template in its thread.');
    await (await panel.press('Log a call')).press('Call: no answer');
    await panel.press('Log: Call again');
    expect(panel.card.header?.title).to.equal('Kestrel Ltd');
    expect((await a().log())[0]).to.deep.include({ code: 'phone_no_answer', client: 'gmail' });
  });

  it('ticks all that is past due by one press, and none by another', async () => {
    const panel = await world.open();
    await panel.press('Tick all 2 past due');
    await panel.press('Call');
    expect(panel.text).to.contain('About 2 ticked items');
    const other = await world.open();
    await (await other.press('Tick all 2 past due')).press('Tick none');
    await other.press('Call');
    expect(other.text).to.contain('About the account as a whole');
  });

  it('reads the cards in German where Gmail is in German, with amounts and days written so', async () => {
    const { host } = world.parts;
    const { card } = await host.open('ana@brightwater.example', world.messageId(), 'de-DE');
    const text = JSON.stringify(card);
    expect(text).to.contain('Kunde C1').and.to.contain('2.500,00').and.to.contain('Überfällig');
    expect(text).to.contain('104233 im Betreff');
  });

  it('is shown the oldest of very many items, with how many there are', async () => {
    const rows = Array.from({ length: 60 }, (_, n) =>
      itemRow(`7${String(n).padStart(5, '0')}`, { issuedOn: '2026-09-01', dueOn: '2026-10-02' }),
    );
    await a().feed(...rows);
    const [list] = (await world.open()).widgets.flatMap(({ selectionInput }) => selectionInput ?? []);
    expect(list?.label).to.equal('50 of 63');
    expect(list?.items).to.have.length(50);
  });

  function logged(code: string, more: object) {
    return a().post('/api/activities', { customerId: a().customerId, itemIds: [], code, client: 'page', ...more });
  }
});
