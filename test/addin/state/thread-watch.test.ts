import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import { ApiError } from '../../../shared/api/client.ts';
import { linkThread, readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, foundContext, UNKNOWN } from '../support/a-card.ts';
import { aSidebar, aSignedInSidebar } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

const contextOf = (id: string) => foundContext(aCard(id));

function messageOf(id: string) {
  return aMessage({ key: `read:${id}`, conversation: id, subject: `From ${id}` });
}

describe('ThreadWatch', () => {
  it('asks for nothing before the sign-in', async () => {
    const { sidebar, host, api } = aSidebar();
    await sidebar.start();
    host.select(messageOf('c2'));
    sidebar.wake();
    expect(api.asked).to.deep.equal([]);
    expect(sidebar.state.value).to.deep.equal({ at: 'signed_out', why: 'start' });
  });

  it('shows the customer of the open message', async () => {
    const { sidebar } = await aSignedInSidebar();
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c1');
    expect(sidebar.said.value).to.equal('Contoso c1 is shown.');
  });

  it('says so where no message is open', async () => {
    const { sidebar, host } = await aSignedInSidebar();
    host.select(null);
    await eventually(() => sidebar.state.value.at === 'no_item');
  });

  it('never shows another customer than that of the open message, however quickly messages are opened', async function () {
    this.timeout(60_000);
    const { sidebar, host, api } = await aSignedInSidebar();
    // Answers come late and out of order: each one waits for a later turn of the event loop than the one before it.
    let held = 0;
    api.on(readThreadContext, async ({ body }) => {
      held += 1;
      for (let turns = (held * 7) % 11; turns > 0; turns -= 1) await new Promise((resolve) => setImmediate(resolve));
      return contextOf(String(body.conversation));
    });
    host.select(messageOf('first'));
    const wrong: string[] = [];
    const stop = sidebar.state.subscribe((state) => {
      if (state.at === 'customer' && state.card.customer.id !== host.item?.conversation)
        wrong.push(state.card.customer.id);
    });
    for (let change = 0; change < 500; change += 1) {
      host.select(messageOf(`c${change % 17}`));
      if (change % 3 === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    host.select(messageOf('last'));
    await eventually(() => sidebar.state.value.at === 'customer');
    stop();
    expect(wrong).to.deep.equal([]);
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'last');
  });

  it('asks once for who leafs through mail', async () => {
    const { sidebar, host, api } = await aSignedInSidebar({ settleMs: 20 });
    const before = api.of(readThreadContext).length;
    for (const id of ['c2', 'c3', 'c4']) host.select(messageOf(id));
    await eventually(() => sidebar.state.value.at === 'customer');
    expect(
      api
        .of(readThreadContext)
        .slice(before)
        .map(({ body }) => (body as { conversation: string }).conversation),
    ).to.deep.equal(['c4']);
  });

  it('reads again where Outlook opened another message while it was read', async () => {
    const { sidebar, host, api } = await aSignedInSidebar();
    let fails = 1;
    host.beforeItem = async () => {
      if (fails-- > 0) throw new HostError('item_changed', 'Another item was opened.');
    };
    api.on(readThreadContext, () => contextOf('c5'));
    host.select(messageOf('c5'));
    await eventually(() => sidebar.state.value.at === 'customer');
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c5');
  });

  it('finds a change that Outlook did not tell of when the pane is looked at again', async () => {
    const { sidebar, host, api } = await aSignedInSidebar();
    api.on(readThreadContext, () => contextOf('c6'));
    host.item = messageOf('c6');
    sidebar.wake();
    expect(sidebar.state.value.at).to.equal('loading');
    await eventually(() => sidebar.state.value.at === 'customer');
  });

  it('refreshes a card of more than a minute when the pane is looked at again, and keeps it on screen', async () => {
    const { sidebar, api, clock } = await aSignedInSidebar();
    const before = api.of(readThreadContext).length;
    clock.at = '2026-11-20T09:01:00.000Z';
    sidebar.wake();
    expect(api.of(readThreadContext).length).to.equal(before);
    clock.at = '2026-11-20T09:01:01.000Z';
    sidebar.wake();
    sidebar.wake();
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c1');
    await eventually(() => {
      const state = sidebar.state.value;
      return state.at === 'customer' && state.freshness.is === 'fresh';
    });
    expect(api.of(readThreadContext).length).to.equal(before + 1);
  });

  it('says that it is offline, and asks again when it is woken', async () => {
    const { sidebar, host, api } = await aSignedInSidebar();
    api.isAway = true;
    host.select(messageOf('c7'));
    await eventually(() => sidebar.state.value.at === 'problem');
    expect(sidebar.state.value).to.have.deep.property('failure', { by: 'network' });
    api.isAway = false;
    sidebar.wake();
    await eventually(() => sidebar.state.value.at === 'customer');
  });

  it('keeps the word of a person on whose thread it is, then asks again', async () => {
    const { sidebar, api, host } = await aSignedInSidebar();
    api.on(linkThread, ({ body }) => ({
      customer: aCard('c9').customer,
      decision: body.decision,
      rememberedFor: [],
    }));
    api.on(readThreadContext, () => contextOf('c9'));
    await sidebar.thread.link(aMessage(), aCard('c9').customer, 'is');
    expect(api.of(linkThread)[0]?.body).to.deep.equal({
      customerId: 'c9',
      decision: 'is',
      conversation: 'conv-1',
      internetMessageId: '<m1@contoso.example>',
      address: 'ana@contoso.example',
    });
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c9');
    expect(host.item?.key).to.equal('read:1');
  });

  it('shows the card for this time only where there is nothing to remember it by', async () => {
    const { sidebar, host, api } = await aSignedInSidebar();
    const draft = aMessage({
      key: 'compose:',
      mode: 'compose',
      participants: [],
      conversation: null,
      internetMessageId: null,
    });
    api.on(readThreadContext, () => UNKNOWN);
    host.select(draft);
    await eventually(() => sidebar.state.value.at === 'unknown');
    await sidebar.thread.link(draft, aCard('c3').customer, 'is');
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c3');
    expect(api.of(linkThread)).to.deep.equal([]);
  });

  it('hands on what the server refuses', async () => {
    const { sidebar, api } = await aSignedInSidebar();
    api.on(linkThread, () => {
      throw new Refusal('customer_not_found');
    });
    const refused = await sidebar.thread.link(aMessage(), aCard().customer, 'is').catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(ApiError).with.property('code', 'customer_not_found');
  });
});
