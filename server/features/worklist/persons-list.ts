import type { AnswerOf } from '#shared/api/operation.ts';
import type { DuePromise, DueTask, readWorklist, StandingInFor, UntouchedCustomer } from '#shared/api/worklist.ts';

/** More of a kind nobody does in a day. */
export const MOST_OF_EACH = 50;

/** What is one person's today; of tasks at most MOST_OF_EACH, of the rest all. */
export interface PersonsList {
  readonly dataAsOf: Date | null;
  readonly tasks: readonly DueTask[];
  readonly taskCount: number;
  readonly promises: readonly DuePromise[];
  readonly untouched: readonly UntouchedCustomer[];
}

type Entries = Omit<AnswerOf<typeof readWorklist>, 'asOf' | 'dataAsOf' | 'standingInFor'>;

/** The list of somebody who is absent, as their stand-in reads it. */
export function markedFor(absent: StandingInFor, list: PersonsList): PersonsList {
  const onBehalfOf = presentAbsent(absent);
  const marked = <T>(entries: readonly T[]) => entries.map((entry) => ({ ...entry, onBehalfOf }));
  return { ...list, tasks: marked(list.tasks), promises: marked(list.promises), untouched: marked(list.untouched) };
}

export function presentAbsent({ id, name, until }: StandingInFor): StandingInFor {
  return { id, name, until };
}

/** The lists one after another; what stands in two is shown in the first. */
export function together(lists: readonly PersonsList[]): Entries {
  const promises = without(
    lists.map((list) => list.promises),
    (promise) => `${promise.activityId} ${promise.promisedFor}`,
  );
  const untouched = without(
    lists.map((list) => list.untouched),
    ({ customer }) => customer.id,
  );
  return {
    tasks: lists.flatMap(({ tasks }) => tasks),
    taskCount: lists.reduce((sum, { taskCount }) => sum + taskCount, 0),
    promises: promises.flatMap((own) => own.slice(0, MOST_OF_EACH)),
    promiseCount: promises.flat().length,
    untouched: untouched.flatMap((own) => own.slice(0, MOST_OF_EACH)),
    untouchedCount: untouched.flat().length,
  };
}

function without<T>(lists: readonly (readonly T[])[], keyOf: (entry: T) => string): T[][] {
  const seen = new Set<string>();
  return lists.map((list) => {
    const anew = list.filter((entry) => !seen.has(keyOf(entry)));
    for (const entry of anew) seen.add(keyOf(entry));
    return anew;
  });
}
