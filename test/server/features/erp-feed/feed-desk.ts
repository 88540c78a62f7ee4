import { beforeEach } from 'mocha';
import request from 'supertest';
import type { Actor } from '../../../../server/actor.ts';
import type { Tenant } from '../../../../server/identity/tenant-repository.ts';
import { useApp } from '../../../support/app.ts';

/** Whom a test of feeds has: an admin and a manager of one company, and the admin of another. */
export interface FeedPeople {
  readonly tenant: Tenant;
  readonly admin: Actor;
  readonly manager: Actor;
  readonly stranger: Actor;
}

/** For a describe that feeds files through HTTP, as an admin where nobody else is named, and looks at what came of them, as a manager. */
export function useFeedDesk() {
  const app = useApp();
  let people: FeedPeople;

  beforeEach(async () => {
    app.clock.set('2026-11-20T09:00:00.000Z');
    const tenant = await app.tenant();
    const admin = (await app.user(tenant, 'admin')).actor;
    const manager = (await app.user(tenant, 'manager')).actor;
    const stranger = (await app.user(await app.tenant('Other Ltd'), 'admin', 'admin@other.example')).actor;
    people = { tenant, admin, manager, stranger };
  });

  /** A session that is fresh by the clock as it stands. */
  function bearer({ userId, tenantId }: Actor): string {
    return `Bearer ${app.services.sessionTokens.issue({ userId, tenantId }).token}`;
  }

  function post(path: string, body: object, actor = people.admin) {
    return request(app.express).post(path).set('Authorization', bearer(actor)).send(body);
  }

  function feed(body: object, profile = 'invoices') {
    return post(`/api/feed-runs/${profile}`, { fileName: 'may.csv', ...body });
  }

  function get(path: string, actor = people.manager) {
    return request(app.express).get(path).set('Authorization', bearer(actor));
  }

  /** The id in the address that a refusal gives. */
  function runOf({ headers }: { headers: Record<string, string> }): string {
    return String(headers.location).replace('/api/feed-runs/', '');
  }

  async function lastRun() {
    return (await get('/api/feed-runs?limit=1')).body.runs[0];
  }

  return { app, people: () => people, post, feed, get, runOf, lastRun };
}

export const HEADER = 'number,customer,issued_on,amount,currency';
export const TWO_INVOICES = [HEADER, '0071,C1,2026-08-03,5.00,EUR', '0072,C1,2026-08-03,7.50,EUR'].join('\n');
export const GERMAN = 'Beleg;Kunde;Datum;Betrag\n0071;C1;31.08.2026;1.234,50\n';
