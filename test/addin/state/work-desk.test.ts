import { expect } from 'chai';
import { workFor } from '../../../addin/state/work-state.ts';
import { recordActivity, withdrawActivity } from '../../../shared/api/activities.ts';
import { openSession } from '../../../shared/api/sessions.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, anActivity, foundContext } from '../support/a-card.ts';
import type { SidebarSetUp } from '../support/a-sidebar.ts';
import { aSignedInSidebar } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal, SESSION } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

async function withCall(options: { retryAfterMs?: number[] } = {}): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar(options);
  made.api.on(recordActivity, ({ body }) => anActivity({ customerId: body.customerId, code: body.code }));
  made.sidebar.openCall();
  made.sidebar.work.change('c1', { code: 'phone_no_answer' });
  return made;
}

function saving({ sidebar }: SidebarSetUp): string {
  return workFor(sidebar.work.works.value, 'c1').saving.at;
}

/** Another message, of customer `c2`. */
function selectOther({ api, host }: SidebarSetUp): void {
  api.on(readThreadContext, () => foundContext(aCard('c2')));
  host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
}

describe('WorkDesk', () => {
  it('records with code and outcome, shows the entry and closes the form', async () => {
    const made = await withCall();
    made.sidebar.work.toggleItem('c1', 'item-1');
    await made.sidebar.work.log('c1', 'call_again');
    expect(made.api.of(recordActivity)[0]?.body).to.deep.include({
      customerId: 'c1',
      itemIds: ['item-1'],
      outcome: 'call_again',
    });
    expect(made.sidebar.state.value).to.have.nested.property('card.customer.id', 'c1');
    expect(made.sidebar.callOpen.value).to.equal(null);
    expect(workFor(made.sidebar.work.works.value, 'c1')).to.deep.include({ form: null, ticked: [] });
    expect(made.sidebar.said.value).to.equal('Logged: Call: no answer');
  });

  it('sends nothing while something is missing', async () => {
    const made = await withCall();
    made.sidebar.work.change('c1', { code: 'phone_promise_to_pay', amount: '' });
    await made.sidebar.work.log('c1', 'promised_in_full');
    expect(workFor(made.sidebar.work.works.value, 'c1').form?.problem).to.equal('needsAmount');
    expect(made.api.of(recordActivity)).to.deep.equal([]);
  });

  it('keeps the form on a lost connection and sends it again with its key', async () => {
    const made = await withCall();
    made.api.isAway = true;
    await made.sidebar.work.log('c1', 'call_again');
    expect(saving(made)).to.be.oneOf(['not_saved', 'saving']);
    expect(made.sidebar.work.unsaved.value).to.equal(1);
    made.api.isAway = false;
    await eventually(() => made.sidebar.work.unsaved.value === 0);
    const keys = new Set(made.api.of(recordActivity).map(({ key }) => key));
    expect(keys.size).to.equal(1);
    expect(made.api.of(recordActivity).length).to.be.greaterThan(1);
  });

  it('logs once however often the outcome is pressed', async () => {
    const made = await withCall();
    await Promise.all([1, 2, 3].map(() => made.sidebar.work.log('c1', 'call_again')));
    expect(made.api.of(recordActivity)).to.have.length(1);
  });

  it('takes no change of what is on its way', async () => {
    const made = await withCall({ retryAfterMs: [60_000] });
    made.api.isAway = true;
    await made.sidebar.work.log('c1', 'call_again');
    made.sidebar.work.change('c1', { note: 'changed' });
    expect(workFor(made.sidebar.work.works.value, 'c1').form?.note).to.equal('');
    made.sidebar.work.edit('c1');
    made.sidebar.work.change('c1', { note: 'changed' });
    expect(workFor(made.sidebar.work.works.value, 'c1').form?.note).to.equal('changed');
    made.api.isAway = false;
    await made.sidebar.work.log('c1', 'call_again');
    const [first, second] = made.api.of(recordActivity);
    expect(first?.key).to.not.equal(second?.key);
    made.sidebar.work.discardAll();
  });

  it('says what the server refuses, and lets it be mended', async () => {
    const made = await withCall();
    made.api.on(recordActivity, () => {
      throw new Refusal('request_invalid');
    });
    await made.sidebar.work.log('c1', 'call_again');
    expect(saving(made)).to.equal('refused');
    expect(made.sidebar.work.unsaved.value).to.equal(0);
    made.sidebar.work.change('c1', { note: 'mended' });
    expect(saving(made)).to.equal('editing');
  });

  it('keeps what is half-written when another message is opened, and logs it for its own customer', async () => {
    const made = await withCall();
    made.sidebar.work.change('c1', { note: 'half' });
    selectOther(made);
    await eventually(() => made.sidebar.state.value.at === 'customer');
    expect(made.sidebar.state.value).to.have.nested.property('card.customer.id', 'c2');
    expect(made.sidebar.callOpen.value).to.equal(null);
    expect(made.sidebar.work.writings.value).to.deep.equal([{ customer: aCard('c1').customer, unsaved: false }]);
    await made.sidebar.work.log('c1', 'call_again');
    expect(made.api.of(recordActivity)[0]?.body).to.deep.include({
      customerId: 'c1',
      message: { conversation: 'conv-1', internetMessageId: '<m1@contoso.example>', subject: 'Invoice 104233' },
    });
    expect(made.sidebar.state.value).to.have.deep.nested.property('card.lastContacts', []);
  });

  it('forgets a form that nobody wrote in', async () => {
    const made = await withCall();
    made.sidebar.work.change('c1', { code: null });
    selectOther(made);
    expect(workFor(made.sidebar.work.works.value, 'c1').form).to.equal(null);
  });

  it('brings a half-written form back with its customer, without taking the focus', async () => {
    const made = await withCall();
    made.host.select(aMessage({ key: 'read:3' }));
    await eventually(() => made.sidebar.state.value.at === 'customer');
    expect(made.sidebar.callOpen.value).to.deep.equal({ customerId: 'c1', focus: false });
  });

  it('waits for a new sign-in where that has ended, then sends by itself', async () => {
    const made = await withCall();
    made.clock.at = '2026-11-20T10:00:01.000Z';
    made.api.on(recordActivity, ({ token, body }) => {
      if (token === null) throw new Refusal('not_signed_in');
      return anActivity({ customerId: body.customerId });
    });
    await made.sidebar.work.log('c1', 'call_again');
    expect(made.sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'expired' });
    expect(made.sidebar.work.unsaved.value).to.equal(1);
    made.host.accessToken = { token: 'access-2', expiresAt: new Date('2026-11-20T11:00:00.000Z') };
    made.api.on(openSession, () => ({ ...SESSION, expiresAt: '2026-11-20T10:15:00.000Z' }));
    await made.sidebar.signIn();
    expect(made.sidebar.work.unsaved.value).to.equal(0);
  });

  it("logs nothing of one person under another person's name", async () => {
    const made = await withCall();
    made.sidebar.work.change('c1', { note: 'mine' });
    made.sidebar.signOut('asked');
    made.api.on(openSession, () => ({ ...SESSION, user: { ...SESSION.user, id: 'u2' } }));
    await made.sidebar.signIn();
    expect(made.sidebar.work.writings.value).to.deep.equal([]);
  });

  it('undoes an entry with one key, however often it is asked', async () => {
    const made = await withCall();
    await made.sidebar.work.log('c1', 'call_again');
    made.api.on(withdrawActivity, () => anActivity({ withdrawn: true }));
    await made.sidebar.work.withdraw(anActivity());
    await made.sidebar.work.withdraw(anActivity());
    expect(made.api.of(withdrawActivity).map(({ key, path }) => [key, path])).to.deep.equal(
      Array(2).fill(['withdraw-a1', '/api/activities/a1/withdrawals']),
    );
  });
});
