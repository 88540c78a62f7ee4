import type { PipelineStage } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { visibleAt } from '../../mongo/versions.ts';

/** The filter for items of which something may be left on a day, as of a run. For `find` on `itemVersions` and the first `$match` of a pipeline. */
export function openOn(asOf: CalendarDate, run: number) {
  return { ...visibleAt(run), settledOn: { $gt: asOf }, issuedOn: { $lte: asOf } };
}

export function matchOpen(asOf: CalendarDate, run: number): PipelineStage {
  return { $match: openOn(asOf, run) };
}

/** Adds `left`, what is left of an item on a day in minor units, after `leftOn` of the domain. For items that count on that day. */
export function addLeft(asOf: CalendarDate): PipelineStage {
  const until = { $filter: { input: '$movements', cond: { $lte: ['$$this.on', asOf] } } };
  const taken = { $sum: { $map: { input: until, in: '$$this.minor' } } };
  return { $set: { left: { $add: ['$minor', taken] } } };
}
