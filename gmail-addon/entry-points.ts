import type { ADDON_TRIGGERS } from '#shared/api/gmail-deployment.ts';

export type TriggerName = keyof typeof ADDON_TRIGGERS;

/** Those that stand in the add-on’s own menu. */
export const UNIVERSAL: ReadonlySet<TriggerName> = new Set(['refresh', 'figures']);

/** The path of a button's handler. */
export function actionPath(action: string): `/actions/${string}` {
  return `/actions/${action}`;
}
