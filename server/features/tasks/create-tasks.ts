import type { Clock } from '../../ports.ts';
import { TaskRepository } from './task-repository.ts';
import { type TaskParts, TaskService } from './task-service.ts';

/** Makes the service of tasks. */
export function createTasks(parts: Omit<TaskParts, 'tasks'>, clock: Clock): { tasks: TaskService } {
  const { users, customers, ledgerPositions, freeText } = parts;
  return {
    tasks: new TaskService({ tasks: new TaskRepository(), users, customers, ledgerPositions, freeText }, clock),
  };
}
