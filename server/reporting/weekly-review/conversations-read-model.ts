import { currentTenant } from '../../mongo/tenancy.ts';
import { collectionNamed } from '../../mongo/versions.ts';

interface StoredCorrelation {
  readonly message: { readonly conversation: string | null } | null;
}

/** The conversations that activities are of, by the activity's id; those without one are left out. Ids alone: what was said in them can be erased. Runs on `activities`. */
export async function conversationsOf(activityIds: readonly string[]): Promise<Map<string, string>> {
  if (activityIds.length === 0) return new Map();
  const filter = { tenantId: currentTenant(), _id: { $in: [...activityIds] } };
  const projection = { 'message.conversation': 1 };
  const stored = await collectionNamed<StoredCorrelation>('activities')
    .find(filter as never, { projection })
    .toArray();
  return new Map(
    stored.flatMap(({ _id, message }): [string, string][] =>
      message?.conversation ? [[String(_id), message.conversation]] : [],
    ),
  );
}
