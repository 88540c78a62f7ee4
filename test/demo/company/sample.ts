import { generateCompany } from '../../../demo/company/generate-company.ts';
import type { SampleCompany } from '../../../demo/company/sample-company.ts';
import { type CalendarDate, calendarDate } from '../../../shared/domain/calendar-date.ts';

export const SEED = 20_261_121;
export const TODAY: CalendarDate = calendarDate('2026-11-21');

let made: SampleCompany | null = null;

/** The sample company of the demo's seed on a Saturday, made once for all tests of a process. */
export function sampleCompany(): SampleCompany {
  made ??= generateCompany({ seed: SEED, today: TODAY });
  return made;
}
