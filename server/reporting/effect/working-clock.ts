import { type BusinessCalendar, isBusinessDay } from '#shared/domain/business-day.ts';
import { dayOfNumber } from '#shared/domain/calendar-date.ts';

/** Before money was seen on any day: rest days count this much of one seen, working days this many, so that a few payments decide nothing. */
const IMAGINED = { onRest: 0.2, onWork: 5 };

/** The days on which money came, and over which days that was watched. Days are numbers. */
export interface PayingDays {
  readonly first: number;
  readonly last: number;
  /** How many items were paid on a day of `first` to `last`, from 0. */
  readonly paid: Float64Array;
}

/**
 * Time as money sees it: a working day is one step, a day of rest as much of one as the ledger's own payments show (none where banks book nothing on it). Between days
 * it knows and beyond them it goes on evenly.
 */
export class WorkingClock {
  private readonly reached: Float64Array;
  /** Steps that a day has on average, beyond the days that are known. */
  private readonly pace: number;

  /** Knows the days from `first` to `last`; `paying` says what a day of rest is worth. */
  constructor(
    calendar: BusinessCalendar,
    private readonly first: number,
    last: number,
    paying: PayingDays,
  ) {
    const works = Uint8Array.from({ length: last - first + 1 }, (_, place) => isWorkingDay(first + place, calendar));
    const rest = worthOfRest(paying, (day) => works[day - first] === 1);
    this.reached = new Float64Array(works.length);
    let sum = 0;
    for (let place = 0; place < works.length; place += 1) {
      sum += works[place] === 1 ? 1 : rest;
      this.reached[place] = sum;
    }
    this.pace = works.length === 0 ? 1 : sum / works.length;
  }

  /** Steps from the end of one day to the end of another; negative where that is earlier. */
  steps(from: number, to: number): number {
    return this.at(to) - this.at(from);
  }

  private at(day: number): number {
    const place = day - this.first;
    const lastPlace = this.reached.length - 1;
    if (place < 0) return (place + 1) * this.pace;
    if (place > lastPlace) return (this.reached[lastPlace] ?? 0) + (place - lastPlace) * this.pace;
    return this.reached[place] ?? 0;
  }
}

function isWorkingDay(day: number, calendar: BusinessCalendar): number {
  return isBusinessDay(dayOfNumber(day), calendar) ? 1 : 0;
}

/** Payments a day of rest over payments a working day, 0 to 1. */
function worthOfRest({ first, last, paid }: PayingDays, isWorking: (day: number) => boolean): number {
  const seen = { work: IMAGINED.onWork, rest: IMAGINED.onRest };
  const days = { work: IMAGINED.onWork, rest: 1 };
  for (let day = first; day <= last; day += 1) {
    const kind = isWorking(day) ? 'work' : 'rest';
    seen[kind] += paid[day - first] ?? 0;
    days[kind] += 1;
  }
  return Math.min(1, seen.rest / days.rest / (seen.work / days.work));
}
