import { DomainError } from '../../errors.ts';
import type { RunOutcome } from '../receivables/run-service.ts';
import type { CertainMatches } from './certain-matches-service.ts';

/** What cash application does after a feed; gives sentences for its outcome. */
export class CashAfterFeed {
  constructor(private readonly parts: { readonly certainMatches: CertainMatches }) {}

  /** Posts what is certain where the feed changed the ledger. The feed stands as it is. */
  async afterFeed({ state }: Pick<RunOutcome, 'state'>): Promise<readonly string[]> {
    if (state !== 'committed') return [];
    try {
      const posted = await this.parts.certainMatches.postWhereWanted();
      if (posted === 0) return [];
      return [posted === 1 ? '1 certain match was posted.' : `${posted} certain matches were posted.`];
    } catch (error) {
      // The feed was taken, whatever became of this: an error would say that it was not.
      if (error instanceof DomainError && error.code === 'feed_busy') {
        return ['Certain matches were not posted, because another run is changing the ledger; the next feed will.'];
      }
      const reason = error instanceof Error ? error.message : String(error);
      return [`Certain matches were not posted: ${reason} They can be posted from the page of cash application.`];
    }
  }
}
