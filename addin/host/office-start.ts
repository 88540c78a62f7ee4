import type { OfficeApi } from './outlook-call.ts';

/** Office.js' own promise never settles where a part of it was blocked. */
const WAIT_MS = 10_000;

export type OfficeStart =
  | { readonly as: 'ready'; readonly office: OfficeApi }
  | { readonly as: 'absent'; readonly isLoaded: boolean };

/** Waits for Office.js beside a mailbox, but not for ever. */
export async function startOffice(waitMs = WAIT_MS): Promise<OfficeStart> {
  if (typeof Office === 'undefined') return { as: 'absent', isLoaded: false };
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), waitMs);
  });
  const isReady = await Promise.race([Office.onReady().then(() => true), late]);
  // In a plain browser tab Office.js is ready and has no mailbox.
  const hasMailbox = isReady && (Office.context as Partial<Office.Context>).mailbox !== undefined;
  return hasMailbox ? { as: 'ready', office: Office } : { as: 'absent', isLoaded: true };
}
