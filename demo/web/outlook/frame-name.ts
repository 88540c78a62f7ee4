import { type ClientName, isClientName } from './host-profile.ts';

export const NESTED_APP_AUTH = ['works', 'asks', 'off', 'fails', 'hangs'] as const;
/** How nested app authentication goes in the client; the set can be said to be supported and still fail (office-js#6691, #6610). */
export type NestedAppAuth = (typeof NESTED_APP_AUTH)[number];

/** What the add-in's frame is told by its name: the real Office.js learns from the window's name what it runs in, too. */
export interface FrameName {
  readonly client: ClientName;
  readonly nestedAppAuth: NestedAppAuth;
}

const PLAIN: FrameName = { client: 'web', nestedAppAuth: 'off' };

export function writeFrameName(name: FrameName): string {
  return JSON.stringify(name);
}

/** Reads a window's name; a window that the mailbox page did not name is as in Outlook on the web. */
export function readFrameName(name: string): FrameName {
  if (!name.startsWith('{')) return PLAIN;
  const { client, nestedAppAuth } = JSON.parse(name) as Partial<FrameName>;
  return {
    client: client !== undefined && isClientName(client) ? client : PLAIN.client,
    nestedAppAuth: nestedAppAuth ?? PLAIN.nestedAppAuth,
  };
}
