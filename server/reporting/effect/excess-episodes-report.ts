import type { Money } from '#shared/domain/money.ts';
import { customerColumns } from '../customer-refs.ts';
import type { Facts } from '../facts/facts.ts';
import { actorRef, customerRef, dayRef } from '../facts-refs.ts';
import type { Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { EFFECT_IN_WORDS } from './effect-in-words.ts';
import type { WorkedEpisode } from './episodes.ts';
import { episodesAsked, groupsAsked, wholeMoney } from './excess-cash-report.ts';
import { EXCESS_FILTERS, type ExcessGroups } from './excess-groups.ts';
import { partsOf } from './excess-parts.ts';

/** The episodes behind excess cash, one row each; under the same filters they add up to its totals. */
export const excessEpisodesReport: Report = {
  name: 'excess-episodes',
  about: 'period',
  usualDays: 90,
  filters: [...EXCESS_FILTERS],
  holdsUntilChange: true,
  definition: () => ({
    title: 'Episodes behind excess cash',
    words: [
      'One row an episode. Where the question is about some contacts alone, a row has their share of it. Observed, expected and excess add up to those of excess-cash under the same filters.',
      ...EFFECT_IN_WORDS,
    ],
  }),
  run: async (question) => bodyOf(question, await question.facts()),
  lines: (rows) => rows,
  columns: [
    ...customerColumns,
    { title: 'Item', cells: ({ itemNumber }) => String(itemNumber) },
    { title: 'First contact', cells: ({ contactOn }) => String(contactOn) },
    { title: 'Counted after', cells: ({ after }) => String(after) },
    { title: 'Counted until', cells: ({ until }) => String(until) },
    { title: 'Contacts', cells: ({ contacts }) => contactsInWords(contacts as ContactRef[]) },
    { title: 'Unpaid', cells: ({ amount }) => decimalCell(amount) },
    { title: 'Chance anyway', cells: ({ chance }) => Number(chance) },
    { title: 'Observed', cells: ({ observed }) => decimalCell(observed) },
    { title: 'Expected anyway', cells: ({ expected }) => decimalCell(expected) },
    { title: 'Excess', cells: ({ excess }) => decimalCell(excess) },
    { title: 'Currency', cells: ({ excess }) => (excess as Money).currency },
  ],
};

interface ContactRef {
  readonly on: string;
  readonly code: string;
  readonly by: { readonly name: string };
}

function contactsInWords(contacts: readonly ContactRef[]): string {
  return contacts.map(({ on, code, by }) => `${on} ${code}, ${by.name}`).join('; ');
}

function bodyOf(question: ReportQuestion, facts: Facts): ReportBody {
  const groups = groupsAsked(question, facts);
  const rows: ReportRow[] = [];
  const sums = new Map<string, { episodes: number; observed: number; expected: number }>();
  for (const episode of episodesAsked(question, facts).episodes) {
    if (!groups.takesCustomer(episode.customer) || !groups.takesCurrency(episode.item)) continue;
    const share = shareOf(episode, groups);
    if (share === null) continue;
    const currency = facts.items.currencyOf(episode.item);
    const sum = sums.get(currency) ?? { episodes: 0, observed: 0, expected: 0 };
    sum.episodes += 1;
    sum.observed += share.observed;
    sum.expected += share.expected;
    sums.set(currency, sum);
    rows.push(rowOf(facts, episode, share));
  }
  const totals = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, sum]) => totalOf(currency, sum));
  return { totals, rows };
}

interface Share {
  readonly observed: number;
  readonly expected: number;
}

/** What of an episode is about the contacts that are asked about; null where nothing is. */
function shareOf(episode: WorkedEpisode, groups: ExcessGroups): Share | null {
  const parts = partsOf(episode, groups, () => '');
  if (parts.length === 0) return null;
  return {
    observed: parts.reduce((sum, { observed }) => sum + observed, 0),
    expected: parts.reduce((sum, { expected }) => sum + expected, 0),
  };
}

function moneyFields(currency: Money['currency'], { observed, expected }: Share) {
  return {
    observed: wholeMoney(observed, currency),
    expected: wholeMoney(expected, currency),
    excess: wholeMoney(observed - expected, currency),
  };
}

function totalOf(currency: string, { episodes, ...share }: Share & { readonly episodes: number }): ReportRow {
  return { currency, episodes, ...moneyFields(currency as Money['currency'], share) };
}

function rowOf(facts: Facts, { item, customer, stages }: WorkedEpisode, share: Share): ReportRow {
  const { items } = facts;
  const [first, last] = [stages[0], stages.at(-1)];
  const currency = items.currencyOf(item);
  return {
    customer: customerRef(facts, customer),
    itemId: items.id(item),
    itemNumber: items.number(item),
    dueOn: dayRef(items.dueOn[item] ?? 0),
    contactOn: dayRef(first?.contactOn ?? 0),
    after: dayRef(first?.after ?? 0),
    until: dayRef(last?.until ?? 0),
    contacts: (last?.shares ?? []).map(({ activity, weight }) => ({
      activityId: facts.activities.id(activity),
      on: dayRef(facts.activities.day[activity] ?? 0),
      by: actorRef(facts, activity),
      code: facts.activities.code(activity),
      weight,
    })),
    amount: wholeMoney(first?.minor ?? 0, currency),
    chance: first?.chance ?? 0,
    ...moneyFields(currency, share),
  };
}
