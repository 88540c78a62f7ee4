import { expect } from 'chai';
import type { OpenItem } from '../../../addin/host/mail-host.ts';
import { readCustomerCard } from '../../../shared/api/customers.ts';
import { overrideGate, readDispatch, readDispatchAttachment, reportDelivery } from '../../../shared/api/dispatches.ts';
import { reportSeenMessage } from '../../../shared/api/seen-messages.ts';
import { aDispatch, aFilled, CLOSED_GATE } from '../support/a-card.ts';
import { aSidebar, aSignedInSidebar, type SidebarOptions, type SidebarSetUp } from '../support/a-sidebar.ts';
import { eventually } from '../support/eventually.ts';
import { Refusal } from '../support/fake-api.ts';
import { aMessage } from '../support/fake-host.ts';

const carried = { dispatchId: 'd1', gateNotReached: false };
const OWN = { role: 'from', address: 'ar@own.example', name: '' } as const;
const draft = aMessage({ key: 'compose:conv-1', mode: 'compose', carried });
const ANA = { role: 'to', address: 'ana@contoso.example', name: 'Ana Ruiz' } as const;
const sentCopy = aMessage({ key: 'read:9', participants: [OWN, ANA], carried });
const ownMail = aMessage({ key: 'read:6', participants: [OWN, ANA], internetMessageId: '<m6@own.example>' });

async function opened(item: OpenItem, view = aDispatch(), options: SidebarOptions = {}): Promise<SidebarSetUp> {
  const made = await aSignedInSidebar(options);
  made.api.on(readDispatch, () => view);
  made.api.on(reportSeenMessage, () => ({ seenAs: 'dispatch' as const, activityId: 'a1', dispatch: view }));
  made.api.on(reportDelivery, ({ body }) => aDispatch({ delivery: body.delivery }));
  made.api.on(overrideGate, () => view);
  made.host.select(item);
  await eventually(() => made.sidebar.dispatches.current.value !== null);
  return made;
}

/** Another message is opened, and its customer is on screen. */
async function select({ host, sidebar }: SidebarSetUp, item: OpenItem): Promise<void> {
  host.select(item);
  await eventually(() => {
    const state = sidebar.state.value;
    return state.at === 'customer' && state.item?.key === item.key && state.freshness.is === 'fresh';
  });
}

describe('DispatchWatch', () => {
  it('shows what is known of the template in a message being written, and reports nothing', async () => {
    const { sidebar, api } = await opened(draft, aDispatch({ gate: CLOSED_GATE }));
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('drafted');
    expect([...api.of(reportDelivery), ...api.of(reportSeenMessage)]).to.deep.equal([]);
  });

  it('tells the server of a sent copy that is opened, with what it carries, and shows what that confirms', async () => {
    const { sidebar, api } = await opened(sentCopy, aDispatch({ delivery: 'confirmed' }));
    expect(api.of(reportSeenMessage)[0]?.body).to.deep.equal({
      customerId: 'c1',
      client: 'outlook',
      from: 'ar@own.example',
      recipients: ['ana@contoso.example'],
      subject: 'Invoice 104233',
      sentAt: '2026-11-20T08:00:00.000Z',
      conversation: 'conv-1',
      internetMessageId: '<m1@contoso.example>',
      dispatchId: 'd1',
      gateNotReached: false,
    });
    expect(sidebar.dispatches.current.value?.view.delivery).to.equal('confirmed');
    expect(api.of(reportDelivery)).to.deep.equal([]);
  });

  it('tells it once a sign-in, and shows the message as it is by then', async () => {
    const made = await opened(sentCopy, aDispatch({ delivery: 'confirmed' }));
    await select(made, aMessage({ key: 'read:8', internetMessageId: '<m8@contoso.example>' }));
    made.api.on(readDispatch, () => aDispatch({ delivery: 'bounced' }));
    await select(made, sentCopy);
    await eventually(() => made.sidebar.dispatches.current.value?.view.delivery === 'bounced');
    expect(made.api.of(reportSeenMessage)).to.have.length(1);
    made.sidebar.sending.forget();
    await select(made, aMessage({ key: 'read:8', internetMessageId: '<m8@contoso.example>' }));
    await select(made, sentCopy);
    await eventually(() => made.api.of(reportSeenMessage).length === 2);
  });

  it('tells it again where no answer came', async () => {
    const made = await aSignedInSidebar();
    made.api.on(reportSeenMessage, () => {
      throw new Refusal('log_busy');
    });
    await select(made, ownMail);
    await eventually(() => made.api.of(reportSeenMessage).length === 1);
    await select(made, aMessage());
    made.api.on(reportSeenMessage, () => ({ seenAs: 'logged' as const, activityId: 'a9', dispatch: null }));
    await select(made, ownMail);
    await eventually(() => made.sidebar.dispatches.loggedAs.value === 'a9');
  });

  it('says of mail without a template that it is in the log, and shows the figures after it', async () => {
    const made = await aSignedInSidebar();
    made.api.on(reportSeenMessage, () => ({ seenAs: 'logged' as const, activityId: 'a9', dispatch: null }));
    await select(made, ownMail);
    await eventually(() => made.sidebar.dispatches.loggedAs.value === 'a9');
    expect(made.api.of(reportSeenMessage)[0]?.body).to.not.have.any.keys('dispatchId', 'gateNotReached');
    await eventually(() => made.api.of(readCustomerCard).length > 0);
    await select(made, aMessage());
    expect(made.sidebar.dispatches.loggedAs.value).to.equal(null);
  });

  it('tells of mail from the shared mailbox that it lies in', async () => {
    const made = await aSignedInSidebar();
    made.api.on(reportSeenMessage, () => ({ seenAs: 'none' as const, activityId: null, dispatch: null }));
    const from = { role: 'from', address: 'collections@own.example', name: '' } as const;
    await select(made, aMessage({ key: 'read:5', participants: [from, ANA], sharedMailbox: from.address }));
    await eventually(() => made.api.of(reportSeenMessage).length === 1);
    expect(made.sidebar.dispatches.loggedAs.value).to.equal(null);
  });

  it("tells nothing of a message of somebody else's, nor of one that is being written", async () => {
    const { api } = await opened(aMessage({ key: 'read:8', carried }));
    expect(api.of(reportSeenMessage)).to.deep.equal([]);
  });

  it('tells nothing while nobody is signed in', async () => {
    const made = aSidebar();
    made.host.item = sentCopy;
    await made.sidebar.start();
    made.host.select(ownMail);
    made.sidebar.wake();
    await made.sidebar.signIn();
    made.sidebar.signOut('asked');
    made.host.select(sentCopy);
    made.sidebar.wake();
    expect(made.api.of(reportSeenMessage).filter(({ token }) => token === null)).to.deep.equal([]);
    expect(made.api.of(reportSeenMessage).length).to.be.at.most(1);
  });

  it('drops what it hears of a message that was left', async () => {
    const made = await aSignedInSidebar();
    let answer: () => void = () => undefined;
    made.api.on(reportSeenMessage, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return { seenAs: 'dispatch' as const, activityId: 'a1', dispatch: aDispatch({ delivery: 'confirmed' }) };
    });
    await select(made, sentCopy);
    await eventually(() => made.api.of(reportSeenMessage).length === 1);
    await select(made, aMessage());
    answer();
    await eventually(() => made.api.of(readCustomerCard).length > 0);
    expect(made.sidebar.dispatches.current.value).to.equal(null);
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
    const { sidebar, api } = await opened(sentCopy, aDispatch({ delivery: 'confirmed' }));
    await eventually(() => api.of(readCustomerCard).length === 1);
    expect(sidebar.state.value).to.have.nested.property('card.customer.id', 'c1');
  });
});

describe('the files of a message that is being written', () => {
  const STATEMENT = {
    wish: { kind: 'statement' as const },
    fileName: 'statement.pdf',
    contentType: 'application/pdf',
    size: null,
  };
  const withFile = aDispatch({ filled: aFilled({ attachments: [STATEMENT] }) });

  it('are told to be missing, and attached when asked', async () => {
    const { sidebar, api, host } = await opened(draft, withFile);
    await eventually(() => sidebar.dispatches.current.value?.missing.length === 1);
    api.on(readDispatchAttachment, () => ({ fileName: 'statement.pdf', contentType: '', base64: 'QQ==' }));
    await sidebar.dispatches.attachMissing();
    expect(host.attached).to.deep.equal(['statement.pdf']);
    expect(sidebar.dispatches.current.value?.missing).to.deep.equal([]);
  });

  it('are not told to be missing where the message has them', async () => {
    const made = await aSignedInSidebar();
    made.host.attached = ['statement.pdf'];
    made.api.on(readDispatch, () => withFile);
    await select(made, draft);
    await eventually(() => made.sidebar.dispatches.current.value !== null);
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.sidebar.dispatches.current.value?.missing).to.deep.equal([]);
  });

  it('say what went wrong, and stay missing', async () => {
    const { sidebar, api } = await opened(draft, withFile);
    api.on(readDispatchAttachment, () => {
      throw new Refusal('database_unavailable');
    });
    await sidebar.dispatches.attachMissing();
    expect(sidebar.dispatches.current.value?.failure).to.include({ by: 'server' });
    expect(sidebar.dispatches.current.value?.missing).to.deep.equal([STATEMENT]);
  });
});
