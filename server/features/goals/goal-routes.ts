import { addGoal, listGoals, removeGoal } from '#shared/api/goals.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { GoalService } from './goal-service.ts';

export function goalEndpoints({ goals }: { readonly goals: GoalService }): Endpoint[] {
  return [
    endpoint(listGoals, async ({ query }) => goals.list(query.on)),
    endpoint(addGoal, async ({ body, actor, idempotencyKey: key }) => goals.add(body, { actor, key })),
    endpoint(removeGoal, async ({ params }) => {
      await goals.remove(params.id);
      return {};
    }),
  ];
}
