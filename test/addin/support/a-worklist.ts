import type { Worklist } from '../../../addin/state/worklist-desk.ts';
import type { TaskView } from '../../../shared/api/tasks.ts';
import { calendarDate } from '../../../shared/domain/calendar-date.ts';
import { aCard, eur } from './a-card.ts';

const ANA = { id: 'u1', name: 'Ana Reyes' };

export function aTask(changes: Partial<TaskView> = {}): TaskView {
  return {
    id: 'task-1',
    customer: aCard('c1').customer,
    text: 'Ask for the remittance',
    dueOn: calendarDate('2026-11-20'),
    owner: ANA,
    state: 'open',
    createdBy: ANA,
    createdAt: '2026-11-18T09:00:00.000Z',
    closedAt: null,
    ...changes,
  };
}

/** One of each kind; every figure is in it once. */
export function aWorklist(changes: Partial<Worklist> = {}): Worklist {
  return {
    asOf: calendarDate('2026-11-20'),
    dataAsOf: '2026-11-20T05:00:00.000Z',
    tasks: [aTask()],
    taskCount: 1,
    promises: [
      {
        customer: aCard('c2').customer,
        activityId: 'p1',
        amount: eur(300_000),
        paid: eur(40_000),
        promisedFor: calendarDate('2026-11-13'),
        state: 'broken',
        by: { id: 'u2', name: 'Ben Okafor' },
      },
    ],
    promiseCount: 1,
    untouched: [
      {
        customer: aCard('c3').customer,
        pastDue: [eur(900_000)],
        daysPastDue: 66,
        lastContact: { at: '2026-10-30T10:00:00.000Z', by: 'Cleo Marsh', code: 'phone_no_answer' },
      },
    ],
    untouchedCount: 60,
    ...changes,
  };
}
