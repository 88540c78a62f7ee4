import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { HostError } from '../../../addin/host/mail-host.ts';
import { OutlookSignIn } from '../../../addin/host/outlook-sign-in.ts';
import { offerNestedAppAuth } from '../../../demo/web/office/nested-app-auth.ts';
import type { NestedAppAuth } from '../../../demo/web/outlook/frame-name.ts';
import { useDom } from '../support/dom.ts';
import { fakeOffice, readItem } from '../support/fake-office.ts';

const PAGE = 'https://duethread.example/addin/sign-in.html';
const TOKENS_AT = 'https://demo.example/entra/nested-app-auth';
const SCOPE = 'api://api-client/access_as_user';
const CONFIG = {
  issuer: 'https://login.example/v2.0',
  clientId: 'pane-client',
  scope: SCOPE,
  authority: 'https://login.example/organizations',
  officeJs: 'https://demo.example/office.js',
};
/** For a bridge that never answers; the others have all the time that they take. */
const SHORT = { silentMs: 300, askingMs: 300 };
const LONG = { silentMs: 30_000, askingMs: 30_000 };

function unsigned(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}

describe('OutlookSignIn', function () {
  this.timeout(60_000);
  useDom();
  const before = globalThis.fetch;
  let asked: { url: string; body: unknown }[] = [];
  let config: object = CONFIG;
  let expiresIn = 3_600;
  let dialogs: string[] = [];

  beforeEach(() => {
    asked = [];
    dialogs = [];
    config = CONFIG;
    expiresIn = 3_600;
    globalThis.fetch = async (address, init) => {
      const url = String(address);
      if (url.endsWith('/config.json')) return Response.json(config);
      asked.push({ url, body: JSON.parse(String(init?.body)) });
      const account = { environment: 'login.example', tenantId: 't', localAccountId: 'o', username: 'ana@own.example' };
      const id_token = unsigned({ oid: 'o', tid: 't', preferred_username: 'ana@own.example' });
      const token = { access_token: `nested-${asked.length}`, id_token, expires_in: expiresIn, scope: SCOPE };
      return Response.json({ token, account });
    };
  });
  afterEach(() => {
    globalThis.fetch = before;
    delete (window as { nestedAppAuthBridge?: unknown }).nestedAppAuthBridge;
  });

  /** Outlook with a bridge of that kind; `off` says that it supports none. */
  function outlook(mode: NestedAppAuth, { isSetSupported = mode !== 'off', dialogError = 0 } = {}) {
    offerNestedAppAuth({ mode, user: () => 'ana@own.example', tokensAt: TOKENS_AT });
    const sets = { isSetSupported: (name: string) => name === 'NestedAppAuth' && isSetSupported };
    const said = { kind: 'access_token', token: 'of-the-window', expiresAt: '2026-11-20T10:00:00.000Z' };
    const dialog = {
      close: () => undefined,
      addEventHandler: (type: string, listener: (event: object) => void) => {
        if (type === 'dialogMessageReceived') queueMicrotask(() => listener({ message: JSON.stringify(said) }));
      },
    };
    const displayDialogAsync = (url: string, _options: object, done: (result: object) => void) => {
      dialogs.push(url);
      const error = { code: dialogError, name: 'Dialog', message: 'blocked' };
      queueMicrotask(() =>
        done(dialogError > 0 ? { status: 'failed', error } : { status: 'succeeded', value: dialog }),
      );
    };
    const { office } = fakeOffice(readItem(), { ui: { displayDialogAsync }, requirements: sets });
    return new OutlookSignIn(office, PAGE, mode === 'hangs' ? SHORT : LONG);
  }

  it('has a token for our API from Outlook, without a window', async () => {
    const signIn = outlook('works');
    const { token, expiresAt } = await signIn.signIn();
    expect(token).to.equal('nested-1');
    expect(expiresAt.getTime()).to.be.above(Date.now() + 3_500_000);
    expect(asked).to.deep.equal([
      { url: TOKENS_AT, body: { user: 'ana@own.example', clientId: 'pane-client', scope: SCOPE } },
    ]);
    expect(dialogs).to.deep.equal([]);
  });

  it('lets Outlook ask the user where it has to', async () => {
    expect((await outlook('asks').signIn()).token).to.equal('nested-1');
    expect(dialogs).to.deep.equal([]);
  });

  it('has another token without asking when the one before is about to end', async () => {
    const signIn = outlook('works');
    await signIn.signIn();
    expect((await signIn.silently())?.token).to.match(/^nested-/);
    expiresIn = 60;
    const other = outlook('works');
    const { token } = await other.signIn();
    expect((await other.silently())?.token)
      .to.match(/^nested-/)
      .and.not.to.equal(token);
    expect(dialogs).to.deep.equal([]);
  });

  it('keeps nothing in the browser’s storage', async () => {
    const signIn = outlook('works');
    await signIn.signIn();
    await signIn.silently();
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
  });

  it('has no token left after it forgot', async () => {
    const signIn = outlook('works');
    await signIn.signIn();
    signIn.forget();
    expect(await signIn.silently()).to.equal(null);
    expect((await signIn.signIn()).token).to.equal('nested-2');
  });

  for (const [what, mode, options] of [
    ['Outlook supports no other', 'off', {}],
    ['Outlook says that it supports another and has no bridge', 'off', { isSetSupported: true }],
    ['Outlook fails and does not say why', 'fails', {}],
    ['Outlook does not answer', 'hangs', {}],
  ] as const) {
    it(`signs in by the window where ${what}, in the same click`, async () => {
      const signIn = outlook(mode, options);
      expect((await signIn.signIn()).token).to.equal('of-the-window');
      expect(dialogs).to.deep.equal([PAGE]);
      expect(await signIn.silently()).to.equal(null);
      expect([localStorage.length, sessionStorage.length]).to.deep.equal([0, 0]);
    });
  }

  it('signs in by the window where the tokens cannot be had', async () => {
    const signIn = outlook('works');
    const { fetch } = globalThis;
    globalThis.fetch = async (address, init) =>
      String(address) === TOKENS_AT ? new Response('', { status: 403 }) : fetch(address, init);
    expect((await signIn.signIn()).token).to.equal('of-the-window');
  });

  it('signs in by the window where the installation has not set the other up', async () => {
    config = { ...CONFIG, authority: null };
    expect((await outlook('works').signIn()).token).to.equal('of-the-window');
    expect(asked).to.deep.equal([]);
  });

  it('says that the window was blocked, and opens it at once with the next click', async () => {
    const signIn = outlook('fails', { dialogError: 12009 });
    const first = await signIn.signIn().catch((error: unknown) => error);
    expect(first).to.be.instanceOf(HostError);
    expect((first as HostError).failure).to.equal('popup_blocked');
    offerNestedAppAuth({ mode: 'works', user: () => 'ana@own.example', tokensAt: TOKENS_AT });
    await signIn.signIn().catch(() => undefined);
    expect([dialogs.length, asked.length]).to.deep.equal([2, 0]);
  });

  it('opens no window after the user has closed Outlook’s own', async () => {
    const signIn = outlook('asks');
    const bridge = (window as unknown as { nestedAppAuthBridge: { postMessage(text: string): void } })
      .nestedAppAuthBridge;
    const listeners: ((event: { data: string }) => void)[] = [];
    const { postMessage } = bridge;
    Object.assign(bridge, {
      addEventListener: (_type: string, listener: (event: { data: string }) => void) => listeners.push(listener),
      postMessage: (text: string) => {
        const { method, requestId } = JSON.parse(text);
        const status = method === 'GetTokenPopup' ? 'USER_CANCEL' : 'USER_INTERACTION_REQUIRED';
        const init = { success: true, initContext: { sdkName: 's', sdkVersion: '1' } };
        const given = method === 'GetInitContext' ? init : { success: false, error: { status } };
        queueMicrotask(() => {
          for (const hear of listeners) hear({ data: JSON.stringify({ requestId, ...given }) });
        });
      },
    });
    const refused = await signIn.signIn().catch((error: unknown) => error);
    expect((refused as HostError).failure).to.equal('dialog_closed');
    expect(dialogs).to.deep.equal([]);
    Object.assign(bridge, { postMessage });
  });
});
