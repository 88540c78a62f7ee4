import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { UserRepository } from '../../identity/user-repository.ts';
import { type BoardSources, peopleAsked } from '../collectors-board/people-asked.ts';
import type { ActivityIndex, Facts } from '../facts/facts.ts';
import { customerRef, dayRef } from '../facts-refs.ts';
import type { Report, ReportRow } from '../report.ts';
import { conversationsOf } from './conversations-read-model.ts';
import { FINDINGS, type Finding, type FindingKind } from './review-finding.ts';
import { REVIEW } from './thresholds.ts';
import { weeklyReview } from './weekly-review.ts';

export interface ReviewSources extends BoardSources {
  readonly users: Pick<UserRepository, 'list'>;
}

const TITLES: Readonly<Record<FindingKind, string>> = {
  busy_with_little_return: 'Busy with little return',
  quiet_with_luck: 'Quiet with luck',
  neglected_customers: 'Neglected customers',
  broken_promises: 'Broken promises',
  outlier: 'Unlike their own weeks before',
};

/** What a manager may want to talk about with each collector, made ready from the week's figures. */
export function weeklyReviewReport(sources: ReviewSources): Report {
  return {
    name: 'weekly-review',
    about: 'period',
    usualDays: 7,
    filters: ['collector', 'team'],
    definition: () => ({ title: 'Weekly review', words: WORDS }),
    async run(question) {
      const people = await peopleAsked(question.filters, sources);
      const users = (await sources.users.list()).filter(({ disabled }) => !disabled);
      const facts = await question.facts();
      const found = weeklyReview(facts, question, users).filter(({ collector }) => people?.has(collector.id) ?? true);
      const rows = found.map((finding) => rowOf(facts, finding));
      return { totals: [totalOf(found)], rows: await withConversations(rows) };
    },
    lines: (rows) => rows,
    columns: [
      { title: 'Collector', cells: ({ collector }) => (collector as { name: string }).name },
      { title: 'Finding', cells: ({ title }) => String(title) },
      { title: 'Why', cells: ({ says }) => String(says) },
      {
        title: 'Customers',
        cells: ({ customers }) => (customers as { name: string }[]).map(({ name }) => name).join('; '),
      },
      {
        title: 'Opens down to',
        cells: ({ opens }) => (opens as { report: string }).report,
      },
    ],
  };
}

const WORDS = [
  'What stands out in the period, a line a person and finding, each with why it is here. It is where a talk begins, not a verdict.',
  `Busy with little return: at least ${REVIEW.busyFactor} times the touches of the colleagues’ median, and cash beyond what would have come anyway that over the last ${REVIEW.effectDays / 7} weeks cannot be told from luck, or is below it.`,
  `Quiet with luck: at most ${REVIEW.quietFactor} times the touches of the colleagues’ median, while the cash of their own customers was no less than the median of other portfolios and at least ${REVIEW.untouchedShare * 100} % of it came with nobody having reached out.`,
  `Neglected customers: customers of their own with something past due on the last day to whom nobody has reached out by hand for ${REVIEW.neglectedDays} days or more, the largest first.`,
  'Broken promises: those whose days of grace went by in the period with nothing having come.',
  `Unlike their own weeks before: at least ${REVIEW.outlierFactor} times or at most half the touches of the median of the ${REVIEW.pastPeriods} periods before, and at least ${REVIEW.outlierTouches} more or fewer.`,
  'A median of fewer than two colleagues is not taken. Examples are the last activity with each of the customers that it is most about.',
];

function totalOf(found: readonly Finding[]): ReportRow {
  const counts = FINDINGS.map((kind) => [kind, found.filter(({ finding }) => finding === kind).length] as const);
  return { findings: found.length, ...Object.fromEntries(counts) };
}

interface ReviewRow extends ReportRow {
  readonly examples: readonly { readonly activityId: string }[];
}

function rowOf(facts: Facts, { examples, ...finding }: Finding): ReviewRow {
  return {
    ...finding,
    title: TITLES[finding.finding],
    examples: examples.map((activity) => exampleOf(facts, activity)),
  };
}

function exampleOf(facts: Facts, activity: ActivityIndex) {
  const { activities } = facts;
  const code = activities.code(activity);
  return {
    activityId: activities.id(activity),
    customer: customerRef(facts, activities.customer[activity] ?? 0),
    on: dayRef(activities.day[activity] ?? 0),
    code,
    label: codeDefinition(code).label,
  };
}

/** Says of each example which conversation it is of, so that its thread can be found. */
async function withConversations(rows: readonly ReviewRow[]): Promise<ReportRow[]> {
  const ids = rows.flatMap(({ examples }) => examples.map(({ activityId }) => activityId));
  const conversations = await conversationsOf(ids);
  return rows.map(({ examples, ...row }) => ({
    ...row,
    examples: examples.map((example) => ({
      ...example,
      conversation: conversations.get(example.activityId) ?? null,
    })),
  }));
}
