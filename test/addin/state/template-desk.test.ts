import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import type { SidebarState } from '../../../addin/state/sidebar-state.ts';
import {
  listTemplates,
  prepareDispatch,
  previewDispatch,
  readDispatch,
  readDispatchAttachment,
  reportDelivery,
} from '../../../shared/api/dispatches.ts';
import { readThreadContext } from '../../../shared/api/thread-context.ts';
import { aCard, aDispatch, aFilled, aTemplate, CLOSED_GATE, foundContext, OPEN_GATE } from '../support/a-card.ts';
import { aSignedInSidebar, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage, CAN_ALL } from '../support/fake-host.ts';

const STATEMENT = {
  wish: { kind: 'statement' as const },
  fileName: 'statement.pdf',
  contentType: 'application/pdf',
  size: null,
};
const GREETING = { kind: 'free' as const, name: 'greeting', text: 'Dear Ana,', original: 'Dear Ana,' };
const draft = aMessage({ key: 'compose:conv-1', mode: 'compose' });

/** The pane with templates that the server fills as it should. */
async function withTemplates(gate = OPEN_GATE, item = aMessage()): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar();
  if (item.key !== 'read:1') {
    made.host.select(item);
    await eventually(() => made.sidebar.state.value.at === 'customer');
  }
  made.api.on(listTemplates, () => ({
    templates: [aTemplate()],
    suggested: { templateId: 't1', reason: '41 days past due' },
  }));
  made.api.on(previewDispatch, ({ body }) => {
    const text = body.freeParts?.find(({ name }) => name === 'greeting')?.text ?? GREETING.original;
    const parts = [{ ...GREETING, text }, ...aFilled().parts];
    return { template: aTemplate(), filled: aFilled({ parts }), gate, attachable: [STATEMENT] };
  });
  made.api.on(prepareDispatch, ({ body }) => {
    const attachments = body.attachments === undefined ? [] : [STATEMENT];
    return aDispatch({ gate, filled: aFilled({ attachments }) });
  });
  made.api.on(readDispatchAttachment, () => ({
    fileName: 'statement.pdf',
    contentType: 'application/pdf',
    base64: 'QQ==',
  }));
  made.api.on(readDispatch, () => aDispatch({ gate }));
  made.sidebar.work.toggleItem('c1', 'item-1');
  await made.sidebar.openTemplates();
  return made;
}

async function withPreview(gate = OPEN_GATE, item = aMessage()): Promise<SidebarSetUp> {
  const made = await withTemplates(gate, item);
  await made.sidebar.templates.choose('t1');
  return made;
}

function previewOf({ sidebar }: SidebarSetUp) {
  const state = sidebar.templates.state.value;
  if (state.at !== 'preview') throw new Error(`There is no preview, but ${state.at}.`);
  return state.preview;
}

describe('TemplateDesk', () => {
  it('fills the template for what is ticked and for whom the reply goes to', async () => {
    const { sidebar, api } = await withPreview();
    expect(api.of(previewDispatch)).to.have.length(1);
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
      files: [],
    });
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ via: 'outlook', recipients: ['ana@contoso.example'] });
    expect(sidebar.templates.state.value.at).to.equal('placed');
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('drafted');
  });

  it('inserts into a message that is being written', async () => {
    const { sidebar, host } = await withPreview(OPEN_GATE, draft);
    await sidebar.templates.place();
    expect(host.placed.map(({ how }) => how)).to.deep.equal(['insert']);
  });

  it('opens a new message for the contacts that are chosen, one at least', async () => {
    const made = await withPreview();
    const { sidebar, host, api } = made;
    sidebar.templates.goBy('new');
    expect(previewOf(made).recipients).to.deep.equal(['ana@contoso.example']);
    sidebar.templates.toggleRecipient('ana@contoso.example');
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.include({ at: 'preview', hint: 'noRecipient' });
    sidebar.templates.toggleRecipient('ana@contoso.example');
    await sidebar.templates.place();
    expect(host.placed.map(({ how, recipients }) => [how, recipients])).to.deep.equal([
      ['new', ['ana@contoso.example']],
    ]);
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ recipients: ['ana@contoso.example'] });
  });

  it('opens a new message for a card that was opened by itself, and watches it without a message', async () => {
    const { sidebar, host, api } = await withTemplates();
    api.on(reportDelivery, ({ body }) => aDispatch({ delivery: body.delivery }));
    await sidebar.openCustomer(aCard('c2').customer);
    await sidebar.openTemplates();
    await sidebar.templates.choose('t1');
    await sidebar.templates.place();
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ customerId: 'c2' }).and.to.not.have.property('message');
    expect(host.placed.map(({ how, recipients }) => [how, recipients])).to.deep.equal([
      ['new', ['ana@contoso.example']],
    ]);
    expect(sidebar.dispatches.current.value).to.include({ item: null });
    await sidebar.dispatches.markSent();
    expect(api.of(reportDelivery)[0]?.body).to.deep.equal({ delivery: 'attempted', detail: 'the user says so' });
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('attempted');
  });

  it('takes no later message of the thread for the new one', async () => {
    const { sidebar, host, api } = await withPreview();
    sidebar.templates.goBy('new');
    await sidebar.templates.place();
    api.on(readThreadContext, () => foundContext(aCard()));
    host.select(aMessage({ key: 'read:7' }));
    await eventually(() => keyOf(sidebar.state.value) === 'read:7');
    expect(sidebar.dispatches.current.value).to.equal(null);
  });

  it('says before anything is prepared that the text is too long for a form', async () => {
    const made = await withPreview();
    const { sidebar, api, host } = made;
    const filled = aFilled({ html: 'ü'.repeat(17_000) });
    api.on(previewDispatch, () => ({ template: aTemplate(), filled, gate: OPEN_GATE, attachable: [] }));
    sidebar.templates.write('greeting', 'A long story');
    sidebar.templates.renewSoon();
    await eventually(() => previewOf(made).filled.html.length > 1_000);
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.include({ at: 'preview', hint: 'tooLong' });
    expect([api.of(prepareDispatch).length, host.placed.length]).to.deep.equal([0, 0]);
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
    const made = await withPreview(CLOSED_GATE);
    made.api.on(prepareDispatch, () => {
      throw new Refusal('gate_closed');
    });
    made.sidebar.templates.giveReason('They asked for it.');
    await made.sidebar.templates.place();
    expect(made.sidebar.templates.state.value).to.include({ at: 'preview', hint: 'tooLate' });
    expect(previewOf(made).work.reason).to.equal('They asked for it.');
  });

  it('keeps what was written where the server would not prepare it', async () => {
    const made = await withPreview();
    made.api.on(prepareDispatch, () => {
      throw new Refusal('request_invalid');
    });
    made.sidebar.templates.write('greeting', 'Hi Ana,');
    await made.sidebar.templates.place();
    expect(previewOf(made).renewal).to.include({ by: 'server', code: 'request_invalid' });
    expect(previewOf(made).work.freeParts).to.deep.equal({ greeting: 'Hi Ana,' });
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

  it('leaves the text to be copied where Outlook opens nothing, and watches what becomes of it', async () => {
    const { sidebar, host } = await withPreview();
    sidebar.templates.goBy('new');
    host.failure = new HostError('no_such_mailbox', 'ErrorNonExistentMailbox');
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.have.nested.property('failure.failure', 'no_such_mailbox');
    expect(sidebar.dispatches.current.value).to.equal(null);
    sidebar.templates.copied();
    expect(sidebar.templates.state.value).to.include({ at: 'placed', way: 'copy' });
    await eventually(() => sidebar.dispatches.current.value?.view.id === 'd1');
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

  it('opens nothing where another message was opened while the files were fetched', async () => {
    const { sidebar, host, api } = await withPreview();
    let fetched: () => void = () => undefined;
    api.on(readDispatchAttachment, async () => {
      await new Promise<void>((resolve) => {
        fetched = resolve;
      });
      return { fileName: 'statement.pdf', contentType: 'application/pdf', base64: 'QQ==' };
    });
    sidebar.templates.toggleFile(STATEMENT.wish);
    const placing = sidebar.templates.place();
    await eventually(() => api.of(readDispatchAttachment).length === 1);
    host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
    fetched();
    await placing;
    expect(host.placed).to.deep.equal([]);
  });
});

describe('what is written in a template', () => {
  it('is filled in by the server once the field is left, and sent along', async () => {
    const made = await withPreview();
    const { sidebar, api } = made;
    sidebar.templates.write('greeting', 'Hi');
    sidebar.templates.write('greeting', 'Hi Ana,');
    expect(api.of(previewDispatch)).to.have.length(1);
    sidebar.templates.renewSoon();
    await eventually(() => api.of(previewDispatch).length === 2);
    const freeParts = [{ name: 'greeting', text: 'Hi Ana,' }];
    expect(api.of(previewDispatch)[1]?.body).to.deep.include({ freeParts });
    await eventually(() => previewOf(made).renewal === 'done');
    expect(previewOf(made).filled.parts[0]).to.deep.include({ text: 'Hi Ana,', original: 'Dear Ana,' });
    await sidebar.templates.place();
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ freeParts });
  });

  it('may be nothing at all, and is not sent where it is the approved words', async () => {
    const { sidebar, api } = await withPreview();
    sidebar.templates.write('greeting', '');
    sidebar.templates.renewSoon();
    await eventually(() => api.of(previewDispatch).length === 2);
    expect(api.of(previewDispatch)[1]?.body).to.deep.include({ freeParts: [{ name: 'greeting', text: '' }] });
    sidebar.templates.restore('greeting');
    await eventually(() => api.of(previewDispatch).length === 3);
    expect(api.of(previewDispatch)[2]?.body).to.not.have.property('freeParts');
  });

  it('is never overtaken by the answer to an earlier text', async () => {
    const made = await withPreview();
    const { sidebar, api } = made;
    const answers: (() => void)[] = [];
    api.on(previewDispatch, async ({ body }) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      const text = body.freeParts?.[0]?.text ?? '';
      return {
        template: aTemplate(),
        filled: aFilled({ parts: [{ ...GREETING, text }] }),
        gate: OPEN_GATE,
        attachable: [],
      };
    });
    sidebar.templates.write('greeting', 'first');
    sidebar.templates.renewSoon();
    await eventually(() => answers.length === 1);
    sidebar.templates.write('greeting', 'second');
    sidebar.templates.renewSoon();
    await eventually(() => answers.length === 2);
    answers[1]?.();
    await eventually(() => previewOf(made).renewal === 'done');
    answers[0]?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(previewOf(made).filled.parts[0]?.text).to.equal('second');
    expect(previewOf(made).work.freeParts).to.deep.equal({ greeting: 'second' });
  });

  it('survives a preview that the server refuses or that gets no answer', async () => {
    const made = await withPreview();
    const { sidebar, api } = made;
    api.isAway = true;
    sidebar.templates.write('greeting', 'Hi');
    sidebar.templates.renewSoon();
    await eventually(() => typeof previewOf(made).renewal === 'object');
    expect(previewOf(made).work.freeParts).to.deep.equal({ greeting: 'Hi' });
    expect(previewOf(made).filled.parts[0]).to.deep.include({ text: 'Dear Ana,' });
    api.isAway = false;
    sidebar.templates.renewSoon();
    await eventually(() => previewOf(made).renewal === 'done');
    expect(previewOf(made).filled.parts[0]).to.deep.include({ text: 'Hi' });
  });

  it('is there again for the same customer and template after other messages, and for no other', async () => {
    const made = await withPreview(CLOSED_GATE);
    const { sidebar, host, api } = made;
    sidebar.templates.giveReason('They asked for it.');
    sidebar.templates.write('greeting', 'Hi');
    api.on(readThreadContext, () => foundContext(aCard('c2')));
    host.select(aMessage({ key: 'read:2', conversation: 'conv-2' }));
    await eventually(() => keyOf(sidebar.state.value) === 'read:2');
    await sidebar.openTemplates();
    await sidebar.templates.choose('t1');
    expect(previewOf(made).work).to.deep.equal({ reason: '', freeParts: {}, files: [] });
    api.on(readThreadContext, () => foundContext(aCard('c1')));
    host.select(aMessage());
    await eventually(() => keyOf(sidebar.state.value) === 'read:1');
    await sidebar.openTemplates();
    await sidebar.templates.choose('t1');
    expect(previewOf(made).work).to.deep.include({ reason: 'They asked for it.', freeParts: { greeting: 'Hi' } });
    await eventually(() => previewOf(made).filled.parts[0]?.text === 'Hi');
    await sidebar.templates.place();
    await sidebar.openTemplates();
    await sidebar.templates.choose('t1');
    expect(previewOf(made).work.reason).to.equal('');
  });

  it('is let go where the template has no such part any more', async () => {
    const made = await withPreview();
    const { sidebar, api } = made;
    sidebar.templates.write('greeting', 'Hi');
    sidebar.templates.close();
    api.on(previewDispatch, () => ({ template: aTemplate(), filled: aFilled(), gate: OPEN_GATE, attachable: [] }));
    await sidebar.openTemplates();
    const asked = api.of(previewDispatch).length;
    await sidebar.templates.choose('t1');
    expect(api.of(previewDispatch).slice(asked)).to.have.length(1);
    await sidebar.templates.place();
    expect(api.of(prepareDispatch)[0]?.body).to.not.have.property('freeParts');
  });

  it("is not another person's", async () => {
    const made = await withPreview();
    made.sidebar.templates.write('greeting', 'Hi');
    made.sidebar.sending.forget();
    expect(made.sidebar.templates.state.value.at).to.equal('closed');
    await made.sidebar.openTemplates();
    await made.sidebar.templates.choose('t1');
    expect(previewOf(made).work.freeParts).to.deep.equal({});
  });
});

describe('the files of a template', () => {
  async function withFile(item = aMessage(), changes: Partial<typeof CAN_ALL> = {}): Promise<SidebarSetUp> {
    const made = await withPreview(OPEN_GATE, item);
    made.host.can = { ...CAN_ALL, ...changes };
    made.sidebar.templates.toggleFile(STATEMENT.wish);
    return made;
  }

  it('go with the preview and the message, and into the reply form where the client takes them', async () => {
    const { sidebar, api, host } = await withFile();
    await eventually(() => api.of(previewDispatch).length === 2);
    const attachments = [{ kind: 'statement' }];
    expect(api.of(previewDispatch)[1]?.body).to.deep.include({ attachments });
    await sidebar.templates.place();
    expect(api.of(prepareDispatch)[0]?.body).to.deep.include({ attachments });
    expect(api.of(readDispatchAttachment)[0]?.path).to.equal('/api/dispatches/d1/attachments/0');
    expect(host.placed[0]?.message.files).to.deep.equal([{ name: 'statement.pdf', base64: 'QQ==' }]);
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [] });
  });

  it('are told to be left where the form takes none', async () => {
    const { sidebar, host, api } = await withFile(aMessage(), { attachToForm: false });
    await sidebar.templates.place();
    expect(host.placed[0]?.message.files).to.deep.equal([]);
    expect(api.of(readDispatchAttachment)).to.deep.equal([]);
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [STATEMENT] });
  });

  it('are told to be left by a new message, whose form takes none in any client', async () => {
    const { sidebar, host } = await withFile();
    sidebar.templates.goBy('new');
    await sidebar.templates.place();
    expect(host.placed[0]?.message.files).to.deep.equal([]);
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [STATEMENT] });
  });

  it('are put into a message that is being written, after its text', async () => {
    const { sidebar, host } = await withFile(draft);
    await sidebar.templates.place();
    expect(host.placed).to.have.length(1);
    expect(host.attached).to.deep.equal(['statement.pdf']);
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [], failure: null });
  });

  it('are tried again without the text where they failed', async () => {
    const { sidebar, host, api } = await withFile(draft);
    api.on(readDispatchAttachment, () => {
      throw new Refusal('database_unavailable');
    });
    await sidebar.templates.place();
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [STATEMENT] });
    expect(sidebar.templates.state.value).to.have.nested.property('failure.by', 'server');
    api.on(readDispatchAttachment, () => ({ fileName: 'statement.pdf', contentType: '', base64: 'QQ==' }));
    await sidebar.templates.attachLeft();
    expect(host.attached).to.deep.equal(['statement.pdf']);
    expect(host.placed).to.have.length(1);
    expect(sidebar.templates.state.value).to.deep.include({ at: 'placed', left: [], failure: null });
  });
});

function keyOf(state: SidebarState): string | null {
  return state.at === 'customer' ? (state.item?.key ?? null) : null;
}
