import type { UserId } from '#shared/domain/ids.ts';

/** A manager's list of people; someone may be in several. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly memberIds: readonly UserId[];
}

/** A name as it is compared: two teams whose names differ in case or spaces alone would be mistaken for one another. */
export function teamNameKey(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
