import type { PipelineStage } from 'mongoose';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { visibleAt } from '../../mongo/versions.ts';
import { NEVER } from './item-version.ts';
import { monthOf } from './open-months.ts';

/**
 * The filter for items of which something may be left on a day, as of a run: those that are not settled, and those that were in that month and are settled since.
 * Both are found by an index, so that it costs what was open, whatever there ever was. For `find` on `itemVersions` and the first `$match` of a pipeline.
 */
export function openOn(asOf: CalendarDate, run: number) {
  const settledSince = { openMonths: monthOf(asOf), settledOn: { $gt: asOf } };
  return { ...visibleAt(run), issuedOn: { $lte: asOf }, $or: [{ settledOn: NEVER }, settledSince] };
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
