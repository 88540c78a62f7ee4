import type { UserId } from '#shared/domain/ids.ts';

/** A page with its filters under a name. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly scope: 'own' | 'shared';
  readonly savedBy: { readonly id: UserId; readonly name: string };
}

/** A name as it is compared: two views whose names differ in case or spaces alone would be mistaken for one another. */
export function viewNameKey(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
