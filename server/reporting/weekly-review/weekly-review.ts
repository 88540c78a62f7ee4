import type { Facts } from '../facts/facts.ts';
import { KeptByStamp } from '../facts/kept-by-stamp.ts';
import type { ReportQuestion } from '../report.ts';
import { neglectedOf, quietWithLuck } from './portfolio-findings.ts';
import { brokenInWeek, brokenPromises } from './promise-findings.ts';
import { FINDINGS, type Finding } from './review-finding.ts';
import { type KnownPerson, reviewPeople } from './review-people.ts';
import { ReviewWeek } from './review-week.ts';
import { busyWithLittleReturn, outlier } from './work-findings.ts';

/** A manager looks at this week and the one before. */
const KEPT = new KeptByStamp<ReviewWeek>(4);

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
  return KEPT.of(facts, key, () => new ReviewWeek(facts, question));
}
