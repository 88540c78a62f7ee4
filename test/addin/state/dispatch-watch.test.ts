import { expect } from 'chai';
import type { OpenItem } from '../../../addin/host/mail-host.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { overrideGate, readDispatch, reportDelivery } from '../../../shared/api/dispatches.ts';
import { aDispatch, CLOSED_GATE } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarOptions, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

const carried = { dispatchId: 'd1', gateNotReached: false };
const OWN = { role: 'from', address: 'ar@own.example', name: '' } as const;
const draft = aMessage({ key: 'compose:conv-1', mode: 'compose', carried });
const sentCopy = aMessage({ key: 'read:9', participants: [OWN], carried });

async function opened(item: OpenItem, view = aDispatch(), options: SidebarOptions = {}): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar(options);
  made.api.on(readDispatch, () => view);
  made.api.on(reportDelivery, ({ body }) => aDispatch({ delivery: body.delivery }));
  made.api.on(overrideGate, () => view);
  made.host.select(item);
  await eventually(() => made.sidebar.dispatches.current.value !== null);
  return made;
}

describe('DispatchWatch', () => {
  it('shows what is known of the template in a message being written, and reports nothing', async () => {
    const { sidebar, api } = await opened(draft, aDispatch({ gate: CLOSED_GATE }));
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('drafted');
    expect(api.of(reportDelivery)).to.deep.equal([]);
  });

  it('confirms when the sent copy is opened', async () => {
    const { sidebar, api } = await opened(sentCopy, aDispatch({ delivery: 'attempted' }));
    expect(api.of(reportDelivery)[0]).to.deep.include({ path: '/api/dispatches/d1/deliveries', key: 'confirmed-d1' });
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('confirmed');
  });

  it('reports nothing anew of what is confirmed', async () => {
    const { api } = await opened(sentCopy, aDispatch({ delivery: 'confirmed' }));
    expect(api.of(reportDelivery)).to.deep.equal([]);
  });

  it("confirms nothing by a message of somebody else's", async () => {
    const { api } = await opened(aMessage({ key: 'read:8', carried }));
    expect(api.of(reportDelivery)).to.deep.equal([]);
  });

  it('keeps the reason for going on with the state of the data it is for', async () => {
    const { sidebar, api } = await opened(draft, aDispatch({ gate: CLOSED_GATE }));
    await sidebar.dispatches.giveReason('They asked for it.');
    expect(api.of(overrideGate)[0]?.body).to.deep.equal({ reason: 'They asked for it.', state: 's2' });
    expect(sidebar.dispatches.current.value?.reasonKept).to.equal(true);
  });

  it('shows the verdict of now where the reason came too late', async () => {
    const { sidebar, api } = await opened(draft, aDispatch({ gate: CLOSED_GATE }));
    api.on(overrideGate, () => {
      throw new Refusal('gate_closed');
    });
    api.on(readDispatch, () => aDispatch({ gate: { ...CLOSED_GATE, state: 's3' } }));
    await sidebar.dispatches.giveReason('They asked for it.');
    expect(sidebar.dispatches.current.value).to.have.nested.property('view.gate.state', 's3');
    expect(sidebar.dispatches.current.value?.reasonKept).to.equal(false);
  });

  it('says what the user says of sending', async () => {
    const { sidebar, api } = await opened(draft);
    await sidebar.dispatches.markSent();
    expect(api.of(reportDelivery)[0]?.body).to.deep.include({ delivery: 'attempted' });
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('attempted');
  });

  it('sees by itself that the gate has closed for a message that is being written', async () => {
    const { sidebar, api, host } = await opened(draft, aDispatch(), { lookEveryMs: 1 });
    api.on(readDispatch, () => aDispatch({ gate: CLOSED_GATE }));
    await eventually(() => sidebar.dispatches.current.value?.view.gate.open === false);
    host.select(null);
    const asked = api.of(readDispatch).length;
    await eventually(() => sidebar.state.value.at === 'no_item');
    expect(api.of(readDispatch).length).to.be.at.most(asked + 1);
  });

  it('keeps what is on screen where no answer comes, and looks again', async () => {
    const { sidebar, api, host } = await opened(draft, aDispatch(), { lookEveryMs: 1 });
    api.isAway = true;
    const asked = api.of(readDispatch).length;
    await eventually(() => api.of(readDispatch).length > asked + 1);
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('drafted');
    host.select(null);
  });

  it('says that a reason was kept only for the state of the data it was given for', async () => {
    const { sidebar, api } = await opened(draft, aDispatch({ gate: CLOSED_GATE }));
    await sidebar.dispatches.giveReason('They asked for it.');
    await sidebar.dispatches.lookAgain();
    expect(sidebar.dispatches.current.value?.reasonKept).to.equal(true);
    api.on(readDispatch, () => aDispatch({ gate: { ...CLOSED_GATE, state: 's3' } }));
    await sidebar.dispatches.lookAgain();
    expect(sidebar.dispatches.current.value?.reasonKept).to.equal(false);
  });

  it('shows the figures of after the report', async () => {
    const { sidebar, api } = await opened(sentCopy, aDispatch({ delivery: 'attempted' }));
    await eventually(() => api.of(readCustomerCard).length === 1);
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c1');
  });
});
