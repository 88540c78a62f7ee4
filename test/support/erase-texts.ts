import { currentTenant } from '../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../server/mongo/versions.ts';
import type { ActivityId } from '../../shared/domain/ids.ts';
import type { TestApp, TestUser } from './app.ts';

/** Erases the texts of an activity and of what points back to it, on behalf of the tenant at hand. */
export async function eraseTextsOf(app: TestApp, id: string, { actor }: TestUser): Promise<void> {
  const theirs = { tenantId: currentTenant(), refersTo: id, kind: { $ne: 'activity' } };
  const back = await collectionNamed<{ _id: ActivityId }>('activities')
    .find(theirs as never)
    .toArray();
  const ids = [id as ActivityId, ...back.map(({ _id }) => _id)];
  const by = { id: actor.userId, name: actor.name };
  const erased = { actor: by, zone: actor.zone, client: 'page', clientKey: 'an-erasure' } as const;
  await app.services.textErasure.erase(ids, erased);
}
