import type { ActivityView, correctActivity } from '#shared/api/activities.ts';
import type { BodyInput } from '#shared/api/operation.ts';

/** What writes an entry anew as it stood before it was corrected; `note` is its note in full. */
export function asItStood(entry: ActivityView, note: string): BodyInput<typeof correctActivity> {
  const { itemIds, code, outcome, reason, contact } = entry;
  return {
    itemIds: [...itemIds],
    code,
    client: 'gmail',
    ...(outcome === null ? {} : { outcome }),
    ...(reason === null ? {} : { reason }),
    ...(contact === null ? {} : { contact: { ...contact } }),
    ...(note === '' ? {} : { note }),
    ...wordOf(entry),
  };
}

/** Its parts where it has several, else its amount and day. */
function wordOf({ instalments, amount, date }: ActivityView) {
  if (instalments.length > 0)
    return { instalments: instalments.map((part) => ({ ...part, amount: { ...part.amount } })) };
  return { ...(amount === null ? {} : { amount: { ...amount } }), ...(date === null ? {} : { date }) };
}
