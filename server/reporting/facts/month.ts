/** Days of 400 years, in which the calendar comes round. */
const ERA_DAYS = 146_097;
/** From 1 March of the year 0, from where leap days are the last of their year, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;

/** The month of a day number, in months since January of the year 0; exact for the years 0 to 9999, and quick enough for millions. */
export function monthOf(day: number): number {
  const since = day + DAYS_BEFORE_1970;
  const era = Math.floor(since / ERA_DAYS);
  const ofEra = since - era * ERA_DAYS;
  const leaps = Math.floor(ofEra / 1_460) - Math.floor(ofEra / 36_524) + Math.floor(ofEra / 146_096);
  const year = Math.floor((ofEra - leaps) / 365);
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  // March is month 0 of such a year; 153 days are five months of it.
  return (era * 400 + year) * 12 + Math.floor((5 * ofYear + 2) / 153) + 2;
}
