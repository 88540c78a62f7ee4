import { request as httpRequest } from 'node:http';
import mongoose from 'mongoose';
import type { Logger } from 'pino';
import request, { type Response } from 'supertest';
import { openApiDocument } from '../../server/http/openapi.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { POLICIES } from '../../shared/api/policy.ts';
import type { Role } from '../../shared/domain/role.ts';
import { TestApp } from './app.ts';
import { Directories } from './directories.ts';
import { LocalServer } from './http.ts';
import { OPERATION_SAMPLES } from './operation-samples.ts';
import { type OperationSample, SampleWorld } from './sample-world.ts';
import { testSettings } from './settings.ts';

export const UNKNOWN_ID = '0123456789abcdef01234567';
const DEFAULT_MAX_BYTES = 100_000;
/** A larger body is announced and not sent. */
const SENT_AT_MOST = 1_000_000;

/** What a call says otherwise than the sample does. */
export interface Call {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as it stands. */
  readonly body?: unknown;
  readonly query?: string;
}

/** Calls operations by their samples, and looks at what the database holds after. */
export class ContractCaller {
  readonly directories = new Directories();
  private readonly server = new LocalServer();
  private looker: mongoose.mongo.MongoClient | undefined;
  private opened: { app: TestApp; world: SampleWorld } | undefined;
  private keys = 0;

  /** The log is silent where none is given. */
  constructor(
    private readonly mongo: { uri(): string; databaseName: string },
    private readonly log?: Logger,
  ) {}

  async start(): Promise<void> {
    await Promise.all([this.directories.start(), this.server.start()]);
    this.looker = new mongoose.mongo.MongoClient(this.mongo.uri());
  }

  async stop(): Promise<void> {
    await Promise.all([this.directories.server.stop(), this.server.stop(), this.looker?.close()]);
  }

  /** A fresh app with a company in it. */
  async begin(): Promise<void> {
    // A manifest is for an https address only.
    const setup = { ...testSettings().services.setup, baseUrl: 'https://duethread.example' };
    const app = new TestApp({ services: { directories: this.directories.settings, setup } }, this.log);
    this.server.use(app.express);
    this.opened = { app, world: await SampleWorld.begin(app, this.directories) };
  }

  get app(): TestApp {
    return this.begun.app;
  }

  get world(): SampleWorld {
    return this.begun.world;
  }

  async sampleOf({ id }: Operation, world = this.world): Promise<OperationSample> {
    const make = OPERATION_SAMPLES[id];
    if (make === undefined) throw new Error(`"${id}" has no sample; add one to test/support/operation-samples.ts.`);
    return make(world);
  }

  /** Sends a sample; an answer that the OpenAPI document does not know fails. */
  async send(operation: Operation, sample: OperationSample, call: Call = {}): Promise<Response> {
    const answer = await this.answerTo(operation, sample, call);
    if (documented(operation).has(answer.status)) return answer;
    throw new Error(`${operation.id} answered ${answer.status}, which is not documented: ${answer.text}`);
  }

  private async answerTo(operation: Operation, sample: OperationSample, call: Call): Promise<Response> {
    this.keys += 1;
    const { token = this.world.token(roleFor(operation)) } = call;
    const sending = request(this.app.express)
      [operation.method](addressOf(operation, sample, call.query))
      .set({ 'idempotency-key': `contract-key-${this.keys}`, ...bearer(token), ...call.headers });
    const body = 'body' in call ? call.body : sample.body;
    if (body === undefined) return sending;
    if (typeof body !== 'string') return sending.send(body as object);
    return sending.set('content-type', call.headers?.['content-type'] ?? 'application/json').send(body);
  }

  /** Sends a body over the limit and gives the status of the answer. */
  async sendTooMuch(operation: Operation, sample: OperationSample): Promise<number | undefined> {
    const { maxBytes = DEFAULT_MAX_BYTES, method } = operation;
    if (maxBytes <= SENT_AT_MOST) {
      return (await this.send(operation, sample, { body: { padding: 'x'.repeat(maxBytes) } })).status;
    }
    const length = { 'content-type': 'application/json', 'content-length': maxBytes + 1 };
    const headers = { ...bearer(this.world.token(roleFor(operation))), ...length };
    return new Promise((resolve, reject) => {
      const announced = httpRequest(`${this.server.url}${addressOf(operation, sample)}`, { method, headers });
      announced.on('response', ({ statusCode }) => {
        resolve(statusCode);
        announced.destroy();
      });
      announced.on('error', reject);
      announced.flushHeaders();
    });
  }

  /** How many documents each collection holds. */
  async counts(): Promise<Record<string, number>> {
    const collections = (await this.looker?.db(this.mongo.databaseName).collections()) ?? [];
    const each = collections.map(async (collection) => [collection.collectionName, await collection.countDocuments()]);
    return Object.fromEntries(await Promise.all(each));
  }

  private get begun() {
    if (this.opened === undefined) throw new Error('begin() has not been called.');
    return this.opened;
  }
}

function documented(operation: Operation): ReadonlySet<number> {
  const { paths } = openApiDocument([operation], '') as {
    paths: Record<string, Record<string, { responses: object }>>;
  };
  return new Set(Object.keys(paths[operation.path]?.[operation.method]?.responses ?? {}).map(Number));
}

/** A role that the operation's policy lets in. */
export function roleFor({ policy }: Operation): Role {
  return POLICIES[policy][0] ?? 'collector';
}

function addressOf({ path }: Operation, { params, query }: OperationSample, search?: string): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
  const asked = search ?? new URLSearchParams(query).toString();
  return asked === '' ? filled : `${filled}?${asked}`;
}

function bearer(token: string): Record<string, string> {
  return token === '' ? {} : { authorization: `Bearer ${token}` };
}

/** The ids of a company that a sample carries. */
export function namedIn(sample: OperationSample, { ids }: SampleWorld): string[] {
  return ids.filter((id) => JSON.stringify(sample).includes(`"${id}"`));
}

/** The sample with nobody's id in place of these. */
export function withUnknown(sample: OperationSample, ids: readonly string[]): OperationSample {
  return JSON.parse(ids.reduce((text, id) => text.replaceAll(`"${id}"`, `"${UNKNOWN_ID}"`), JSON.stringify(sample)));
}

/** An answer but for its own number and the ids that were asked for. */
export function withoutNames({ body: { requestId: _, ...body } }: Response, ids: readonly string[]): string {
  return ids.reduce((text, id) => text.replaceAll(id, '…'), JSON.stringify(body));
}
