import { mergeCustomers, undoMerge } from '#shared/api/customers.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { CustomerMergeService, Merged } from './customer-merge-service.ts';

export function customerMergeEndpoints({
  customerMerges,
}: {
  readonly customerMerges: CustomerMergeService;
}): Endpoint[] {
  return [
    endpoint(mergeCustomers, async ({ params, body, actor }) => {
      const order = { actor: actor.email, reason: body.reason };
      return presentMerged(await customerMerges.merge(params.id as CustomerId, body.intoId as CustomerId, order));
    }),
    endpoint(undoMerge, async ({ params, body, actor }) => {
      const order = { actor: actor.email, reason: body.reason };
      return presentMerged(await customerMerges.undo(params.id as CustomerId, order));
    }),
  ];
}

function presentMerged({ customer: { id, number, name }, run }: Merged) {
  return { customer: { id, number, name }, run };
}
