import express from 'express';
import { after, before } from 'mocha';
import type { Logger } from 'pino';
import { entraRoutes } from '../../demo/sign-in/sign-in-routes.ts';
import { newSigningKey } from '../../demo/sign-in/signing-key.ts';
import { demoPagesSecret } from '../../server/config-demo.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { TestApp, useStore } from './app.ts';
import { LocalServer, type Page, type Visitor } from './http.ts';
import { TEST_SECRET } from './settings.ts';

export const DIRECTORY = 'b3a6c1de-0000-4000-8000-00000000d1ce';
const PEOPLE = ['ana', 'ben', 'mira'].map((name) => {
  return { email: `${name}@brightwater.example`, name, role: 'collector' };
});

/** The app on a port of its own, and the demo's stand-in for Entra on another: a sign-in goes the whole way over HTTP. */
export class SignInWorld {
  readonly server = new LocalServer();
  readonly provider = new LocalServer();
  app: TestApp | undefined;

  async start(log?: Logger): Promise<void> {
    await Promise.all([this.server.start(), this.provider.start()]);
    this.provider.use(
      express().use(
        '/entra',
        entraRoutes({
          issuer: this.issuer,
          baseUrl: this.server.url,
          tenantId: DIRECTORY,
          users: PEOPLE,
          pagesSecret: demoPagesSecret(TEST_SECRET),
          cookieSecret: 'cookies of the stand-in',
          key: await newSigningKey('test'),
        }),
      ),
    );
    const environment = { DEMO: 'on', DEMO_URL: this.provider.url, BASE_URL: this.server.url, LOG_LEVEL: 'silent' };
    this.app = new TestApp({ environment }, log);
    this.server.use(this.app.express);
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.provider.stop()]);
  }

  get issuer(): string {
    return `${this.provider.url}/entra`;
  }

  get running(): TestApp {
    if (this.app === undefined) throw new Error('The app has not been started.');
    return this.app;
  }

  at(path: string): string {
    return `${this.server.url}${path}`;
  }

  /** A company whose directory is the stand-in's, with the clock at the stand-in's own time. */
  company(): Promise<Tenant> {
    this.running.clock.set(new Date().toISOString());
    return this.running.tenant('Brightwater GmbH', { directories: [{ kind: 'entra', id: DIRECTORY }] });
  }

  /** Signs a person in who is let in. */
  async admit(visitor: Visitor, email: string): Promise<void> {
    const end = await this.signIn(visitor, email);
    const { pathname } = end.url;
    if (pathname !== '/') throw new Error(`${email} was not let in: ${end.status} at ${pathname}: ${end.text}`);
  }

  /** Goes from an address of ours to the provider's list of people and picks one. */
  async signIn(visitor: Visitor, email: string, path = '/sign-in/entra'): Promise<Page> {
    const list = await visitor.get(this.at(path));
    return visitor.post(list.url, { email }, list.url);
  }
}

/** For a describe that signs people in. */
export function useSignIn(log?: Logger): SignInWorld {
  useStore();
  const world = new SignInWorld();
  before(() => world.start(log));
  after(() => world.stop());
  return world;
}
