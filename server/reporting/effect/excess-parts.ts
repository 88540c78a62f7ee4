import type { ActivityIndex, CustomerIndex, ItemIndex } from '../facts/facts.ts';
import type { Stage, WorkedEpisode } from './episodes.ts';
import type { ExcessGroups } from './excess-groups.ts';
import { numberAt } from './number-at.ts';
import { splitWhole } from './split-whole.ts';

/** What of a stage counts for some of its contacts together. Amounts are whole minor units, deviation and doubt excepted. */
export interface StagePart {
  readonly customer: CustomerIndex;
  readonly item: ItemIndex;
  readonly stage: Stage;
  readonly key: string;
  readonly weight: number;
  readonly observed: number;
  readonly expected: number;
}

/** What of an episode counts for the contacts that a question is about, gathered by a key within each stage; over all keys it sums to the episode. */
export function partsOf(
  episode: WorkedEpisode,
  groups: ExcessGroups,
  keyOf: (activity: ActivityIndex) => string,
): StagePart[] {
  const { item, customer } = episode;
  return episode.stages.flatMap((stage) =>
    [...gathered(stage, groups, keyOf)].map(([key, share]) => ({ customer, item, stage, key, ...share })),
  );
}

type Gathered = Pick<StagePart, 'weight' | 'observed' | 'expected'>;

function gathered(
  { shares, ...stage }: Stage,
  groups: ExcessGroups,
  keyOf: (activity: ActivityIndex) => string,
): Map<string, Gathered> {
  const weights = shares.map(({ weight }) => weight);
  const [observed, expected] = [splitWhole(stage.observed, weights), splitWhole(stage.expected, weights)];
  const byKey = new Map<string, Gathered>();
  for (const [place, { activity, weight }] of shares.entries()) {
    if (!groups.takesContact(activity)) continue;
    const key = keyOf(activity);
    const known = byKey.get(key) ?? { weight: 0, observed: 0, expected: 0 };
    byKey.set(key, {
      weight: known.weight + weight,
      observed: known.observed + numberAt(observed, place),
      expected: known.expected + numberAt(expected, place),
    });
  }
  return byKey;
}
