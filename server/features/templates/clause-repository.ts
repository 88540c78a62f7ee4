import type mongoose from 'mongoose';
import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Clause } from './clause.ts';
import { ClauseModel, type StoredClause } from './clause-model.ts';
import type { GovernedStore, TextChange } from './governed-steps.ts';
import type { HistoryEntry } from './governed-text.ts';
import { changeVersion, governanceOf } from './text-version-store.ts';

/** The clauses of the current tenant. */
export class ClauseRepository implements GovernedStore<Clause> {
  async findById(id: string, session: ClientSession | null = null): Promise<Clause | null> {
    const stored = await ClauseModel.findById(id, null, { session }).lean<StoredClause>();
    return stored === null ? null : fromStored(stored);
  }

  async findLive(session: ClientSession | null = null): Promise<Clause[]> {
    const found = ClauseModel.find({ state: 'live' }, null, { session }).sort({ name: 1, language: 1, brand: 1 });
    return (await found.lean<StoredClause[]>()).map(fromStored);
  }

  async findLiveOf({ name, language, brand }: Clause, session: ClientSession): Promise<Clause | null> {
    const filter = { name, language, brand, state: 'live' };
    const stored = await ClauseModel.findOne(filter as never, null, { session }).lean<StoredClause>();
    return stored === null ? null : fromStored(stored);
  }

  /** Every version of every clause, oldest version first. */
  async findAll(session: ClientSession | null = null): Promise<Clause[]> {
    const found = ClauseModel.find({}, null, { session }).sort({ name: 1, language: 1, brand: 1, version: 1 });
    return (await found.lean<StoredClause[]>()).map(fromStored);
  }

  async insert({ id, ...rest }: Clause, session: ClientSession): Promise<void> {
    const document = { _id: id as never, tenantId: currentTenant(), ...rest };
    await ClauseModel.collection.insertOne(document, { session });
  }

  async change(
    text: { readonly id: string; readonly revision: number },
    change: TextChange,
    entry: HistoryEntry,
    session: ClientSession,
  ): Promise<boolean> {
    const collection = ClauseModel.collection as unknown as mongoose.mongo.Collection;
    return changeVersion(collection, text, { change, entry }, session);
  }
}

function fromStored(stored: StoredClause): Clause {
  const { _id, name, language, version, html, state } = stored;
  const announcedAt = stored.announcedAt ?? null;
  return { id: _id, name, language, version, html, state, announcedAt, ...governanceOf(stored) };
}
