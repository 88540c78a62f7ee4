import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { dayReader, type ReadDay, USUAL_DATE_FORMATS } from './date-format.ts';
import { type Finding, type Place, quoted } from './finding.ts';

interface Candidate {
  readonly format: string;
  readonly read: ReadDay;
  fits: number;
  /** Rows in which the due day would be before the issue day. */
  outOfOrder: number;
  firstMiss: Place | null;
}

/** Gathers what a file's days say of their format. All its columns are taken together: one export writes days in one way. */
export class DateEvidence {
  private readonly candidates: readonly Candidate[] = USUAL_DATE_FORMATS.map((format) => ({
    format,
    read: dayReader(format),
    fits: 0,
    outOfOrder: 0,
    firstMiss: null,
  }));
  private readonly readings = new Map<string, readonly (CalendarDate | null)[]>();
  private readable = 0;

  /** Takes in one row's days; those that no format reads say nothing here, and are listed when the rows are read. */
  add(places: readonly Place[], issued: string, due: string): void {
    for (const place of places) this.addDay(place);
    if (issued === '' || due === '') return;
    const issuedReadings = this.readingsOf(issued);
    const dueReadings = this.readingsOf(due);
    this.candidates.forEach((candidate, at) => {
      const [from, to] = [issuedReadings[at], dueReadings[at]];
      if (from && to && to < from) candidate.outOfOrder += 1;
    });
  }

  /** The one format in which all days read, and read one way; else what to ask for. */
  finding(): Finding<string | null> {
    if (this.readable === 0) return { found: null, note: null };
    const fitting = this.candidates.filter(({ fits }) => fits === this.readable);
    const [first] = fitting;
    if (first === undefined) return this.mixed();
    const witness = this.readsTwoWays(fitting);
    if (witness === null)
      return { found: first.format, note: `Days were read as ${first.format}, as all of them can be.` };
    return this.byOrder(fitting, witness);
  }

  private addDay(place: Place): void {
    const readings = this.readingsOf(place.value);
    if (readings.every((day) => day === null)) return;
    this.readable += 1;
    this.candidates.forEach((candidate, at) => {
      if (readings[at]) candidate.fits += 1;
      else candidate.firstMiss ??= place;
    });
  }

  private readingsOf(text: string): readonly (CalendarDate | null)[] {
    const known = this.readings.get(text);
    if (known !== undefined) return known;
    const readings = this.candidates.map(({ read }) => read(text));
    this.readings.set(text, readings);
    return readings;
  }

  private readsTwoWays(fitting: readonly Candidate[]): string | null {
    for (const text of this.readings.keys()) {
      const days = new Set(fitting.map(({ read }) => read(text)));
      days.delete(null);
      if (days.size > 1) return text;
    }
    return null;
  }

  private byOrder(fitting: readonly Candidate[], witness: string): Finding<string> {
    const inOrder = fitting.filter(({ outOfOrder }) => outOfOrder === 0);
    const [only] = inOrder;
    if (only !== undefined && inOrder.length === 1) {
      const note = `Days were read as ${only.format}: only so is no invoice due before it was issued.`;
      return { found: only.format, note };
    }
    const formats = fitting.map(({ format }) => format).join(' and as ');
    return {
      ask: { line: 1, column: '', value: witness },
      problem: `The days of this file, such as ${quoted(witness)}, read as ${formats}. Say which in the mapping, as "dateFormat".`,
    };
  }

  private mixed(): Finding<string> {
    const [most] = [...this.candidates].sort((a, b) => b.fits - a.fits);
    const miss = most?.firstMiss ?? { line: 1, column: '', value: '' };
    return {
      ask: miss,
      problem: `Most days of this file read as ${most?.format}, and this one in another way. Correct it, or say what holds in the mapping, as "dateFormat" or, by column, "dateFormats".`,
    };
  }
}
