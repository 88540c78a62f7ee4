import type { CustomerId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { seesOwner } from '../../portfolio.ts';
import type { ThreadLookup } from './thread-lookup-read-model.ts';

/** What was found of a thread without the customers that somebody does not see: for them, nothing points to these. */
export function withinPortfolio(lookup: ThreadLookup, actor: Pick<Actor, 'portfolio'>): ThreadLookup {
  if (actor.portfolio === null) return lookup;
  const { hits } = lookup;
  const standing = (id: CustomerId) => lookup.customers.get(lookup.customers.get(id)?.mergedInto ?? id);
  const isSeen = (id: CustomerId) => seesOwner(actor, standing(id)?.ownerEmail ?? '');
  return {
    customers: new Map([...lookup.customers].filter(([id]) => isSeen(id))),
    hits: {
      ...hits,
      links: hits.links.filter(({ customerId }) => isSeen(customerId)),
      earlier: hits.earlier.filter(({ customerId }) => isSeen(customerId)),
      items: hits.items.filter(({ customerId }) => isSeen(customerId)),
      customers: hits.customers.filter(({ id }) => isSeen(id)),
    },
  };
}
