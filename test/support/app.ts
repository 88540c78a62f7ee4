import type { Express } from 'express';
import { before } from 'mocha';
import pino, { type Logger } from 'pino';
import type { Actor } from '../../server/actor.ts';
import { createApp } from '../../server/app.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import type { Clock } from '../../server/ports.ts';
import { createServices, type Services } from '../../server/services.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { Role } from '../../shared/domain/role.ts';
import { useMongo } from './mongo.ts';
import { type TestSettings, testSettings } from './settings.ts';

/** A clock that stands still until it is told. */
export class TestClock implements Clock {
  constructor(private instant: Date) {}

  now(): Date {
    return this.instant;
  }

  set(instant: string): void {
    this.instant = new Date(instant);
  }
}

export interface TestUser {
  readonly actor: Actor;
  readonly token: string;
}

/** The real app on a real MongoDB with a clock that the test sets; only what lies outside our walls is left out. */
export class TestApp {
  readonly clock = new TestClock(new Date('2026-11-20T09:00:00.000Z'));
  readonly services: Services;
  readonly express: Express;

  constructor(changes: TestSettings = {}, log: Logger = pino({ level: 'silent' })) {
    const settings = testSettings(changes);
    this.services = createServices(settings.services, this.clock);
    this.express = createApp(this.services, settings.app, log);
  }

  /** Adds a company; its zone is Europe/Berlin and its currency EUR unless the test says otherwise. */
  async tenant(name = 'Brightwater GmbH', changes: Partial<Tenant> = {}): Promise<Tenant> {
    return this.services.tenants.insert({
      name,
      currency: currencyCode('EUR'),
      zone: 'Europe/Berlin',
      directories: [],
      ownDomains: ['brightwater.example'],
      createdAt: this.clock.now(),
      ...changes,
    });
  }

  /** Adds a user with a session token. */
  async user(tenant: Tenant, role: Role, email = `${role}@brightwater.example`): Promise<TestUser> {
    const createdAt = this.clock.now();
    const user = await inTenant(tenant.id, () =>
      this.services.users.insert({ email, name: nameFrom(email), role, createdAt }),
    );
    const { token } = this.services.sessionTokens.issue({ userId: user.id, tenantId: tenant.id });
    const { id: tenantId, zone, ownDomains, buckets } = tenant;
    const { name } = user;
    const seesAll = { portfolio: null, scopes: null };
    const actor = {
      userId: user.id,
      tenantId,
      role,
      name,
      email,
      zone,
      ownDomains,
      buckets,
      language: 'en' as const,
      ...seesAll,
    };
    return { token, actor };
  }
}

/** For a describe that speaks to the app: MongoDB, its indexes, and the app. */
export function useApp(changes: TestSettings = {}, log?: Logger): TestApp {
  useStore();
  return new TestApp(changes, log);
}

/** For a describe that makes its app itself, once it knows the addresses: MongoDB and its indexes. */
export function useStore(): ReturnType<typeof useMongo> {
  const mongo = useMongo();
  before(async function () {
    this.timeout(60_000);
    await syncIndexes();
  });
  return mongo;
}

function nameFrom(email: string): string {
  const [local = ''] = email.split('@');
  return local.charAt(0).toUpperCase() + local.slice(1);
}
