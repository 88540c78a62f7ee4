import type { DisputeView } from '#shared/api/disputes.ts';
import type { ActivityId, CustomerId } from '#shared/domain/ids.ts';
import type { LogEntry } from '../activities/activity-service.ts';
import type { Dispute } from './dispute.ts';

/** What is known of a dispute beside the log's entries. */
export interface BesideDispute {
  /** Who stands for the customer. */
  readonly customerId: CustomerId;
  readonly owner: DisputeView['owner'];
  /** Of resolutions, by the entries' ids. */
  readonly notes: ReadonlyMap<ActivityId, string>;
}

export function presentDispute(
  { raised, resolution }: Dispute,
  { customerId, owner, notes }: BesideDispute,
): DisputeView {
  const { id, itemIds, itemNumbers, amount, reason, businessDay, actor } = raised;
  return {
    id,
    customerId,
    itemIds: [...itemIds],
    itemNumbers: [...itemNumbers],
    amount,
    reason: reason ?? 'disputed',
    raisedOn: businessDay,
    raisedBy: { id: actor.id, name: actor.name },
    owner,
    resolution: resolution === null ? null : presentResolution(resolution, notes),
  };
}

function presentResolution(
  { id, resolution: how = 'settled_in_part', actor, recordedAt }: LogEntry,
  notes: ReadonlyMap<ActivityId, string>,
): DisputeView['resolution'] {
  const by = { id: actor.id, name: actor.name };
  return { how, by, at: recordedAt.toISOString(), note: notes.get(id) ?? null };
}
