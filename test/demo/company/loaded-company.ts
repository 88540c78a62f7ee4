import { after, before } from 'mocha';
import { type LoadedCompany, loadCompany } from '../../../demo/company/load-company.ts';
import type { ActivityLog } from '../../../server/features/activities/activity-log-service.ts';
import type { FeedService } from '../../../server/features/erp-feed/feed-service.ts';
import { connect, disconnect } from '../../../server/mongo/connect.ts';
import { syncIndexes } from '../../../server/mongo/sync-indexes.ts';
import { inTenant } from '../../../server/mongo/tenancy.ts';
import type { Services } from '../../../server/services.ts';
import { addDays } from '../../../shared/domain/calendar-date.ts';
import { TestApp } from '../../support/app.ts';
import { testDatabase } from '../../support/global-setup.ts';
import { TODAY } from './sample.ts';

export const LOADING_LIMIT_MS = 600_000;
const DATABASE_NAME = `sample_${process.pid}`;

class Killed extends Error {}

/** The services, with a feed that dies before it takes a profile, or a log that dies at one of its batches. */
export function dying(services: Services, at: { profile?: string; batch?: number }): Services {
  let batches = 0;
  const append: ActivityLog['append'] = (entries, session) => {
    batches += 1;
    if (batches === at.batch) return Promise.reject(new Killed('killed'));
    return services.activityLog.append(entries, session);
  };
  const take: FeedService['take'] = (reading, order) =>
    reading.profile.name === at.profile ? Promise.reject(new Killed('killed')) : services.feeds.take(reading, order);
  return {
    ...services,
    activityLog: Object.assign(Object.create(services.activityLog), { append }),
    feeds: Object.assign(Object.create(services.feeds), { take }),
  };
}

/** The sample company in a database of its own, loaded once a process: killed at a feed, killed in the log, and completed a day later. */
export class LoadedSample {
  readonly app = new TestApp();
  readonly said: string[] = [];
  company!: LoadedCompany;

  load(services: Services): Promise<LoadedCompany> {
    return loadCompany(services, (line) => this.said.push(line));
  }

  inCompany<T>(work: () => Promise<T>): Promise<T> {
    return inTenant(this.company.tenant.id, work);
  }

  /** The session token of one of the company's people. */
  async tokenOf(email: string): Promise<string> {
    const user = await this.inCompany(() => this.app.services.users.findByEmail(email));
    if (user === null) throw new Error(`${email} is not there.`);
    return this.app.services.sessionTokens.issue({ userId: user.id, tenantId: this.company.tenant.id }).token;
  }

  async prepare(): Promise<void> {
    await connect((await testDatabase()).uri, { dbName: DATABASE_NAME });
    await syncIndexes();
    this.app.clock.set(`${TODAY}T09:00:00.000Z`);
    if (!wasLoaded) {
      await this.loadAndDie({ profile: 'invoices' });
      await this.loadAndDie({ batch: 4 });
    }
    this.app.clock.set(`${addDays(TODAY, 1)}T09:00:00.000Z`);
    this.company = await this.load(this.app.services);
    wasLoaded = true;
  }

  private async loadAndDie(at: { profile?: string; batch?: number }): Promise<void> {
    const end = await this.load(dying(this.app.services, at)).catch((error: unknown) => error);
    if (!(end instanceof Killed)) throw new Error('The load should have been killed.', { cause: end });
  }
}

let wasLoaded = false;

/** For a describe that needs the sample company in a database. */
export function useLoadedSample(): LoadedSample {
  const sample = new LoadedSample();
  before(async function () {
    this.timeout(LOADING_LIMIT_MS);
    await sample.prepare();
  });
  after(() => disconnect());
  return sample;
}
