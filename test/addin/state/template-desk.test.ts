import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import { listTemplates, prepareDispatch, previewDispatch, readDispatch } from '../../../shared/api/dispatches.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, aDispatch, aTemplate, CLOSED_GATE, foundContext, OPEN_GATE } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

async function withPreview(gate = OPEN_GATE, item = aMessage()): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar();
  if (item.key !== 'read:1') {
    made.host.select(item);
    await eventually(() => made.sidebar.state.value.at === 'customer');
  }
  made.api.on(listTemplates, () => ({
    templates: [aTemplate()],
    suggested: { templateId: 't1', reason: '41 days past due' },
  }));
  made.api.on(previewDispatch, () => ({ template: aTemplate(), filled: aDispatch().filled, gate }));
  made.api.on(prepareDispatch, () => aDispatch({ gate }));
  made.api.on(readDispatch, () => aDispatch({ gate }));
  made.sidebar.work.toggleItem('c1', 'item-1');
  await made.sidebar.openTemplates();
  await made.sidebar.templates.choose('t1');
  return made;
}

describe('TemplateDesk', () => {
  it('fills the template for what is ticked and for whom the reply goes to', async () => {
    const { sidebar, api } = await withPreview();
    expect(api.of(previewDispatch)[0]?.body).to.deep.include({
      itemIds: ['item-1'],
      recipients: ['ana@contoso.example'],
    });
    expect(sidebar.templates.state.value).to.have.nested.property('preview.gate.open', true);
  });

  it('opens the reply with text and ticket, and says no more than that it is drafted', async () => {
    const { sidebar, host, api } = await withPreview();
    await sidebar.templates.place();
    expect(host.placed).to.have.length(1);
    expect(host.placed[0]?.how).to.equal('reply');
    expect(host.placed[0]?.message).to.deep.include({
      html: '<p>Dear Ana</p>',
      dispatchId: 'd1',
      ticket: 'tenant.secret-secret-secret',
    });
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ via: 'outlook', recipients: ['ana@contoso.example'] });
    expect(sidebar.templates.state.value.at).to.equal('placed');
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('drafted');
  });

  it('inserts into a message that is being written', async () => {
    const item = aMessage({ key: 'compose:conv-1', mode: 'compose' });
    const { sidebar, host } = await withPreview(OPEN_GATE, item);
    await sidebar.templates.place();
    expect(host.placed.map(({ how }) => how)).to.deep.equal(['insert']);
  });

  it('asks for a reason where the gate is closed, and sends it with the state it answers', async () => {
    const { sidebar, api, host } = await withPreview(CLOSED_GATE);
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.include({ at: 'preview', hint: 'overrideShort' });
    sidebar.templates.giveReason('They asked for it.');
    await sidebar.templates.place();
    expect(api.of(prepareDispatch)[0]?.body).to.have.deep.property('override', {
      reason: 'They asked for it.',
      state: 's2',
    });
    expect(host.placed).to.have.length(1);
  });

  it('opens nothing where the gate closed since the preview: the new verdict is read first', async () => {
    const { sidebar, api, host } = await withPreview();
    api.on(prepareDispatch, () => aDispatch({ gate: CLOSED_GATE }));
    await sidebar.templates.place();
    expect(host.placed).to.deep.equal([]);
    expect(sidebar.templates.state.value).to.include({ at: 'preview', hint: 'tooLate' });
    expect(sidebar.templates.state.value).to.have.nested.property('preview.gate.open', false);
  });

  it('shows the verdict of now where the reason was given for another state, and keeps the reason', async () => {
    const { sidebar, api } = await withPreview(CLOSED_GATE);
    api.on(prepareDispatch, () => {
      throw new Refusal('gate_closed');
    });
    sidebar.templates.giveReason('They asked for it.');
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.include({ at: 'preview', hint: 'tooLate' });
    expect(sidebar.templates.state.value).to.have.nested.property('preview.reason', 'They asked for it.');
  });

  it('sends the same request with the same key where no answer came', async () => {
    const { sidebar, api, host } = await withPreview();
    api.isAway = true;
    await sidebar.templates.place();
    expect(sidebar.templates.state.value.at).to.equal('not_prepared');
    api.isAway = false;
    await sidebar.templates.prepareAgain();
    const [first, second] = api.of(prepareDispatch);
    expect(second).to.deep.equal(first);
    expect(host.placed).to.have.length(1);
  });

  it('gives the prepared message to Outlook again, without preparing another', async () => {
    const { sidebar, api, host } = await withPreview();
    host.failure = new HostError('host_refused', 'busy');
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.deep.include({ at: 'not_placed' });
    await sidebar.templates.placeAgain();
    expect(api.of(prepareDispatch)).to.have.length(1);
    expect(host.placed).to.have.length(1);
  });

  it('drops an answer that comes after another message was opened', async () => {
    const { sidebar, host, api } = await withPreview();
    api.on(readThreadContext, () => foundContext(aCard('c2')));
    const placing = sidebar.templates.place();
    host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
    await placing;
    expect(host.placed).to.deep.equal([]);
    expect(sidebar.templates.state.value).to.deep.equal({ at: 'closed' });
  });
});
