import { expect } from 'chai';
import { HostError } from '../../../addin/host/mail-host.ts';
import { called } from '../../../addin/host/outlook-call.ts';
import { OutlookHost } from '../../../addin/host/outlook-host.ts';
import { asyncCall, composeItem, FakeStore, fakeOffice, readItem } from '../support/fake-office.ts';

const PAGE = 'https://duethread.example/addin/sign-in.html';
const MESSAGE = {
  subject: 'Open invoices',
  html: '<p>Dear Ana</p>',
  text: 'Dear Ana',
  dispatchId: 'd1',
  ticket: 't.1',
  files: [],
};

function hostOf(item: unknown, context: Record<string, unknown> = {}) {
  const made = fakeOffice(item, context);
  return { ...made, host: new OutlookHost(made.office, PAGE) };
}

async function failureOf(work: Promise<unknown>): Promise<HostError> {
  const error = await work.then(
    () => null,
    (refused: unknown) => refused,
  );
  expect(error).to.be.instanceOf(HostError);
  return error as HostError;
}

describe('OutlookHost.reply', () => {
  it('opens the reply with the ticket in it', async () => {
    const forms: unknown[] = [];
    const item = readItem({ displayReplyFormAsync: asyncCall((form: unknown) => forms.push(form)) });
    await hostOf(item).host.reply('read:id-1', MESSAGE, false);
    expect(forms).to.deep.equal([{ htmlBody: '<div id="duethread-ticket:d1:t.1"><p>Dear Ana</p></div>' }]);
  });

  it('replies to all where asked, by the older call where there is no newer', async () => {
    const forms: unknown[] = [];
    const item = readItem({ displayReplyAllForm: (form: unknown) => forms.push(form) });
    await hostOf(item).host.reply('read:id-1', MESSAGE, true);
    expect(forms).to.have.length(1);
  });

  it('puts nothing into another message than the one it was filled for', async () => {
    const forms: unknown[] = [];
    const item = readItem({ itemId: 'id-2', displayReplyFormAsync: asyncCall((form: unknown) => forms.push(form)) });
    expect((await failureOf(hostOf(item).host.reply('read:id-1', MESSAGE, false))).failure).to.equal('item_changed');
    expect(forms).to.deep.equal([]);
  });

  it('refuses what is longer than the form takes, in bytes', async () => {
    const html = 'ü'.repeat(16_500);
    const item = readItem({ displayReplyFormAsync: asyncCall(() => undefined) });
    const error = await failureOf(hostOf(item).host.reply('read:id-1', { ...MESSAGE, html }, false));
    expect(error.failure).to.equal('message_too_long');
  });

  it('says so where this Outlook opens none, as on phones', async () => {
    const { host } = hostOf(readItem());
    expect(host.can.reply).to.equal(false);
    expect((await failureOf(host.reply('read:id-1', MESSAGE, false))).failure).to.equal('not_supported');
  });
});

describe('OutlookHost.insert', () => {
  it('puts the text above what is written, and the ticket into header and properties', async () => {
    const written = { html: '<p>quoted</p>', subject: 'Re: 104233' };
    const store = new FakeStore();
    await hostOf(composeItem(written, {}, store)).host.insert('compose:conv-1', MESSAGE);
    expect(written).to.deep.equal({
      html: '<div id="duethread-ticket:d1:t.1"><p>Dear Ana</p></div><p>quoted</p>',
      subject: 'Re: 104233',
    });
    expect(store.headers.get('x-duethread-ticket')).to.equal('t.1');
    expect(Object.fromEntries(store.properties)).to.deep.equal({
      'x-duethread-ticket': 't.1',
      'x-duethread-dispatch': 'd1',
    });
    expect(store.saves).to.equal(1);
  });

  it('gives a subject to a message that has none', async () => {
    const written = { html: '', subject: ' ' };
    await hostOf(composeItem(written)).host.insert('compose:conv-1', MESSAGE);
    expect(written.subject).to.equal('Open invoices');
  });

  it('writes plain text into plain text, where one carrier at least has to hold', async () => {
    const written = { html: '', subject: 'x' };
    const body = {
      getTypeAsync: asyncCall(() => 'text'),
      prependAsync: asyncCall((text: string) => {
        written.html = text;
      }),
    };
    await hostOf(composeItem(written, { body })).host.insert('compose:conv-1', MESSAGE);
    expect(written.html).to.equal('Dear Ana\n\n');
    const refuses = asyncCall(() => {
      throw new Error('no');
    });
    const none = composeItem(written, { body, internetHeaders: undefined, loadCustomPropertiesAsync: refuses });
    expect((await failureOf(hostOf(none).host.insert('compose:conv-1', MESSAGE))).failure).to.equal('host_refused');
  });
});

describe('called', () => {
  it('keeps to three calls at a time, and goes on after one that failed', async () => {
    const { office } = hostOf(readItem());
    const waiting: ((result: never) => void)[] = [];
    let most = 0;
    const calls = Array.from({ length: 8 }, () =>
      called(office, (done) => waiting.push(done as never)).catch(() => null),
    );
    while (waiting.length > 0) {
      most = Math.max(most, waiting.length);
      const status = waiting.length % 2 === 0 ? 'failed' : 'succeeded';
      waiting.shift()?.({ status } as never);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(calls);
    expect(most).to.equal(3);
  });

  it('rejects where Office.js throws', async () => {
    const { office } = hostOf(readItem());
    const error = await failureOf(
      called(office, () => {
        throw new Error('too long');
      }),
    );
    expect(error.failure).to.equal('host_refused');
  });
});

describe('OutlookHost.signIn', () => {
  function withDialog(open: (listeners: Map<string, (event: unknown) => void>) => void, opening = asyncCall) {
    const listeners = new Map<string, (event: unknown) => void>();
    const opened: unknown[] = [];
    let closed = 0;
    const dialog = {
      addEventHandler: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
      close: () => {
        closed += 1;
      },
    };
    const displayDialogAsync = opening((url: string) => {
      opened.push(url);
      setImmediate(() => open(listeners));
      return dialog;
    });
    return { ...hostOf(readItem(), { ui: { displayDialogAsync } }), opened, closed: () => closed };
  }
  const token = JSON.stringify({ kind: 'access_token', token: 'abc', expiresAt: '2026-11-20T10:00:00.000Z' });

  it('opens our own page and takes its token', async () => {
    const { host, opened, closed } = withDialog((hear) => {
      hear.get('dialogMessageReceived')?.({ message: token, origin: 'https://duethread.example' });
    });
    expect(await host.signIn()).to.deep.equal({ token: 'abc', expiresAt: new Date('2026-11-20T10:00:00.000Z') });
    expect(opened).to.deep.equal([PAGE]);
    expect(closed()).to.equal(1);
  });

  it('hears no other origin, and nothing that the page would not say', async () => {
    const { host } = withDialog((hear) => {
      const say = hear.get('dialogMessageReceived');
      say?.({ message: token, origin: 'https://elsewhere.example' });
      say?.({ message: 'hello', origin: 'https://duethread.example' });
      say?.({ message: '{"kind":"access_token","token":"x"}', origin: 'https://duethread.example' });
      hear.get('dialogEventReceived')?.({ error: 12006 });
    });
    expect((await failureOf(host.signIn())).failure).to.equal('dialog_closed');
  });

  it('says what the sign-in service answered', async () => {
    const { host } = withDialog((hear) => {
      hear.get('dialogMessageReceived')?.({ message: JSON.stringify({ kind: 'refused', detail: 'access_denied' }) });
    });
    expect(await failureOf(host.signIn())).to.include({ failure: 'sign_in_refused', message: 'access_denied' });
  });

  const openings = [
    { code: 12011, failure: 'popup_blocked' },
    { code: 12009, failure: 'popup_blocked' },
    { code: 12007, failure: 'dialog_open' },
    { code: 12004, failure: 'host_refused' },
  ] as const;
  for (const { code, failure } of openings) {
    it(`says ${failure} where Office.js answers ${code}`, async () => {
      const displayDialogAsync = (...given: unknown[]) =>
        (given.at(-1) as (result: unknown) => void)({ status: 'failed', error: { code, name: 'Dialog', message: '' } });
      expect((await failureOf(hostOf(readItem(), { ui: { displayDialogAsync } }).host.signIn())).failure).to.equal(
        failure,
      );
    });
  }
});

describe('OutlookHost.theme', () => {
  const colours = [
    { colour: '#FFFFFF', theme: 'light' },
    { colour: '#292929', theme: 'dark' },
    { colour: '#1f1f1fff', theme: 'dark' },
    { colour: '#F0F0F0', theme: 'light' },
    { colour: 'white', theme: null },
    { colour: undefined, theme: null },
  ];
  for (const { colour, theme } of colours) {
    it(`is ${theme ?? 'not known'} where the pane's background is ${colour}`, () => {
      const context = colour === undefined ? {} : { officeTheme: { bodyBackgroundColor: colour } };
      expect(hostOf(readItem(), context).host.theme()).to.equal(theme);
    });
  }
});
