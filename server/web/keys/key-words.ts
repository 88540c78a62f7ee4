import type { MachineKeyView } from '#shared/api/machine-keys.ts';
import type { MachineScope } from '#shared/api/machine-scope.ts';

/** What each scope opens, in an admin's words. */
export const SCOPE_WORDS: Readonly<Record<MachineScope, string>> = {
  feeds: 'Bring files of the ERP and the bank, and ask what became of them',
  documents: 'Store the ERP’s invoice documents',
  figures: 'Read reports',
  customers: 'Read customers, their items, promises and disputes',
};

export type KeyState = 'valid' | 'ends soon' | 'has run out' | 'ended';

const SOON_MS = 14 * 24 * 60 * 60_000;

/** How a key stands at an instant. */
export function keyStateOf(
  { expiresAt, revokedAt }: Pick<MachineKeyView, 'expiresAt' | 'revokedAt'>,
  now: number,
): KeyState {
  if (revokedAt !== null) return 'ended';
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'has run out';
  return left < SOON_MS ? 'ends soon' : 'valid';
}
