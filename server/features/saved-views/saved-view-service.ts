import { randomBytes } from 'node:crypto';
import type { BodyOf } from '#shared/api/operation.ts';
import type { addSavedView, SavedViewView } from '#shared/api/saved-views.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { isDuplicateKey, once } from '../../mongo/once.ts';
import type { Clock } from '../../ports.ts';
import { type SavedView, viewNameKey } from './saved-view.ts';
import type { SavedViewRepository } from './saved-view-repository.ts';

type NewView = BodyOf<typeof addSavedView>;

/** Pages with their filters that managers keep under a name, for themselves or for all of them. */
export class SavedViewService {
  constructor(
    private readonly savedViews: SavedViewRepository,
    private readonly clock: Clock,
  ) {}

  /** The asker's own and the shared ones, by name. */
  async list(asker: Actor): Promise<SavedViewView[]> {
    return (await this.savedViews.findSeenBy(asker.userId)).map((view) => present(view, asker));
  }

  /** Saves a view, once for a key. Throws DomainError `view_taken` where the list has that name already. */
  async add(body: NewView, { actor, key }: { actor: Actor; key: string }): Promise<SavedViewView> {
    const name = body.name.trim();
    if (viewNameKey(name) === '') {
      const problem = 'has no letter in it';
      throw new DomainError('request_invalid', `The name ${problem}.`, [{ field: 'name', problem }]);
    }
    const at = this.clock.now();
    return once({ userId: actor.userId, operation: 'addSavedView', key, body, at }, async (session) => {
      const savedBy = { id: actor.userId, name: actor.name };
      const view: SavedView = { ...body, id: randomBytes(12).toString('hex'), name, savedBy };
      await this.savedViews.insert(view, at, session).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        const problems = [{ field: 'name', problem: 'is taken' }];
        throw new DomainError('view_taken', `There is a view "${name}" already; choose another name.`, problems);
      });
      return present(view, actor);
    });
  }

  /** Throws DomainError `view_not_found`, also for what somebody else keeps for themselves, and `not_allowed` for what somebody else shared. */
  async remove(id: string, actor: Actor): Promise<void> {
    const view = await this.savedViews.findById(id);
    if (view === null || !isSeenBy(view, actor)) throw new DomainError('view_not_found', 'There is no such view.');
    if (!mayChange(view, actor)) {
      throw new DomainError('not_allowed', `${view.savedBy.name} shared this view; they or an admin can remove it.`);
    }
    await this.savedViews.remove(id);
  }
}

function isSeenBy({ scope, savedBy }: SavedView, { userId }: Actor): boolean {
  return scope === 'shared' || savedBy.id === userId;
}

/** What somebody shared and left behind when they left can be cleared away by an admin. */
function mayChange({ scope, savedBy }: SavedView, { userId, role }: Actor): boolean {
  return savedBy.id === userId || (scope === 'shared' && role === 'admin');
}

function present(view: SavedView, asker: Actor): SavedViewView {
  const { id, name, address, scope, savedBy } = view;
  return { id, name, address, scope, by: savedBy.name, isMine: mayChange(view, asker) };
}
