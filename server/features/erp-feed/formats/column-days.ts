import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { USUAL_DATE_FORMATS } from './date-format.ts';
import { type Finding, type Place, quoted } from './finding.ts';

/** One way to read a text as a day: the place of the format in the usual ones. */
export interface DayReading {
  readonly format: number;
  readonly day: CalendarDate;
}
export type DayReadings = readonly DayReading[];

interface Seen {
  fits: number;
  /** How many of them have a day that could be a month as well. */
  swappable: number;
  first: Place | null;
  firstMiss: Place | null;
}

const LAST_MONTH = 12;

/** Counts by format how many of a column's days read in it. */
export class ColumnDays {
  readable = 0;
  private readonly seen: readonly Seen[] = USUAL_DATE_FORMATS.map(() => nothingSeen());
  private unmissed: readonly number[] = USUAL_DATE_FORMATS.map((_format, at) => at);
  private readonly typed: Seen = nothingSeen();
  /** For two formats, by their places, a text that they read as two days. */
  private readonly differences = new Map<string, string>();

  constructor(readonly header: string) {}

  add(place: Place, readings: DayReadings): void {
    this.readable += 1;
    for (const { format, day } of readings) {
      const seen = this.seen[format];
      if (seen !== undefined) count(seen, place, day);
    }
    if (this.unmissed.some((format) => !reads(format, readings))) this.noteMisses(place, readings);
    if (readings.length > 1) this.noteDifferences(place.value, readings);
  }

  /** A day that the file itself is sure of. */
  addTyped(place: Place): void {
    count(this.typed, place, place.value);
  }

  /** The places of the formats in which all of it reads. */
  fitting(): number[] {
    return this.seen.flatMap(({ fits }, format) => (fits === this.readable ? [format] : []));
  }

  /** A text that two of the formats read as two days; null where there is none. */
  readsTwoWays(formats: readonly number[]): string | null {
    for (const one of formats) {
      for (const other of formats) {
        const witness = this.differences.get(`${one} ${other}`);
        if (witness !== undefined) return witness;
      }
    }
    return null;
  }

  /** What to ask for where no format reads all of it. */
  mixed(): Finding<never> {
    const most = Math.max(...this.seen.map(({ fits }) => fits));
    const at = this.seen.findIndex(({ fits }) => fits === most);
    return {
      ask: this.seen[at]?.firstMiss ?? { line: 1, column: this.header, value: '' },
      problem: `Most days of this file read as ${USUAL_DATE_FORMATS[at]}, and this one in another way. Correct it, or say what holds in the mapping, as "dateFormat" or, by column, "dateFormats".`,
    };
  }

  /**
   * A spreadsheet that takes days of another country for its own swaps month and day where it can, and leaves as text what it cannot: then all days of the one form
   * are up to the 12th, and of the other past it. Null where it does not look so.
   */
  swapped(): Finding<never> | null {
    const all = this.readable + this.typed.fits;
    if (this.typed.fits === 0 && this.fitting().length > 0) return null;
    for (const taken of [this.typed, ...this.seen]) {
      if (taken.fits === 0 || taken.fits === all || taken.swappable < taken.fits) continue;
      const left = this.seen.find(({ fits, swappable }) => fits === all - taken.fits && swappable === 0);
      if (left?.first && taken.first) return swappedFinding(taken.first, left.first);
    }
    return null;
  }

  private noteMisses(place: Place, readings: DayReadings): void {
    this.unmissed = this.unmissed.filter((format) => {
      if (reads(format, readings)) return true;
      const seen = this.seen[format];
      if (seen !== undefined) seen.firstMiss = place;
      return false;
    });
  }

  private noteDifferences(text: string, readings: DayReadings): void {
    for (const one of readings) {
      for (const other of readings) {
        if (one.format >= other.format || one.day === other.day) continue;
        const formats = `${one.format} ${other.format}`;
        if (!this.differences.has(formats)) this.differences.set(formats, text);
      }
    }
  }
}

function reads(format: number, readings: DayReadings): boolean {
  return readings.some((reading) => reading.format === format);
}

function nothingSeen(): Seen {
  return { fits: 0, swappable: 0, first: null, firstMiss: null };
}

function count(seen: Seen, place: Place, day: string): void {
  seen.fits += 1;
  seen.first ??= place;
  if (Number(day.slice(-2)) <= LAST_MONTH) seen.swappable += 1;
}

function swappedFinding(taken: Place, left: Place): Finding<never> {
  return {
    ask: taken,
    problem: `The days of this column are of two kinds: all of the one, such as ${quoted(taken.value)}, are up to the 12th, and all of the other, such as ${quoted(left.value)} in line ${left.line}, past it. So a spreadsheet has swapped month and day where it could, and ${quoted(taken.value)} may be either. Export the file again, and do not open it in between.`,
  };
}
