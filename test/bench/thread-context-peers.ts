import express from 'express';
import mongoose from 'mongoose';
import { CUSTOMER_VERSIONS } from '../../server/features/customers/customer.ts';
import { ITEM_VERSIONS, NEVER } from '../../server/features/receivables/item-version.ts';
import { LOOKUP } from '../../shared/domain/customer-lookup.ts';
import type { BenchContext } from './bench-case.ts';
import { PEER_PROMISES } from './bench-log.ts';
import { type BenchStore, plainMongoose, serve } from './bench-store.ts';

export interface ThreadContextPeers {
  readonly find: number;
  readonly lean: number;
}

const text = String;
const MODELS = {
  customer: { collection: CUSTOMER_VERSIONS, fields: { tenantId: text, customerId: text, lookupKeys: [text] } },
  item: {
    collection: ITEM_VERSIONS,
    fields: { tenantId: text, customerId: text, kind: text, settledOn: text, dueOn: text },
  },
  activity: {
    collection: 'activities',
    fields: { _id: text, tenantId: text, customerId: text, businessDay: text, occurredAt: Date, seq: Number },
  },
  promise: { collection: PEER_PROMISES, fields: { tenantId: text, customerId: text, seq: Number } },
} as const;

/** Handlers on the same data that take the sender's domain as the customer's and look no further: one indexed find, and the usual four. */
export async function startThreadContextPeers(
  store: BenchStore,
  { shutdown }: BenchContext,
): Promise<ThreadContextPeers> {
  await store.db.collection(PEER_PROMISES).createIndex({ tenantId: 1, customerId: 1, seq: -1 });
  const connection = await plainMongoose(store, shutdown);
  return { find: await serve(findOne(store), shutdown), lean: await serve(findAndLean(store, connection), shutdown) };
}

function findOne({ db, tenant: { id: tenantId } }: BenchStore): express.Express {
  const customers = db.collection(CUSTOMER_VERSIONS);
  const app = express();
  app.get('/customers', async (req, res) => {
    const customer = await customers.findOne({ tenantId, lookupKeys: LOOKUP.domain(String(req.query.domain)) });
    res.status(customer === null ? 404 : 200).json(customer);
  });
  return app;
}

function findAndLean({ tenant: { id: tenantId } }: BenchStore, connection: mongoose.Connection): express.Express {
  const [Customer, Item] = [modelOn(connection, 'customer'), modelOn(connection, 'item')];
  const [Activity, Promised] = [modelOn(connection, 'activity'), modelOn(connection, 'promise')];
  const app = express();
  app.use(express.json());
  app.post('/context', async (req, res) => {
    const lookupKeys = LOOKUP.domain(domainOf(req.body));
    const customer = await Customer.findOne({ tenantId, lookupKeys }).lean<{ customerId: string }>();
    if (customer === null) {
      res.status(404).json(null);
      return;
    }
    const of = { tenantId, customerId: customer.customerId };
    const [items, activities, promises] = await Promise.all([
      Item.find({ ...of, kind: 'invoice', settledOn: NEVER })
        .sort({ dueOn: 1 })
        .limit(50)
        .lean(),
      Activity.find(of).sort({ businessDay: -1, occurredAt: -1, seq: -1 }).limit(10).lean(),
      Promised.find(of).sort({ seq: -1 }).limit(5).lean(),
    ]);
    res.json({ customer, items, activities, promises });
  });
  return app;
}

function modelOn(connection: mongoose.Connection, name: keyof typeof MODELS): mongoose.Model<Record<string, unknown>> {
  const { collection, fields } = MODELS[name];
  const schema = new mongoose.Schema<Record<string, unknown>>(fields as never, { collection });
  return connection.model<Record<string, unknown>>(`bench_${name}`, schema);
}

function domainOf(body: unknown): string {
  const { participants } = body as { participants: { address: string }[] };
  return participants[0]?.address.split('@')[1] ?? '';
}
