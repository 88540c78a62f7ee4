import { dayNumber } from '#shared/domain/calendar-date.ts';
import { businessCalendarOf } from '../../identity/tenant-settings.ts';
import type { Facts } from '../facts/facts.ts';
import type { ReportQuestion } from '../report.ts';
import { type ClassifiedCash, classifiedCash } from './classified-cash.ts';
import { untouchedBaseline } from './untouched-baseline.ts';

/** The classified cash of a question's period; what was to be expected is what the entries up to the day before it say. */
export function cashOf(facts: Facts, question: ReportQuestion): ClassifiedCash[] {
  const { settings } = question.tenant;
  const days = { from: dayNumber(question.from), to: dayNumber(question.to) };
  const asked = { facts, ...days, calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays };
  return classifiedCash(asked, untouchedBaseline(facts, question));
}
