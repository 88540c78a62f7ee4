/** What Google calls by itself, and under which path of the add-on. Each has an address of its own, which is the audience of its calls. */
export const TRIGGERS = { home: '/home', message: '/message', refresh: '/refresh' } as const;
export type TriggerName = keyof typeof TRIGGERS;

/** The path of a button's handler. */
export function actionPath(action: string): `/actions/${string}` {
  return `/actions/${action}`;
}
