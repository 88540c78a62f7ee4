import express from 'express';
import { after, before } from 'mocha';
import { entraRoutes } from '../../demo/sign-in/sign-in-routes.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { DEMO_CLIENTS } from '../../server/config-demo.ts';
import type { PageProviderSettings } from '../../server/identity/page-provider.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { TestApp, useStore } from './app.ts';
import { CLIENTS } from './directories.ts';
import { type GoogleAccount, googleProvider } from './google-provider.ts';
import { LocalServer, type Page, Visitor } from './http.ts';
import { DIRECTORY } from './sign-in.ts';

export type Kind = PageProviderSettings['kind'];

const SECRET = 'a secret of the pages at both of them';
export const ANA = 'ana@brightwater.example';
const PEOPLE = ['ana', 'ben'].map((name) => ({ email: `${name}@brightwater.example`, name, role: 'collector' }));

export const ANA_AT_GOOGLE: GoogleAccount = {
  sub: '108012345678901234567',
  email: ANA,
  email_verified: true,
  hd: 'brightwater.example',
};

/** The app beside two real OpenID providers: one plays a directory of Entra, the other plays Google. */
export class TwoDirectories {
  readonly server = new LocalServer();
  readonly entra = new LocalServer();
  readonly google = new LocalServer();
  atGoogle: GoogleAccount = ANA_AT_GOOGLE;
  private opened: TestApp | undefined;

  async start(): Promise<void> {
    await Promise.all([this.server.start(), this.entra.start(), this.google.start()]);
    await Promise.all([this.startEntra(), this.startGoogle()]);
    const { url: baseUrl } = this.server;
    const clients = { clientId: DEMO_CLIENTS.pages, clientSecret: SECRET };
    const providers: PageProviderSettings[] = [
      { kind: 'entra', discovery: this.issuerOf('entra'), ...clients, parameters: { prompt: 'select_account' } },
      { kind: 'google', discovery: this.issuerOf('google'), ...clients, parameters: { hd: '*' } },
    ];
    const ids = { apiClientId: DEMO_CLIENTS.api, paneClientId: DEMO_CLIENTS.pane, pagesClientId: DEMO_CLIENTS.pages };
    const entra = { issuer: this.issuerOf('entra'), keys: `${this.issuerOf('entra')}/jwks`, ...ids };
    const of = { addonClientId: CLIENTS.addon, pagesClientId: DEMO_CLIENTS.pages };
    const issuers: [string] = [this.issuerOf('google')];
    const google = { issuers, keys: `${this.issuerOf('google')}/jwks`, ...of };
    this.opened = new TestApp({ services: { baseUrl, directories: { entra, google } }, app: { baseUrl, providers } });
    this.server.use(this.opened.express);
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.entra.stop(), this.google.stop()]);
  }

  get app(): TestApp {
    if (this.opened === undefined) throw new Error('The app has not been started.');
    return this.opened;
  }

  at(path: string): string {
    return `${this.server.url}${path}`;
  }

  issuerOf(kind: Kind): string {
    return kind === 'entra' ? `${this.entra.url}/entra` : this.google.url;
  }

  /** A company of both directories, with the clock at the providers' own time. */
  company(): Promise<Tenant> {
    this.app.clock.set(new Date().toISOString());
    this.atGoogle = ANA_AT_GOOGLE;
    const directories = [
      { kind: 'entra' as const, id: DIRECTORY },
      { kind: 'google' as const, id: 'brightwater.example' },
    ];
    return this.app.tenant('Brightwater GmbH', { directories });
  }

  /** Signs in as far as to the address that the provider sends the browser back to, which is not followed. */
  async returnOf(kind: Kind, visitor = new Visitor(), email = ANA): Promise<{ visitor: Visitor; back: URL }> {
    visitor.stopsBefore = '/sign-in/callback/';
    const page = await visitor.get(this.at(`/sign-in/${kind}`));
    const end: Page = kind === 'entra' ? await visitor.post(page.url, { email }, page.url) : page;
    visitor.stopsBefore = null;
    return { visitor, back: end.url };
  }

  /** Whether the pages know who the visitor is. */
  async isIn(visitor: Visitor): Promise<boolean> {
    const headers = {
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
      'x-duethread-page': '1',
      cookie: visitor.cookieFor(this.at('/')),
    };
    const body = JSON.stringify({ kind: 'page' });
    const { status } = await fetch(this.at('/api/sessions'), { method: 'POST', headers, body });
    return status === 201;
  }

  private async startEntra(): Promise<void> {
    const routes = entraRoutes({
      issuer: this.issuerOf('entra'),
      baseUrl: this.server.url,
      tenantId: DIRECTORY,
      users: PEOPLE,
      pagesSecret: SECRET,
      cookieSecret: 'cookies of the stand-in for Entra',
      key: await newSigningKey('entra'),
    });
    this.entra.use(express().use('/entra', routes));
  }

  private async startGoogle(): Promise<void> {
    const provider = googleProvider({
      issuer: this.issuerOf('google'),
      redirectUri: this.at('/sign-in/callback/google'),
      clientId: DEMO_CLIENTS.pages,
      clientSecret: SECRET,
      key: await newSigningKey('google'),
      person: () => this.atGoogle,
    });
    const app = express();
    app.get('/interaction/:uid', (req, res) => {
      return provider.interactionFinished(req, res, { login: { accountId: this.atGoogle.sub, remember: false } });
    });
    this.google.use(app.use(provider.callback()));
  }
}

/** For a describe that signs people in by both. */
export function useTwoDirectories(): TwoDirectories {
  useStore();
  const world = new TwoDirectories();
  before(() => world.start());
  after(() => world.stop());
  return world;
}
