import type { PromiseView } from '#shared/api/promises-to-pay.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import type { LogEntry } from '../activities/activity-service.ts';
import type { JudgedPart } from './judged-promise.ts';

/** A promise of a customer, or of one for whom that customer stands. */
export function presentPromise(promise: LogEntry, customerId: CustomerId, parts: readonly JudgedPart[]): PromiseView {
  const { id: activityId, itemIds, actor, businessDay: madeOn } = promise;
  return {
    activityId,
    customerId,
    itemIds: [...itemIds],
    by: { id: actor.id, name: actor.name },
    madeOn,
    instalments: parts.map(({ amount, promisedFor, lastDay, paid, state }) => {
      return { amount, promisedFor, lastDay, paid, state };
    }),
  };
}
