import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import pino from 'pino';
import type { Actor } from '../../server/actor.ts';
import { createApp } from '../../server/app.ts';
import type { Tenant } from '../../server/identity/tenant-repository.ts';
import type { PerMinute } from '../../server/limits/limit.ts';
import { createLog } from '../../server/log.ts';
import { connect, disconnect } from '../../server/mongo/connect.ts';
import { openDatabase } from '../../server/mongo/database.ts';
import { syncIndexes } from '../../server/mongo/sync-indexes.ts';
import { inTenant } from '../../server/mongo/tenancy.ts';
import { systemClock } from '../../server/ports.ts';
import type { Shutdown } from '../../server/process.ts';
import { createServices, type Services } from '../../server/services.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import { PLENTY, testSettings } from '../support/settings.ts';
import type { BenchContext } from './bench-case.ts';

const DATABASE_NAME = 'bench';
/** The company's own mail domain, and its directory at Google. */
export const OWN_DOMAIN = 'brightwater.example';

/** A company on a MongoDB of its own, the product's HTTP server over it, and the way to the same database without the product. */
export interface BenchStore {
  readonly services: Services;
  readonly tenant: Tenant;
  readonly collector: Actor;
  /** Where the product listens. */
  readonly port: number;
  /** A fresh session token of the collector. */
  token(): string;
  /** The driver as one would use it plainly: acknowledged by a majority with its journal, without our watch on tenants. */
  readonly client: mongoose.mongo.MongoClient;
  readonly db: mongoose.mongo.Db;
  readonly uri: string;
  readonly mongodb: string;
}

/** What a case has otherwise than the others. */
export interface BenchStoreOptions {
  /** Environment variables of the product. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How often a minute each may call; as often as they like where it is left out. */
  readonly limits?: PerMinute;
  /** Told of each request to the product, before it is answered. */
  readonly onRequest?: (request: IncomingMessage) => void;
}

/** Starts a mongod on a folder that is made for it, and the product over it with the settings of production. All of it goes with the shutdown. */
export async function openBenchStore(
  { say, shutdown, mongodBinary }: BenchContext,
  { environment = {}, limits = PLENTY, onRequest }: BenchStoreOptions = {},
): Promise<BenchStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duethread-bench-'));
  shutdown.add(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }));
  const { uri, stop } = await openDatabase({ dataDir, mongodBinary }, say);
  shutdown.add(stop);
  await connect(uri, { dbName: DATABASE_NAME });
  shutdown.add(disconnect);
  const client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 'majority', j: true }, maxPoolSize: 50 });
  await client.connect();
  shutdown.add(() => client.close());
  await syncIndexes();
  const settings = testSettings({ environment, app: { checkAnswers: false, limits } });
  const services = createServices(settings.services, systemClock);
  const log = createLog('info', pino.destination({ dest: devNull, sync: true }));
  const app = createApp(services, settings.app, log);
  const watched: RequestListener = (req, res) => {
    onRequest?.(req);
    app(req, res);
  };
  const port = await serve(onRequest === undefined ? app : watched, shutdown);
  const { tenant, collector } = await addCompany(services);
  const db = client.db(DATABASE_NAME);
  const { version } = await db.admin().buildInfo();
  const token = () => services.sessionTokens.issue({ userId: collector.userId, tenantId: tenant.id }).token;
  return { services, tenant, collector, port, token, client, db, uri, mongodb: String(version) };
}

/** Serves on a free port of this machine until the shutdown; gives the port. */
export async function serve(listener: RequestListener, shutdown: Shutdown): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shutdown.add(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A plain connection of mongoose, for handlers as one would write them without the product. */
export async function plainMongoose(
  { uri }: Pick<BenchStore, 'uri'>,
  shutdown: Shutdown,
): Promise<mongoose.Connection> {
  const options = { dbName: DATABASE_NAME, writeConcern: { w: 'majority' as const, j: true }, maxPoolSize: 50 };
  const connection = await mongoose.createConnection(uri, options).asPromise();
  shutdown.add(() => connection.close());
  return connection;
}

async function addCompany({ tenants, users }: Services): Promise<{ tenant: Tenant; collector: Actor }> {
  const createdAt = systemClock.now();
  const currency = currencyCode('EUR');
  const own = { name: 'Brightwater GmbH', currency, zone: 'Europe/Berlin', ownDomains: [OWN_DOMAIN] };
  const tenant = await tenants.insert({
    ...own,
    directories: [{ kind: 'google', id: OWN_DOMAIN }],
    createdAt,
  });
  const email = `ana@${OWN_DOMAIN}`;
  const user = await inTenant(tenant.id, () => users.insert({ email, name: 'Ana', role: 'collector', createdAt }));
  const { id: tenantId, zone, ownDomains, buckets } = tenant;
  const { role, name } = user;
  const language = 'en' as const;
  const seesAll = { portfolio: null, scopes: null };
  const person = { userId: user.id, tenantId, role, name, email, language };
  const collector = { ...person, ...seesAll, zone, ownDomains, buckets };
  return { tenant, collector };
}
