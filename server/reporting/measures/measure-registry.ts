import { DomainError } from '../../errors.ts';
import { automaticTouches, calls, humanTouches, rightPartyContacts } from './activity-counts.ts';
import { currentShare, over90Share, pastDueShare } from './ageing.ts';
import { badDebt } from './bad-debt.ts';
import { cashTouched } from './cash-touched.ts';
import { ceiCrf, ceiPeriod } from './cei.ts';
import { cashCollected, collectionRate } from './collection-rate.ts';
import { contactsToPayment } from './contacts-to-payment.ts';
import { pastDueCoverage } from './coverage.ts';
import { daysBeyondTermsByInvoice, weightedDaysLate } from './days-beyond-terms.ts';
import { disputeAge, disputeRateByAmount, disputeRateByCount } from './dispute.ts';
import { averageDaysDelinquent, dsoBestPossible, dsoSimple } from './dso.ts';
import { dsoCountback } from './dso-countback.ts';
import { dsoTrue } from './dso-true.ts';
import { excessCash } from './excess-cash.ts';
import { firstContactDelay } from './first-contact-delay.ts';
import { type Measure, measureKey } from './measure.ts';
import { promisesKeptByAmount, promisesKeptByCount, promisesMoved } from './promises-kept.ts';
import { netOpen, pastDue, unappliedCash } from './receivables.ts';
import { responseRateByCode, responseRateByTemplate } from './response-rate.ts';
import { rightPartyOfAttempts, rightPartyOfReached } from './right-party-contact.ts';
import { rollRates } from './roll-rate.ts';
import { timesSentWithoutPayment } from './times-sent.ts';

/** Every measure there is, in the order of the page; API, command line, goals, digests and docs are all made from this list. */
export const ALL_MEASURES: readonly Measure[] = [
  netOpen,
  pastDue,
  currentShare,
  pastDueShare,
  over90Share,
  dsoSimple,
  dsoCountback,
  dsoBestPossible,
  dsoTrue,
  averageDaysDelinquent,
  daysBeyondTermsByInvoice,
  weightedDaysLate,
  ceiCrf,
  ceiPeriod,
  collectionRate,
  cashCollected,
  cashTouched,
  excessCash,
  badDebt,
  unappliedCash,
  disputeRateByAmount,
  disputeRateByCount,
  disputeAge,
  promisesKeptByCount,
  promisesKeptByAmount,
  promisesMoved,
  humanTouches,
  calls,
  rightPartyContacts,
  automaticTouches,
  rightPartyOfAttempts,
  rightPartyOfReached,
  contactsToPayment,
  firstContactDelay,
  pastDueCoverage,
  timesSentWithoutPayment,
  responseRateByCode,
  responseRateByTemplate,
  ...rollRates,
];

const BY_KEY: ReadonlyMap<string, Measure> = new Map(ALL_MEASURES.map((measure) => [measureKey(measure), measure]));

/** Whether there is a measure of that key. */
export function isMeasure(key: string): boolean {
  return BY_KEY.has(key);
}

/** The measure of a key such as `dso.countback`. Throws DomainError `measure_unknown`, which names them all. */
export function findMeasure(key: string): Measure {
  const measure = BY_KEY.get(key);
  if (measure !== undefined) return measure;
  throw new DomainError('measure_unknown', `There is no measure "${key}"; there are ${[...BY_KEY.keys()].join(', ')}.`);
}
