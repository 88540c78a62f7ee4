import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type Request } from 'express';
import mongoose from 'mongoose';
import type { RecordActivityBody } from '../../shared/api/activities.ts';
import type { BenchContext } from './bench-case.ts';
import { type BenchStore, plainMongoose, serve } from './bench-store.ts';

/** Handlers that put one activity away and do nothing else: no token, no check of the body, no second collection. They answer once a majority has it in its journal. */
export interface ActivityPeers {
  readonly bare: number;
  readonly create: number;
  readonly insert: number;
  readonly transaction: number;
}

interface PlainActivity extends RecordActivityBody {
  readonly _id: string;
  readonly tenantId: string;
  readonly seenAt: Date;
}

type Activities = mongoose.mongo.Collection<PlainActivity>;

/** Starts the peers, each with a collection of its own; gives their ports. */
export async function startActivityPeers(store: BenchStore, { shutdown }: BenchContext): Promise<ActivityPeers> {
  const { tenant, client } = store;
  const connection = await plainMongoose(store, shutdown);
  const activities = async (name: string) => indexed(store.db.collection<PlainActivity>(name));
  const [bare, insert, transaction] = (await Promise.all(
    ['bare', 'insert', 'transaction'].map((name) => activities(`bench_${name}`)),
  )) as [Activities, Activities, Activities];
  await activities('bench_create');
  const Activity = modelOn(connection);
  return {
    bare: await serve((req, res) => void answerBare(req, res, { tenantId: tenant.id, activities: bare }), shutdown),
    create: await serve(
      expressThat(async (req) => Activity.create(plainActivity(req, tenant.id))),
      shutdown,
    ),
    insert: await serve(
      expressThat(async (req) => insertOne(insert, plainActivity(req, tenant.id))),
      shutdown,
    ),
    transaction: await serve(
      expressThat(async (req) =>
        client.withSession((session) =>
          session.withTransaction(() => insertOne(transaction, plainActivity(req, tenant.id), session)),
        ),
      ),
      shutdown,
    ),
  };
}

async function indexed(activities: Activities): Promise<Activities> {
  await activities.createIndex({ tenantId: 1, customerId: 1, occurredAt: -1 });
  await activities.createIndex({ tenantId: 1, seenAt: 1 });
  await activities.createIndex({ tenantId: 1, code: 1, seenAt: 1 });
  return activities;
}

async function insertOne(
  activities: Activities,
  activity: PlainActivity,
  session?: mongoose.mongo.ClientSession,
): Promise<PlainActivity> {
  await activities.insertOne(activity, session === undefined ? {} : { session });
  return activity;
}

function expressThat(keep: (req: Request) => Promise<unknown>): Express {
  const app = express();
  app.use(express.json());
  app.post('/activities', async (req, res) => {
    res.status(201).json(await keep(req));
  });
  return app;
}

async function answerBare(
  req: IncomingMessage,
  res: ServerResponse,
  { tenantId, activities }: { tenantId: string; activities: Activities },
): Promise<void> {
  try {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    await once(req, 'end');
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const activity = await insertOne(activities, plainActivity({ headers: req.headers, body }, tenantId));
    res.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(activity));
  } catch (error) {
    res.writeHead(500).end(String(error));
  }
}

function plainActivity({ headers, body }: Pick<Request, 'headers' | 'body'>, tenantId: string): PlainActivity {
  return { _id: String(headers['idempotency-key']), tenantId, ...(body as RecordActivityBody), seenAt: new Date() };
}

function modelOn(connection: mongoose.Connection): mongoose.Model<PlainActivity> {
  const text = { type: String, required: true };
  const schema = new mongoose.Schema<PlainActivity>(
    {
      _id: text,
      tenantId: text,
      customerId: text,
      itemIds: [String],
      contact: { _id: false, name: String, email: String },
      code: text,
      outcome: String,
      note: String,
      client: text,
      occurredAt: text,
      dataAsOf: String,
      seenAt: { type: Date, required: true },
    },
    { collection: 'bench_create', versionKey: false },
  );
  return connection.model<PlainActivity>('BenchActivity', schema);
}
