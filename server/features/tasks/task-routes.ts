import { changeTask, createTask, listTasks } from '#shared/api/tasks.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { TaskService } from './task-service.ts';

export function taskEndpoints({ tasks }: { readonly tasks: TaskService }): Endpoint[] {
  return [
    endpoint(createTask, async ({ body, actor, idempotencyKey }) => tasks.create(body, { actor, key: idempotencyKey })),
    endpoint(changeTask, async ({ params, body, actor, idempotencyKey }) =>
      tasks.change(params.id, body, { actor, key: idempotencyKey }),
    ),
    endpoint(listTasks, async ({ query }) => ({ tasks: await tasks.ofCustomer(query.customerId as CustomerId) })),
  ];
}
