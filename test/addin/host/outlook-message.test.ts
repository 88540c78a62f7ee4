import { expect } from 'chai';
import { HostError, type MessageToPlace } from '../../../addin/host/mail-host.ts';
import { OutlookHost } from '../../../addin/host/outlook-host.ts';
import { asyncCall, composeItem, FakeStore, fakeOffice, readItem, type Written } from '../support/fake-office.ts';

const PAGE = 'https://duethread.example/addin/sign-in.html';
const FILE = { name: 'statement.pdf', base64: 'QQ==' };
const MESSAGE: MessageToPlace = {
  subject: 'Open invoices',
  html: '<p>Dear Ana</p>',
  text: 'Dear Ana',
  dispatchId: 'd1',
  ticket: 't.1',
  files: [],
};
const MARKED = '<div id="duethread-ticket:d1:t.1"><p>Dear Ana</p></div>';

/** Outlook of that Mailbox set beside the item; `mailbox` are calls of the mailbox itself. */
function hostOf(item: unknown, set = 16, mailbox: Record<string, unknown> = {}) {
  const requirements = { isSetSupported: (_name: string, version: string) => Number(version.split('.')[1]) <= set };
  const made = fakeOffice(item, { requirements });
  Object.assign(made.mailbox, mailbox);
  return new OutlookHost(made.office, PAGE);
}

function refused(name: string) {
  return (...given: unknown[]) =>
    (given.at(-1) as (result: unknown) => void)({ status: 'failed', error: { name, message: '', code: 9000 } });
}

async function failureOf(work: Promise<unknown>): Promise<HostError> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).to.be.instanceOf(HostError);
  return error as HostError;
}

/** A message being written that takes files, with those that it has. */
function takingFiles(written: Written, names: string[] = []) {
  return composeItem(written, {
    getAttachmentsAsync: asyncCall(() => names.map((name) => ({ name }))),
    addFileAttachmentFromBase64Async: asyncCall((base64: string, name: string) => {
      names.push(`${name} ${base64}`);
    }),
  });
}

describe('OutlookHost.can', () => {
  const form = { displayReplyFormAsync: () => undefined };
  const taking = { addFileAttachmentFromBase64Async: () => undefined };
  const clients = [
    {
      what: 'the web',
      item: readItem(form),
      set: 16,
      forms: true,
      can: ['reply', 'newMessage', 'attachToForm', 'attachToDraft'],
    },
    { what: 'Mac', item: readItem(form), set: 14, forms: true, can: ['reply', 'newMessage', 'attachToDraft'] },
    {
      what: 'a client of the floor',
      item: readItem({ displayReplyForm: () => undefined }),
      set: 5,
      forms: false,
      can: ['reply'],
    },
    {
      what: 'a message that is written',
      item: composeItem({ html: '', subject: '' }, taking),
      set: 14,
      forms: false,
      can: ['attachToDraft'],
    },
    {
      what: 'an old message that is written',
      item: composeItem({ html: '', subject: '' }),
      set: 16,
      forms: false,
      can: ['attachToForm'],
    },
    { what: 'no message', item: null, set: 14, forms: true, can: ['newMessage', 'attachToDraft'] },
  ];
  for (const { what, item, set, forms, can } of clients) {
    it(`is looked up at the calls of ${what}`, () => {
      const all = hostOf(item, set, forms ? { displayNewMessageFormAsync: () => undefined } : {}).can;
      const able = (['reply', 'newMessage', 'attachToForm', 'attachToDraft'] as const).filter((name) => all[name]);
      expect(able).to.deep.equal(can);
    });
  }
});

describe('OutlookHost.reply', () => {
  it('takes files along as they are', async () => {
    const forms: unknown[] = [];
    const item = readItem({ displayReplyAllFormAsync: asyncCall((form: unknown) => forms.push(form)) });
    await hostOf(item).reply('read:id-1', { ...MESSAGE, files: [FILE] }, true);
    expect(forms).to.deep.equal([
      {
        htmlBody: MARKED,
        attachments: [{ type: 'base64', name: 'statement.pdf', base64file: 'QQ==', inLine: false }],
      },
    ]);
  });
});

describe('OutlookHost.newMessage', () => {
  it('opens the form with recipients, subject and text, and nothing that it does not know', async () => {
    const forms: unknown[] = [];
    const host = hostOf(null, 16, { displayNewMessageFormAsync: asyncCall((form: unknown) => forms.push(form)) });
    const message = { ...MESSAGE, subject: 'x'.repeat(300), files: [FILE] };
    await host.newMessage(message, ['ana@contoso.example']);
    expect(forms).to.deep.equal([
      { toRecipients: ['ana@contoso.example'], subject: 'x'.repeat(255), htmlBody: MARKED },
    ]);
  });

  it('takes the older call where there is no newer, and says so where there is none', async () => {
    const forms: unknown[] = [];
    const host = hostOf(null, 6, { displayNewMessageForm: (form: unknown) => forms.push(form) });
    await host.newMessage(MESSAGE, []);
    expect(forms).to.have.length(1);
    expect((await failureOf(hostOf(null).newMessage(MESSAGE, []))).failure).to.equal('not_supported');
  });

  it('tells the mailbox that Outlook does not find from any other refusal', async () => {
    const missing = { displayNewMessageFormAsync: refused('ErrorNonExistentMailbox') };
    expect((await failureOf(hostOf(null, 16, missing).newMessage(MESSAGE, []))).failure).to.equal('no_such_mailbox');
    const busy = { displayNewMessageFormAsync: refused('Busy') };
    expect((await failureOf(hostOf(null, 16, busy).newMessage(MESSAGE, []))).failure).to.equal('host_refused');
  });

  it('refuses what is longer than the form takes', async () => {
    const host = hostOf(null, 16, { displayNewMessageFormAsync: asyncCall(() => undefined) });
    const error = await failureOf(host.newMessage({ ...MESSAGE, html: 'ü'.repeat(16_500) }, []));
    expect(error.failure).to.equal('message_too_long');
  });
});

describe('OutlookHost.insert, tried again', () => {
  it('does not write the text twice after a try that failed half-way', async () => {
    const written: Written = { html: '<p>Regards</p>', subject: '' };
    const store = new FakeStore();
    const fails = { getAsync: refused('Busy'), setAsync: refused('Busy') };
    const item = composeItem(written, { subject: fails }, store);
    expect((await failureOf(hostOf(item).insert('compose:conv-1', MESSAGE))).failure).to.equal('host_refused');
    await hostOf(composeItem(written, {}, store)).insert('compose:conv-1', MESSAGE);
    expect(written).to.deep.equal({ html: `${MARKED}<p>Regards</p>`, subject: 'Open invoices' });
  });

  it('does not write plain text twice either', async () => {
    const written: Written = { html: 'Dear Ana\r\n\r\nRegards', subject: 'x' };
    const prepended: string[] = [];
    const body = {
      getTypeAsync: asyncCall(() => 'text'),
      getAsync: asyncCall(() => written.html),
      prependAsync: asyncCall((text: string) => prepended.push(text)),
    };
    await hostOf(composeItem(written, { body })).insert('compose:conv-1', MESSAGE);
    expect(prepended).to.deep.equal([]);
  });

  it('writes another template above one that is there', async () => {
    const written: Written = { html: MARKED, subject: 'x' };
    await hostOf(composeItem(written)).insert('compose:conv-1', { ...MESSAGE, dispatchId: 'd2', ticket: 't.2' });
    expect(written.html).to.match(/^<div id="duethread-ticket:d2:t\.2">/);
  });

  it('leaves what stands below as it is: signature and quoted text', async () => {
    const below = '<div id="Signature">Ana</div><div id="appendonsend"></div><blockquote>earlier</blockquote>';
    const written: Written = { html: below, subject: 'x' };
    await hostOf(composeItem(written)).insert('compose:conv-1', MESSAGE);
    expect(written.html).to.equal(MARKED + below);
  });
});

describe('OutlookHost.attach', () => {
  it('puts each file into the message once', async () => {
    const names = ['statement.pdf'];
    const host = hostOf(takingFiles({ html: '', subject: '' }, names));
    expect(await host.attachedNames('compose:conv-1')).to.deep.equal(['statement.pdf']);
    await host.attach('compose:conv-1', [FILE, { name: '104233.pdf', base64: 'Qg==' }]);
    expect(names).to.deep.equal(['statement.pdf', '104233.pdf Qg==']);
  });

  it('puts two files of one name there, and the second where one is there', async () => {
    const names: string[] = [];
    const twice = [FILE, { ...FILE, base64: 'Qg==' }];
    await hostOf(takingFiles({ html: '', subject: '' }, names)).attach('compose:conv-1', twice);
    expect(names).to.deep.equal(['statement.pdf QQ==', 'statement.pdf Qg==']);
    const half = ['statement.pdf'];
    await hostOf(takingFiles({ html: '', subject: '' }, half)).attach('compose:conv-1', twice);
    expect(half).to.deep.equal(['statement.pdf', 'statement.pdf Qg==']);
  });

  it('does not know what the message has where the client does not say', async () => {
    const host = hostOf(composeItem({ html: '', subject: '' }));
    expect(await host.attachedNames('compose:conv-1')).to.equal(null);
  });

  it('puts nothing into another message, nor where the client takes none', async () => {
    const other = hostOf(takingFiles({ html: '', subject: '' }));
    expect((await failureOf(other.attach('compose:conv-9', [FILE]))).failure).to.equal('item_changed');
    const old = hostOf(composeItem({ html: '', subject: '' }));
    expect((await failureOf(old.attach('compose:conv-1', [FILE]))).failure).to.equal('not_supported');
    expect((await failureOf(hostOf(readItem()).attach('read:id-1', [FILE]))).failure).to.equal('not_supported');
  });
});
