import { isDeepStrictEqual } from 'node:util';
import type { ClientSession } from 'mongoose';
import type { AdminArea } from '#shared/api/admin-log.ts';
import type { Clock } from '../ports.ts';
import type { AdminChange, AdminChangeRepository, AdminChangesAsked } from './admin-change-repository.ts';

/** What somebody did to the set-up; `before` and `after` carry no secret. */
export interface AdminDeed {
  /** The e-mail address of who did it, or `command line`. */
  readonly by: string;
  readonly area: AdminArea;
  /** In the trade's words, such as `role_changed`. */
  readonly deed: string;
  /** What it was done to: an address, a template's name. */
  readonly subject: string;
  /** Null where there was nothing before. */
  readonly before: unknown;
  /** Null where there is nothing any more. */
  readonly after: unknown;
}

const PAGE = 100;

/** What admins changed, with before and after. Entries are added in the transaction of the change itself, and never altered. */
export class AdminLogService {
  constructor(
    private readonly changes: AdminChangeRepository,
    private readonly clock: Clock,
  ) {}

  /** Writes a change of the current tenant's set-up down; what changed nothing is not written. */
  async note(deed: AdminDeed, session: ClientSession): Promise<void> {
    if (isDeepStrictEqual(deed.before, deed.after)) return;
    await this.changes.insert({ at: this.clock.now(), ...deed }, session);
  }

  /** The latest changes of a kind, the last one first. */
  async latest(asked: AdminChangesAsked, limit: number): Promise<AdminChange[]> {
    return this.changes.find(asked, limit);
  }

  /** A page of changes, the latest first, and where the next page begins; null after the last. */
  async list(asked: AdminChangesAsked): Promise<{ changes: AdminChange[]; next: string | null }> {
    const found = await this.changes.find(asked, PAGE + 1);
    const changes = found.slice(0, PAGE);
    return { changes, next: found.length > PAGE ? (changes.at(-1)?.id ?? null) : null };
  }
}
