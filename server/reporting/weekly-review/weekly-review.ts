import type { Facts } from '../facts/facts.ts';
import { byStamp } from '../measures/workings/by-stamp.ts';
import type { ReportQuestion } from '../report.ts';
import { neglectedOf, quietWithLuck } from './portfolio-findings.ts';
import { brokenInWeek, brokenPromises } from './promise-findings.ts';
import { FINDINGS, type Finding } from './review-finding.ts';
import { type KnownPerson, reviewPeople } from './review-people.ts';
import { ReviewWeek } from './review-week.ts';
import { busyWithLittleReturn, outlier } from './work-findings.ts';

/** How many periods are kept at hand; a manager looks at this week and the one before. */
const MOST_WEEKS = 4;
const knownWeeks = byStamp(() => new Map<string, ReviewWeek>());

/** What there is to talk about, by person, then in the order of FINDINGS; `users` are the company's people. */
export function weeklyReview(facts: Facts, question: ReportQuestion, users: readonly KnownPerson[]): Finding[] {
  const week = weekOf(facts, question);
  const broken = brokenInWeek(week);
  return reviewPeople(facts, users).flatMap((person) =>
    [
      ...busyWithLittleReturn(week, person),
      ...quietWithLuck(week, person),
      ...neglectedOf(week, person),
      ...brokenPromises(week, person, broken),
      ...outlier(week, person),
    ].sort((a, b) => FINDINGS.indexOf(a.finding) - FINDINGS.indexOf(b.finding)),
  );
}

function weekOf(facts: Facts, question: ReportQuestion): ReviewWeek {
  const { calendar, promiseGraceDays } = question.tenant.settings;
  const key = JSON.stringify([question.from, question.to, calendar, promiseGraceDays]);
  const weeks = knownWeeks(facts);
  const known = weeks.get(key);
  if (known !== undefined) return known;
  if (weeks.size >= MOST_WEEKS) weeks.clear();
  const made = new ReviewWeek(facts, question);
  weeks.set(key, made);
  return made;
}
