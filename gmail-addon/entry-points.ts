/** What Google calls by itself, and under which path of the add-on. Each has an address of its own, which is the audience of its calls. */
export const TRIGGERS = { home: '/home', message: '/message', refresh: '/refresh', figures: '/figures' } as const;
export type TriggerName = keyof typeof TRIGGERS;

/** Those that stand in the add-on’s own menu. */
export const UNIVERSAL: ReadonlySet<TriggerName> = new Set(['refresh', 'figures']);

/** The path of a button's handler. */
export function actionPath(action: string): `/actions/${string}` {
  return `/actions/${action}`;
}
