import { assignDispute, listDisputes, recordDispute, resolveDispute } from '#shared/api/disputes.ts';
import type { ActivityId, CustomerId, UserId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { DisputeService } from './dispute-service.ts';

export function disputeEndpoints({ disputes }: { readonly disputes: DisputeService }): Endpoint[] {
  return [
    endpoint(recordDispute, async ({ body, actor, idempotencyKey }) =>
      disputes.record(body, { actor, key: idempotencyKey }),
    ),
    endpoint(listDisputes, async ({ query }) => ({ disputes: await disputes.list(query.customerId as CustomerId) })),
    endpoint(assignDispute, async ({ params, body, actor, idempotencyKey }) =>
      disputes.assign(params.id as ActivityId, body.ownerId as UserId, { actor, key: idempotencyKey }),
    ),
    endpoint(resolveDispute, async ({ params, body, actor, idempotencyKey }) =>
      disputes.resolve(params.id as ActivityId, body, { actor, key: idempotencyKey }),
    ),
  ];
}
