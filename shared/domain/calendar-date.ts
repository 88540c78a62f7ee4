/** A day of the calendar without time or zone, `YYYY-MM-DD`. Days compare as text. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' };

const MS_PER_DAY = 86_400_000;

export function isCalendarDate(text: string): text is CalendarDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return false;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().slice(0, 10) === text;
}

/** Checks a day written as `YYYY-MM-DD`. Throws RangeError for a day that the calendar does not have. */
export function calendarDate(text: string): CalendarDate {
  if (isCalendarDate(text)) return text;
  throw new RangeError(`"${text}" is not a day of the calendar; write it as 2026-03-31.`);
}

/** The day from its parts, months counted from 1; null where the calendar has no such day (30 February). */
export function dayOf(year: number, month: number, day: number): CalendarDate | null {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCalendarDate(text) ? text : null;
}

/** The day `days` after (or, negative, before) the given one. */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return new Date(dayNumber(day) * MS_PER_DAY + days * MS_PER_DAY).toISOString().slice(0, 10) as CalendarDate;
}

/** Whole days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Days since 1970-01-01, for arithmetic and sorting. */
export function dayNumber(day: CalendarDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY;
}

/** The day of a number of `dayNumber`. */
export function dayOfNumber(number: number): CalendarDate {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10) as CalendarDate;
}

/** The later of two days. */
export function laterOf(a: CalendarDate, b: CalendarDate): CalendarDate {
  return a > b ? a : b;
}

/** The day that an instant falls on in a time zone of the IANA list; this is how a tenant's "today" is found. Throws RangeError for another zone. */
export function dayInZone(instant: Date, zone: string): CalendarDate {
  return calendarDate(dayFormatOf(zone).format(instant));
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs far more than using it; there are some hundred zones. */
function dayFormatOf(zone: string): Intl.DateTimeFormat {
  const known = dayFormats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
  dayFormats.set(zone, made);
  return made;
}
