import type { Episodes } from '../../effect/episodes.ts';
import { ExcessGroups } from '../../effect/excess-groups.ts';
import { partsOf, type StagePart } from '../../effect/excess-parts.ts';
import { keptEpisodes } from '../../effect/kept-episodes.ts';
import type { ItemIndex } from '../../facts/facts.ts';
import type { Scope } from './scope.ts';

/** What of the episodes of a period counts for a question. */
export interface WorkedEpisodes {
  readonly parts: readonly StagePart[];
  /** How many episodes each item has. */
  readonly counts: ReadonlyMap<ItemIndex, number>;
}

/** All episodes of the question's period, whoever is asked about. */
export function episodesFor({ facts, from, to, question }: Scope): Episodes {
  const { calendar, graceDays } = question;
  return keptEpisodes({ facts, from, to, calendar, graceDays });
}

/** The episodes on the question's items, as far as they count for the people that it is about. */
export function workedEpisodes(scope: Scope): WorkedEpisodes {
  return scope.once(workedEpisodes, () => {
    const { facts, from, question } = scope;
    const { activities } = facts;
    const groups = new ExcessGroups(facts, {}, from - 1);
    const isAsked = (activity: number) =>
      question.collectors === undefined ||
      (!activities.isAutomatic(activity) && scope.isBy(activities.collector[activity] ?? -1));
    const parts: StagePart[] = [];
    const counts = new Map<ItemIndex, number>();
    for (const episode of episodesFor(scope).episodes) {
      if (!scope.hasItem(episode.item)) continue;
      const own = partsOf(episode, groups, (activity) => (isAsked(activity) ? ASKED : ''));
      const asked = own.filter(({ key }) => key === ASKED);
      if (asked.length > 0) counts.set(episode.item, (counts.get(episode.item) ?? 0) + 1);
      parts.push(...asked);
    }
    return { parts, counts };
  });
}

const ASKED = 'asked';
