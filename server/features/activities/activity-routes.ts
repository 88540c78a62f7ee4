import { correctActivity, readActivityText, recordActivity, withdrawActivity } from '#shared/api/activities.ts';
import type { ActivityId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { TextRulesService } from '../texts/text-rules-service.ts';
import type { ActivityAmendments } from './activity-amendment-service.ts';
import type { ActivityService } from './activity-service.ts';

export interface ActivityServices {
  readonly activityService: ActivityService;
  readonly activityAmendments: ActivityAmendments;
  readonly textRules: TextRulesService;
}

export function activityEndpoints(services: ActivityServices): Endpoint[] {
  const { activityService, activityAmendments, textRules } = services;
  return [
    endpoint(recordActivity, async ({ body, actor, idempotencyKey }) =>
      activityService.record(body, { actor, key: idempotencyKey }),
    ),
    endpoint(withdrawActivity, async ({ params, body, actor, idempotencyKey }) =>
      activityAmendments.withdraw(params.id as ActivityId, body.reason, { actor, key: idempotencyKey }),
    ),
    endpoint(correctActivity, async ({ params, body, actor, idempotencyKey }) =>
      activityAmendments.correct(params.id as ActivityId, body, { actor, key: idempotencyKey }),
    ),
    endpoint(readActivityText, async ({ params, actor }) =>
      activityService.readText(params.id as ActivityId, await textRules.mayRead(actor.role)),
    ),
  ];
}
