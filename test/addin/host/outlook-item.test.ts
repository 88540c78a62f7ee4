import { expect } from 'chai';
import { HostError, type OpenItem } from '../../../addin/host/mail-host.ts';
import { OutlookHost } from '../../../addin/host/outlook-host.ts';
import {
  asyncCall,
  composeItem,
  FakeStore,
  fakeOffice,
  phoneItem,
  protectedItem,
  readItem,
  refusing,
  sharedBy,
} from '../support/fake-office.ts';

const PAGE = 'https://duethread.example/addin/sign-in.html';

function hostOf(item: unknown, context: Record<string, unknown> = {}) {
  const made = fakeOffice(item, context);
  return { ...made, host: new OutlookHost(made.office, PAGE) };
}

async function messageOf(item: unknown): Promise<OpenItem> {
  const opened = await hostOf(item).host.openItem();
  if (opened.is !== 'message') throw new Error(`There is no message: ${opened.why}`);
  return opened.item;
}

async function failureOf(work: Promise<unknown>): Promise<HostError> {
  const error = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).to.be.instanceOf(HostError);
  return error as HostError;
}

describe('OutlookHost.openItem', () => {
  it('reads a message into plain values', async () => {
    expect(await messageOf(readItem())).to.deep.equal({
      key: 'read:id-1',
      mode: 'read',
      subject: 'Invoice 104233',
      participants: [
        { role: 'from', address: 'ana@contoso.example', name: 'Ana Ruiz' },
        { role: 'to', address: 'ar@own.example', name: 'AR' },
      ],
      ownAddress: 'ar@own.example',
      sharedMailbox: null,
      isProtected: false,
      sentAt: '2026-11-20T08:00:00.000Z',
      conversation: 'conv-1',
      internetMessageId: '<m1@contoso.example>',
      references: '<a@x> <b@x> <b@x>',
      replyTo: null,
      text: 'We pay on Friday.',
      carried: null,
    });
  });

  it('reads a message that is being written', async () => {
    const item = await messageOf(composeItem({ html: '<p>Hi</p>', subject: 'Re: 104233' }));
    expect(item).to.deep.include({
      key: 'compose:conv-1',
      mode: 'compose',
      subject: 'Re: 104233',
      references: null,
      sentAt: null,
    });
    expect(item.participants.map(({ role, address }) => `${role} ${address}`)).to.deep.equal([
      'from ar@own.example',
      'to ana@contoso.example',
    ]);
  });

  const absent = [
    { what: 'nothing is open', item: null, why: 'none' },
    { what: 'Outlook has no item at all', item: undefined, why: 'none' },
    { what: 'a meeting is open', item: readItem({ itemType: 'appointment' }), why: 'not_a_message' },
  ];
  for (const { what, item, why } of absent) {
    it(`says why there is no message where ${what}`, async () => {
      const { host } = hostOf(item);
      expect(await host.openItem()).to.deep.equal({ is: 'absent', why });
      expect(host.openItemKey()).to.equal(null);
    });
  }

  const selections = [
    { what: 'several are selected', call: asyncCall(() => [{}, {}]), why: 'several' },
    { what: 'one is selected that is not open', call: asyncCall(() => [{}]), why: 'none' },
    { what: 'Outlook does not let us ask', call: refusing('elevated permission'), why: 'none' },
  ];
  for (const { what, call, why } of selections) {
    it(`tells how many are selected: ${what}`, async () => {
      const { host, mailbox } = hostOf(null);
      Object.assign(mailbox, { getSelectedItemsAsync: call });
      expect(await host.openItem()).to.deep.equal({ is: 'absent', why });
    });
  }

  it('says that a message is protected whose text Outlook refuses, and reads its addresses', async () => {
    const item = await messageOf(protectedItem());
    expect(item).to.deep.include({ isProtected: true, text: null, subject: 'Invoice 104233' });
    expect(item.participants).to.have.length(2);
  });

  it('names the shared mailbox that a message lies in, read or being written', async () => {
    const shared = sharedBy('collections@own.example');
    expect((await messageOf(readItem(shared))).sharedMailbox).to.equal('collections@own.example');
    const draft = composeItem({ html: '', subject: '' }, shared);
    expect((await messageOf(draft)).sharedMailbox).to.equal('collections@own.example');
  });

  it('names no shared mailbox where it is the user’s own, or Outlook does not say', async () => {
    expect((await messageOf(readItem(sharedBy('AR@own.example')))).sharedMailbox).to.equal(null);
    const refused = readItem({ getSharedPropertiesAsync: refusing('save it first') });
    expect((await messageOf(refused)).sharedMailbox).to.equal(null);
  });

  it('does without body, headers and properties where Outlook refuses them', async () => {
    const item = protectedItem({
      getAllInternetHeadersAsync: undefined,
      loadCustomPropertiesAsync: refusing('protected'),
      dateTimeCreated: undefined,
    });
    expect(await messageOf(item)).to.deep.include({ text: null, references: null, carried: null, sentAt: null });
  });

  it('reads what phones show', async () => {
    const item = await messageOf(phoneItem());
    expect(item).to.deep.include({ internetMessageId: null, references: null, sharedMailbox: null });
    expect(item.text).to.equal('We pay on Friday.');
  });

  it('does without recipients where Outlook has none, as of a bounce', async () => {
    const item = await messageOf(readItem({ to: undefined, cc: undefined, from: undefined }));
    expect(item.participants).to.deep.equal([]);
  });

  it('rejects where a part that names the customer cannot be read', async () => {
    const to = { getAsync: refusing('busy') };
    const error = await failureOf(hostOf(composeItem({ html: '', subject: '' }, { to })).host.openItem());
    expect(error.failure).to.equal('host_refused');
    expect(error.message).to.include('busy').and.to.include('9020');
  });

  for (const follows of [readItem({ itemId: 'id-2' }), null, undefined]) {
    it(`gives nothing of a message that ${follows ? 'another' : String(follows)} has taken the place of`, async () => {
      const { host, mailbox } = hostOf(readItem());
      const reading = host.openItem();
      mailbox.item = follows;
      expect((await failureOf(reading)).failure).to.equal('item_changed');
    });
  }

  it('says that the item changed where Outlook refuses what is asked of one that it closed', async () => {
    const to = { getAsync: refusing('the item is gone') };
    const { host, mailbox } = hostOf(composeItem({ html: '', subject: '' }, { to }));
    const reading = host.openItem();
    mailbox.item = readItem();
    expect((await failureOf(reading)).failure).to.equal('item_changed');
  });

  it('reads what the launch-event handlers wrote', async () => {
    const store = new FakeStore();
    store.properties.set('x-duethread-dispatch', 'd1').set('x-duethread-gate', 'not_reached');
    const item = await messageOf(readItem({ ...store }));
    expect(item.carried).to.deep.equal({ dispatchId: 'd1', gateNotReached: true });
  });
});

describe('OutlookHost.watchItem', () => {
  it('hears of another item', async () => {
    const { host, handlers } = hostOf(readItem());
    let heard = 0;
    await host.watchItem(() => {
      heard += 1;
    });
    handlers.get('olkItemSelectedChanged')?.();
    expect(heard).to.equal(1);
  });

  it('does without the event in a client that cannot pin the pane', async () => {
    const refused = hostOf(readItem());
    Object.assign(refused.mailbox, { addHandlerAsync: refusing('not supported') });
    await refused.host.watchItem(() => undefined);
    const missing = hostOf(readItem());
    Object.assign(missing.mailbox, { addHandlerAsync: undefined });
    await missing.host.watchItem(() => undefined);
  });
});

describe('OutlookHost.openInBrowser', () => {
  it('hands the address to Outlook, which knows the browser', () => {
    const opened: string[] = [];
    const ui = { openBrowserWindow: (url: string) => opened.push(url) };
    hostOf(readItem(), { ui }).host.openInBrowser('https://duethread.example/documents/1');
    expect(opened).to.deep.equal(['https://duethread.example/documents/1']);
  });
});
