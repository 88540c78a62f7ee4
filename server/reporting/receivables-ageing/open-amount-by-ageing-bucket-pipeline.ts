import type { PipelineStage } from 'mongoose';
import type { AgeingBucket } from '#shared/domain/ageing.ts';
import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { CurrencyCode } from '#shared/domain/currency.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { CREDIT_KINDS } from '#shared/domain/open-item.ts';
import { addLeft, matchOpen } from '../../features/receivables/open-items-pipeline.ts';

/** What is open of one customer in one currency and bucket; `bucket` is null for what the customer has given and is not applied. */
export interface OpenAmountByAgeingBucket {
  readonly customerId: CustomerId;
  readonly currency: CurrencyCode;
  readonly bucket: string | null;
  /** In minor units; never negative. */
  readonly minor: number;
}

export interface AgeingQuestion {
  readonly asOf: CalendarDate;
  readonly run: number;
  readonly buckets: readonly AgeingBucket[];
  /** Whether ageing counts from the due day or from the document's own. */
  readonly basis?: 'due' | 'issued' | undefined;
  readonly customerId?: CustomerId | undefined;
  readonly currency?: CurrencyCode | undefined;
}

/** What is open on a day, as of a run, by customer, currency and ageing bucket. Runs on `itemVersions`. */
export function openAmountByAgeingBucket(question: AgeingQuestion): PipelineStage[] {
  const { asOf, run, buckets, basis = 'due' } = question;
  return [
    matchOpen(asOf, run),
    matchAsked(question),
    addLeft(asOf),
    matchSomethingLeft(),
    addBucket(asOf, buckets, basis === 'due' ? '$dueOn' : '$issuedOn'),
    groupByCustomerCurrencyAndBucket(),
    projectRow(),
  ];
}

function matchAsked({ customerId, currency }: AgeingQuestion): PipelineStage {
  return {
    $match: { ...(customerId === undefined ? {} : { customerId }), ...(currency === undefined ? {} : { currency }) },
  };
}

function matchSomethingLeft(): PipelineStage {
  return { $match: { left: { $ne: 0 } } };
}

/** Made from the buckets of the domain: something of the bucket's first day or later is in it, unless it is in one before. */
function addBucket(asOf: CalendarDate, buckets: readonly AgeingBucket[], from: '$dueOn' | '$issuedOn'): PipelineStage {
  const branches = buckets
    .filter(({ lastDay }) => Number.isFinite(lastDay))
    .map(({ label, lastDay }) => ({ case: { $gte: [from, addDays(asOf, -lastDay)] }, then: label }));
  const last = buckets.find(({ lastDay }) => !Number.isFinite(lastDay));
  if (last === undefined) throw new RangeError('The last ageing bucket needs to be without end.');
  const isCredit = { case: { $in: ['$kind', CREDIT_KINDS] }, then: null };
  return { $set: { bucket: { $switch: { branches: [isCredit, ...branches], default: last.label } } } };
}

function groupByCustomerCurrencyAndBucket(): PipelineStage {
  const of = { customerId: '$customerId', currency: '$currency', bucket: '$bucket' };
  return { $group: { _id: of, minor: { $sum: '$left' } } };
}

function projectRow(): PipelineStage {
  return {
    $project: { _id: 0, customerId: '$_id.customerId', currency: '$_id.currency', bucket: '$_id.bucket', minor: 1 },
  };
}
