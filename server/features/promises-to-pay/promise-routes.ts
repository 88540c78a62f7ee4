import { listPromises, recordPromise } from '#shared/api/promises-to-pay.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { PromiseService } from './promise-service.ts';

export function promiseEndpoints({ promises }: { readonly promises: PromiseService }): Endpoint[] {
  return [
    endpoint(recordPromise, async ({ body, actor, idempotencyKey }) =>
      promises.record(body, { actor, key: idempotencyKey }),
    ),
    endpoint(listPromises, async ({ query, actor }) => ({
      promises: await promises.list(query.customerId as CustomerId, actor),
    })),
  ];
}
