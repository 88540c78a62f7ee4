import { recordActivity, withdrawActivity } from '#shared/api/activities.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { ActivityService } from './activity-service.ts';

export function activityEndpoints({ activityService }: { activityService: ActivityService }): Endpoint[] {
  return [
    endpoint(recordActivity, async ({ body, actor, idempotencyKey }) =>
      activityService.record(body, { actor, key: idempotencyKey }),
    ),
    endpoint(withdrawActivity, async ({ params, body, actor, idempotencyKey }) =>
      activityService.withdraw(params.id as ActivityId, body.reason, { actor, key: idempotencyKey }),
    ),
  ];
}
