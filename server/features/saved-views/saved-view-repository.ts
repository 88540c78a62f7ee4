import { type ClientSession, trusted } from 'mongoose';
import type { UserId } from '#shared/domain/ids.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { type SavedView, viewNameKey } from './saved-view.ts';
import { SavedViewModel, type StoredSavedView } from './saved-view-model.ts';

const SHARED = 'shared';

/** The saved views of the current tenant. */
export class SavedViewRepository {
  /** Those that a user sees: their own and the shared ones, by name. */
  async findSeenBy(userId: UserId): Promise<SavedView[]> {
    const found = SavedViewModel.find({ list: trusted({ $in: [userId, SHARED] }) }).sort({ nameKey: 1, list: 1 });
    return (await found.lean<StoredSavedView[]>()).map(fromStored);
  }

  async findById(id: string): Promise<SavedView | null> {
    const stored = await SavedViewModel.findById(id).lean<StoredSavedView>();
    return stored === null ? null : fromStored(stored);
  }

  /** Fails with a duplicate key where the name is taken in its list. */
  async insert({ id, name, address, scope, savedBy }: SavedView, savedAt: Date, session: ClientSession): Promise<void> {
    const stored = {
      _id: id as never,
      tenantId: currentTenant(),
      list: scope === 'own' ? savedBy.id : SHARED,
      name,
      nameKey: viewNameKey(name),
      address,
      savedBy: savedBy.id,
      savedByName: savedBy.name,
      savedAt,
    };
    await SavedViewModel.collection.insertOne(stored, { session });
  }

  async remove(id: string): Promise<void> {
    await SavedViewModel.deleteOne({ _id: id });
  }
}

function fromStored({ _id, list, name, address, savedBy, savedByName }: StoredSavedView): SavedView {
  const scope = list === SHARED ? 'shared' : 'own';
  return { id: _id, name, address, scope, savedBy: { id: savedBy, name: savedByName } };
}
