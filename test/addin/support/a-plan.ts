import type { DisputeView } from '../../../shared/api/disputes.ts';
import type { TaskView } from '../../../shared/api/tasks.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard } from './a-card.ts';

const ANA = { id: 'u1', name: 'Ana Reyes' };

/** An open task of the reader's own for customer `c1`. */
export function aTask(changes: Partial<TaskView> = {}): TaskView {
  return {
    id: 'task-1',
    customer: aCard().customer,
    text: 'Send the contract',
    dueOn: calendarDate('2026-11-23'),
    owner: ANA,
    state: 'open',
    createdBy: ANA,
    createdAt: '2026-11-20T09:00:00.000Z',
    closedAt: null,
    ...changes,
  };
}

/** An open dispute that the reader recorded and sees to. */
export function aDispute(changes: Partial<DisputeView> = {}): DisputeView {
  return {
    id: 'dispute-1',
    customerId: 'c1',
    itemIds: ['item-1'],
    itemNumbers: ['104233'],
    amount: null,
    reason: 'disputed',
    raisedOn: calendarDate('2026-11-18'),
    raisedBy: ANA,
    owner: ANA,
    resolution: null,
    ...changes,
  };
}
