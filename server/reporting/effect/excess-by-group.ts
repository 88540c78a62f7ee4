import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { Episodes, WorkedEpisode } from './episodes.ts';
import { type Excess, ExcessSum, type Together } from './excess.ts';
import type { ExcessGrouping, ExcessGroups } from './excess-groups.ts';
import { partsOf, type StagePart } from './excess-parts.ts';

/** Excess cash of a group in one currency. */
export interface GroupExcess {
  readonly key: string;
  readonly currency: CurrencyCode;
  readonly excess: Excess;
  /** The mean chance, 0 to 1, that what was taken up would have been paid anyway: high is easy. */
  readonly difficulty: number;
  /** What of the items was unpaid at the first contact, as far as it counts for the group. */
  readonly amount: number;
}

/** Adds up what counts for one group. */
class GroupSum {
  private readonly sum: ExcessSum;
  private readonly episodes = new Set<WorkedEpisode>();
  private chances = 0;
  private weights = 0;
  private amount = 0;

  constructor(together: Together) {
    this.sum = new ExcessSum(together);
  }

  add(episode: WorkedEpisode, { customer, stage, weight, observed, expected }: StagePart): void {
    const { deviation, doubt, chance } = stage;
    this.sum.add({ customer, observed, expected, chance, deviation: weight * deviation, doubt: weight * doubt });
    if (stage === episode.stages[0]) {
      this.chances += weight * chance;
      this.weights += weight;
      this.amount += weight * stage.minor;
    }
    this.episodes.add(episode);
  }

  result(): Pick<GroupExcess, 'excess' | 'difficulty' | 'amount'> {
    const difficulty = this.weights === 0 ? 0 : this.chances / this.weights;
    return { excess: this.sum.excess(this.episodes.size), difficulty, amount: Math.round(this.amount) };
  }
}

/** Excess cash by group and currency; `null` gathers all. Groups are in the order of their keys within a currency. */
export function excessByGroup(
  { episodes, together }: Episodes,
  groups: ExcessGroups,
  by: ExcessGrouping | null,
  currencyOf: (item: number) => CurrencyCode,
): GroupExcess[] {
  const sums = new Map<string, { key: string; currency: CurrencyCode; sum: GroupSum }>();
  for (const episode of episodes) {
    const { customer, item } = episode;
    if (!groups.takesCustomer(customer) || !groups.takesCurrency(item)) continue;
    const currency = currencyOf(item);
    const keyOf = (activity: number) => (by === null ? '' : groups.keyOf(by, activity, customer));
    for (const part of partsOf(episode, groups, keyOf)) {
      const place = `${currency} ${part.key}`;
      const known = sums.get(place) ?? { key: part.key, currency, sum: new GroupSum(together) };
      known.sum.add(episode, part);
      sums.set(place, known);
    }
  }
  return [...sums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { key, currency, sum }]) => ({ key, currency, ...sum.result() }));
}
