import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SCOPE } from '#shared/api/gmail-scopes.ts';
import type { FormInputs } from '../../demo/google/addon-host.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { money } from '../../shared/domain/money.ts';
import { customerRow, eur, itemRow } from '../support/ledger-rows.ts';
import { ANA, useGmailWorld } from './gmail-world.ts';
import { picked, typed } from './panel-driver.ts';

describe('the forms of the cards', function () {
  this.timeout(120_000);
  const { world, case: a } = useGmailWorld();

  const opened = async (form: string, inputs = {}) => (await world.open()).press(form, inputs);
  const entries = async () => (await a().log()).filter(({ kind }) => kind === 'activity');

  it('asks no more than the outcome where a call’s code needs no more', async () => {
    const panel = await (await opened('Log a call')).press('Call: no answer');
    expect(panel.fields).to.deep.equal(['contact', 'note']);
    await panel.press('Log: Call again', typed({ contact: '["Kim Osei","kim@kestrel.example"]', note: 'rang long' }));
    expect(panel.screen.notification).to.equal('Logged: Call: no answer');
    const [entry] = await entries();
    expect(entry).to.deep.include({ code: 'phone_no_answer', outcome: 'call_again', client: 'gmail' });
    expect(entry?.contact).to.deep.equal({ name: 'Kim Osei', email: 'kim@kestrel.example' });
    expect(entry?.message).to.deep.include({ internetMessageId: '<kestrel.1@kestrel.example>' });
  });

  it('asks of an announced payment its amount and the day it was sent', async () => {
    const panel = await (await opened('Call')).press('Call: payment sent');
    expect(panel.fields).to.deep.equal(['amount_1_0', 'day_1_0', 'date_1_0', 'contact', 'note']);
    expect(panel.text).to.contain('Yesterday · Nov 19');
    await panel.press('Log: Payment announced', typed({ amount_1_0: '20', day_1_0: '2026-11-19' }));
    expect((await entries())[0]).to.deep.include({ code: 'phone_payment_sent', date: '2026-11-19' });
  });

  it('goes on from a call that is a promise in the form of a promise, by phone', async () => {
    const panel = await opened('Log a call', typed({ items: a().item('104233') }));
    expect(panel.text).to.contain('About 1 ticked item');
    await panel.press('Call: promise to pay');
    expect(panel.card.name).to.equal('promise');
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Give the day.');
    await panel.press('Save', typed({ day_1_0: '2026-11-27' }));
    expect(panel.screen.notification).to.equal('Logged: Call: promise to pay');
    expect(panel.card.name).to.equal('customer');
    expect(panel.text, 'what was ticked is what is promised').to.contain('€1,200.00 by Nov 27, taken by Ana');
    const [entry, ...others] = await entries();
    expect(others).to.deep.equal([]);
    expect(entry).to.deep.include({ code: 'phone_promise_to_pay', outcome: 'promised_in_full', client: 'gmail' });
    expect(entry?.itemIds).to.deep.equal([a().item('104233')]);
  });

  it('takes the customer’s word as come by the mail that is open, from who wrote it', async () => {
    const panel = await opened('Record a promise to pay');
    await panel.press('Save', { date_1_0: picked('2026-12-01') });
    const [entry] = await entries();
    expect(entry?.code).to.equal('email_promise_to_pay');
    expect(entry?.contact).to.deep.equal({ name: 'Kim Osei', email: 'kim@kestrel.example' });
  });

  it('splits a promise into instalments, changes and removes them, and records them as one', async () => {
    const panel = await opened('Promise');
    await panel.press('Split evenly', typed({ count: '3', step: 'month' }));
    expect(panel.fields.filter((name) => name.startsWith('amount'))).to.deep.equal([
      'amount_1_1',
      'amount_2_1',
      'amount_3_1',
    ]);
    await panel.press('Remove the last part');
    await panel.press('Add a part');
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Part 3: Give the amount.');
    await panel.press('Save', { ...typed({ amount_3_3: '666.66' }), date_3_3: picked('2026-11-27') });
    expect(panel.screen.notification).to.equal('Part 3: Another part is for this day.');
    await panel.press('Save', { ...typed({ amount_3_3: '666.66' }), date_3_3: picked('2027-01-27') });
    expect(panel.screen.notification).to.equal('Logged: Email received: promise to pay · Together €2,000.00');
    const [entry] = await entries();
    expect(entry?.instalments).to.deep.equal([
      { amount: eur(66_667), promisedFor: '2026-11-27' },
      { amount: eur(66_667), promisedFor: '2026-12-28' },
      { amount: eur(66_666), promisedFor: '2027-01-27' },
    ]);
    expect(panel.text).to.contain('(part 3 of 3)');
  });

  it('takes an amount that cannot be read, a day gone by, and two days at once back to the form', async () => {
    const panel = await opened('Promise');
    const day = { date_1_0: picked('2026-11-27') };
    await panel.press('Save', { ...typed({ amount_1_0: '1.2.3' }), ...day });
    expect(panel.screen.notification).to.equal('This is no amount. Write it as 1250.00.');
    await panel.press('Save', { date_1_0: picked('2026-11-01') });
    expect(panel.screen.notification).to.equal('This day has gone by.');
    await panel.press('Save', { ...typed({ day_1_0: '2026-11-20' }), ...day });
    expect(panel.screen.notification).to.contain('Two different days');
    expect(await entries()).to.deep.equal([]);
  });

  it('records a dispute with who sees to it, gives it to another, and resolves it', async () => {
    const panel = await opened('Record a dispute', typed({ items: a().item('104250') }));
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Give the reason.');
    await panel.press('Save', typed({ reason: 'deduction', owner: a().ben.actor.userId }));
    expect(panel.screen.notification).to.equal('Logged: Email received: dispute raised');
    expect(panel.text).to.contain('Deduction (from the log)');
    await panel.press('See to the disputes');
    expect(panel.text).to.contain('Deduction: 104250').and.to.contain('Ben sees to it');
    await (await panel.press('Give to')).press('Save', typed({ owner: a().manager.actor.userId }));
    expect(panel.screen.notification).to.match(/^Dispute given to /);
    await (await panel.press('See to the disputes')).press('Resolve');
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Choose how it ended.');
    await panel.press('Save', typed({ how: 'rejected', note: 'the price was right' }));
    expect(panel.screen.notification).to.equal('Dispute resolved: the customer was not right');
    expect(panel.text).to.not.contain('Deduction (from the log)');
  });

  it('asks what is disputed where nothing is ticked and no amount is given', async () => {
    const panel = await opened('Dispute');
    await panel.press('Save', typed({ reason: 'cash_flow' }));
    expect(panel.screen.notification).to.equal('Tick what is disputed, or give the amount.');
  });

  it('puts down a task, moves it, and closes it; each can be undone', async () => {
    const panel = await opened('Put down a task');
    await panel.press('Save', typed({ note: 'send the contract' }));
    expect(panel.screen.notification).to.equal('Give the day.');
    await panel.press('Save', { ...typed({ note: 'send the contract' }), date_1_0: picked('2026-11-24') });
    expect(panel.screen.notification).to.equal('Put down: send the contract');
    expect(panel.text).to.contain('send the contract | for Nov 24, Ana');
    await (await panel.press('Move')).press('Save', { date_1_0: picked('2026-11-26') });
    expect(panel.text).to.contain('send the contract | for Nov 26, Ana');
    await panel.press('Done');
    expect(panel.text).to.not.contain('send the contract | ');
    await panel.press('Undo');
    expect(panel.screen.notification).to.equal('Open again: send the contract');
    expect(panel.text).to.contain('send the contract | for Nov 26, Ana');
  });

  it('writes a note, which can be undone from the card that follows it', async () => {
    const panel = await opened('Write a note');
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Write what it is.');
    await panel.press('Save', typed({ note: 'line one\nline two' }));
    expect(panel.screen.notification).to.equal('Logged: Note');
    expect((await entries())[0]).to.deep.include({ code: 'note', client: 'gmail' });
    await panel.press('Undo');
    expect(panel.screen.notification).to.contain('Undone');
    expect(await a().loggedAs()).to.deep.equal(['activity note', 'withdrawal note']);
  });

  it('writes an entry of one’s own anew, filled with what it said, and keeps both in the log', async () => {
    const panel = await opened('Promise');
    await panel.press('Save', {
      ...typed({ amount_1_0: '500', note: 'in full soon' }),
      date_1_0: picked('2026-11-27'),
    });
    await panel.press('Correct');
    expect(panel.card.name).to.equal('promise');
    const values = panel.widgets.flatMap(({ textInput }) => textInput?.value ?? []);
    expect(values).to.deep.equal(['500.00', 'in full soon']);
    await panel.press('Save', typed({ amount_1_0: '700' }));
    expect(panel.screen.notification).to.equal('Logged: Email received: promise to pay');
    expect(panel.text).to.contain('€700.00 by Nov 27').and.to.not.contain('€500.00 by Nov 27');
    const [first, second] = await entries();
    expect([first?.amount, second?.amount]).to.deep.equal([eur(50_000), eur(70_000)]);
    expect(second?.outcome).to.equal('promised_in_part');
  });

  it('corrects a call to another code, with what was written of it', async () => {
    const panel = await (await opened('Log a call')).press('Call: no answer');
    await panel.press('Log: Call again', typed({ contact: '["Kim Osei","kim@kestrel.example"]', note: 'rang long' }));
    await panel.press('Correct');
    await panel.press('Other code', typed({ code: 'phone_refused' }));
    expect([panel.card.name, panel.card.header?.title]).to.deep.equal(['call', 'Call: refused']);
    await panel.press('Log: Refused', typed({ reason: 'cash_flow' }));
    expect(panel.screen.notification).to.equal('Logged: Call: refused');
    const [first, second] = await entries();
    expect(second).to.deep.include({ code: 'phone_refused', outcome: 'refused', reason: 'cash_flow' });
    expect([second?.contact, second?.refersTo]).to.deep.equal([
      { name: 'Kim Osei', email: 'kim@kestrel.example' },
      first?._id,
    ]);
  });

  it('goes on from the correction of a call in the form of a promise, of what is most likely', async () => {
    const panel = await (await opened('Log a call', typed({ items: a().item('104233') }))).press('Call: payment sent');
    await panel.press('Log: Payment announced', typed({ day_1_0: '2026-11-19', note: 'by cheque' }));
    await panel.press('Correct');
    await panel.press('Other code', typed({ code: 'phone_promise_to_pay' }));
    expect(panel.card.name).to.equal('promise');
    await panel.press('Save');
    expect(panel.screen.notification).to.equal('Give the amount.');
    await panel.press('Save', { ...typed({ amount_1_1: '700' }), date_1_1: picked('2026-11-27') });
    expect(panel.screen.notification).to.equal('Logged: Call: promise to pay');
    const [first, second, ...others] = await entries();
    expect(others).to.deep.equal([]);
    expect(second).to.deep.include({ code: 'phone_promise_to_pay', date: '2026-11-27', refersTo: first?._id });
  });

  it('offers no other code for a new call, which is begun with one', async () => {
    const panel = await (await opened('Log a call')).press('Call: no answer');
    expect(panel.fields).to.not.include('code');
    expect(panel.buttons.map(({ text }) => text)).to.not.include('Other code');
  });

  it('keeps in a correction the contact whom the customer no longer has', async () => {
    const panel = await (await opened('Log a call')).press('Call: refused');
    await panel.press('Log: Refused', typed({ contact: '["Kim Osei","kim@kestrel.example"]' }));
    await a().feed(customerRow('C1', { name: 'Kestrel Ltd' }));
    await panel.press('Correct');
    expect(panel.text).to.contain('Kim Osei');
    await panel.press('Log: Refused', typed({ note: 'again' }));
    expect((await entries())[1]?.contact).to.deep.equal({ name: 'Kim Osei', email: 'kim@kestrel.example' });
  });

  it('refuses to write anew what was undone meanwhile', async () => {
    const panel = await (await opened('Log a call')).press('Call: refused');
    await panel.press('Log: Refused');
    const correcting = panel.pressing('Correct');
    await panel.press('Undo');
    expect((await correcting()).notification).to.contain('undone or corrected already');
  });

  it('has one effect where Google asks for consent in between and presses again', async () => {
    const panel = await (await opened('Log a call')).press('Call: no answer');
    world.parts.host.withhold(ANA.email, [SCOPE.read]);
    await panel.press('Log: Call again');
    expect(panel.screen.consent).to.deep.equal([SCOPE.read]);
    const pressed = panel.screen.panel;
    panel.screen = await world.parts.host.consent(pressed);
    expect(panel.screen.notification).to.equal('Logged: Call: no answer');
    expect(await entries()).to.have.length(1);
  });

  it('does not guess the currency of an amount where the customer owes in several', async () => {
    await a().feed(itemRow('300001', { amount: money(5_000, currencyCode('USD')), dueOn: '2026-10-01' }));
    const panel = await opened('Promise');
    const amount = panel.widgets.find(({ textInput }) => textInput?.name === 'amount_1_0')?.textInput;
    expect(amount?.value).to.equal(undefined);
    await panel.press('Save', { ...typed({ amount_1_0: '50', currency: 'USD' }), date_1_0: picked('2026-11-27') });
    expect((await entries())[0]?.amount).to.deep.equal({ minor: 5_000, currency: 'USD' });
  });

  it('takes an entry back altogether from its correction', async () => {
    const panel = await (await opened('Log a call')).press('Call: refused');
    await panel.press('Log: Refused');
    await (await panel.press('Correct')).press('Take it back altogether');
    expect(panel.screen.notification).to.contain('Undone');
    expect(panel.buttons.map(({ text }) => text)).to.not.include('Correct');
  });

  const SAVES: Record<string, { form: string; code?: string; save: string; inputs: FormInputs }> = {
    'a call': { form: 'Call', code: 'Call: no answer', save: 'Log: Call again', inputs: {} },
    'a promise': { form: 'Promise', save: 'Save', inputs: { date_1_0: picked('2026-11-27') } },
    'a dispute': { form: 'Dispute', save: 'Save', inputs: typed({ reason: 'cash_flow', amount_1_0: '10' }) },
    'a note': { form: 'Note', save: 'Save', inputs: typed({ note: 'once' }) },
  };
  for (const [what, { form, code, save, inputs }] of Object.entries(SAVES)) {
    it(`saves ${what} once, however often its button is pressed at once and after, in two processes`, async () => {
      world.takeTurns();
      const panel = await opened(form);
      if (code !== undefined) await panel.press(code);
      const pressed = panel.pressing(save, inputs);
      const screens = await Promise.all(Array.from({ length: 20 }, pressed));
      const last = await pressed();
      expect([...screens, last].map(({ error }) => error)).to.deep.equal(Array.from({ length: 21 }, () => null));
      expect(await entries()).to.have.length(1);
    });
  }

  it('saves a task once, and a promise once whose card was drawn anew between two presses', async () => {
    const task = await opened('Task');
    const put = task.pressing('Save', { ...typed({ note: 'call' }), date_1_0: picked('2026-11-24') });
    await Promise.all([put(), put(), put()]);
    const { body } = await a().get(`/api/tasks?customerId=${a().customerId}`);
    expect(body.tasks).to.have.length(1);

    const panel = await opened('Promise');
    const before = panel.pressing('Save', { date_1_0: picked('2026-11-27') });
    await panel.press('Add a part', { date_1_0: picked('2026-11-27') });
    await before();
    await panel.press('Save', { ...typed({ amount_2_1: '5' }), date_2_1: picked('2026-12-01') });
    expect(panel.screen.notification).to.equal('This form was saved before with other words. See the last contacts.');
    expect(await entries()).to.have.length(1);
  });
});
