import type { ClientSession } from 'mongoose';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type StoredTextHold, TextHoldModel } from './text-hold-model.ts';

export type TextHold = Omit<StoredTextHold, '_id'> & { readonly id: string };

/** The holds of the current tenant. */
export class TextHoldRepository {
  /** Fails with a duplicate key where the customer is held already; see isDuplicateKey. */
  async insert({ id, ...hold }: TextHold, session: ClientSession): Promise<void> {
    await TextHoldModel.collection.insertOne({ _id: id as never, tenantId: currentTenant(), ...hold } as never, {
      session,
    });
  }

  async findById(id: string, session: ClientSession): Promise<TextHold | null> {
    const stored = await TextHoldModel.findById(id).session(session).lean<StoredTextHold>();
    return stored === null ? null : fromStored(stored);
  }

  /** The latest first. */
  async list(session: ClientSession | null = null): Promise<TextHold[]> {
    const stored = await TextHoldModel.find().sort({ setAt: -1, _id: 1 }).session(session).lean<StoredTextHold[]>();
    return stored.map(fromStored);
  }

  async writeLifting(id: string, lifting: TextHold['lifting'], session: ClientSession): Promise<void> {
    const filter = { _id: id as never, tenantId: currentTenant() };
    await TextHoldModel.collection.updateOne(filter, { $set: { lifting } }, { session });
  }

  async remove(id: string, session: ClientSession): Promise<void> {
    await TextHoldModel.deleteOne({ _id: id }, { session });
  }
}

function fromStored(stored: StoredTextHold): TextHold {
  const { _id: id, tenantId: _, ...hold } = stored as StoredTextHold & { tenantId: string };
  return { id, ...hold };
}
