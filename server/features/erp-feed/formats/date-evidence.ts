import { ColumnDays, type DayReading, type DayReadings } from './column-days.ts';
import { dayReader, type ReadDay, USUAL_DATE_FORMATS } from './date-format.ts';
import { type Finding, type Place, quoted } from './finding.ts';

/** How a file writes its days: all columns in one way, or each in its own; null where it has none. */
export interface DayFormats {
  readonly ofFile: string | null;
  readonly byColumn: ReadonlyMap<string, string>;
}

/** One day cell of a row. */
export interface DayPlace extends Place {
  readonly field: string;
  /** Whether the file itself says which day it is, as a cell of a workbook does. */
  readonly isTyped: boolean;
}

const READERS: readonly ReadDay[] = USUAL_DATE_FORMATS.map(dayReader);
const MOST_REMEMBERED = 20_000;

/** Gathers what a file's days say of their format. All its columns are taken together, since most exports write days in one way; only where that cannot be, each by itself. */
export class DateEvidence {
  private readonly file = new ColumnDays('');
  private readonly columns = new Map<string, ColumnDays>();
  private readonly outOfOrder = USUAL_DATE_FORMATS.map(() => 0);
  private readonly readings = new Map<string, DayReadings>();

  /** Takes in one row's days; those that no format reads say nothing here, and are listed when the rows are read. */
  add(places: readonly DayPlace[], issued: string, due: string): void {
    for (const place of places) this.addDay(place);
    if (issued === '' || due === '') return;
    const dueReadings = this.readingsOf(due);
    for (const { format, day } of this.readingsOf(issued)) {
      const dueDay = dueReadings.find((reading) => reading.format === format)?.day;
      if (dueDay !== undefined && dueDay < day) this.outOfOrder[format] = (this.outOfOrder[format] ?? 0) + 1;
    }
  }

  /** The format in which all days read, and read one way, of the file or of each column; else what to ask for. */
  finding(): Finding<DayFormats> {
    const { file } = this;
    const swapped = [...this.columns.values()].map((column) => column.swapped()).find((found) => found !== null);
    if (swapped !== undefined && swapped !== null) return swapped;
    if (file.readable === 0) return { found: { ofFile: null, byColumn: new Map() }, note: null };
    const fitting = file.fitting();
    if (fitting.length === 0) return this.byColumn();
    const witness = file.readsTwoWays(fitting);
    if (witness !== null) return this.byOrder(fitting, witness);
    const format = nameOf(fitting[0]);
    return ofFile(format, `Days were read as ${format}, as all of them can be.`);
  }

  private addDay(place: DayPlace): void {
    const column = this.columnOf(place);
    if (place.isTyped) {
      column.addTyped(place);
      return;
    }
    const readings = this.readingsOf(place.value);
    if (readings.length === 0) return;
    this.file.add(place, readings);
    column.add(place, readings);
  }

  private columnOf({ field, column }: DayPlace): ColumnDays {
    const known = this.columns.get(field);
    if (known !== undefined) return known;
    const made = new ColumnDays(column);
    this.columns.set(field, made);
    return made;
  }

  private readingsOf(text: string): DayReadings {
    const known = this.readings.get(text);
    if (known !== undefined) return known;
    const readings = READERS.flatMap((read, format): DayReading[] => {
      const day = read(text);
      return day === null ? [] : [{ format, day }];
    });
    if (this.readings.size < MOST_REMEMBERED) this.readings.set(text, readings);
    return readings;
  }

  private byOrder(fitting: readonly number[], witness: string): Finding<DayFormats> {
    const inOrder = fitting.filter((format) => this.outOfOrder[format] === 0);
    const [only] = inOrder;
    if (only !== undefined && inOrder.length === 1) {
      const format = nameOf(only);
      return ofFile(format, `Days were read as ${format}: only so is no invoice due before it was issued.`);
    }
    const formats = fitting.map(nameOf).join(' and as ');
    return {
      ask: { line: 1, column: '', value: witness },
      problem: `The days of this file, such as ${quoted(witness)}, read as ${formats}. Say which in the mapping, as "dateFormat".`,
    };
  }

  private byColumn(): Finding<DayFormats> {
    const byColumn = new Map<string, string>();
    const said: string[] = [];
    for (const [field, column] of this.columns) {
      if (column.readable === 0) continue;
      const fitting = column.fitting();
      if (fitting.length === 0) return column.mixed();
      const witness = column.readsTwoWays(fitting);
      if (witness !== null) return twoWays(column.header, fitting, witness);
      byColumn.set(field, nameOf(fitting[0]));
      said.push(`${column.header} as ${nameOf(fitting[0])}`);
    }
    return { found: { ofFile: null, byColumn }, note: `Days were read column by column: ${said.join(', ')}.` };
  }
}

function twoWays(header: string, fitting: readonly number[], witness: string): Finding<DayFormats> {
  const formats = fitting.map(nameOf).join(' and as ');
  return {
    ask: { line: 1, column: header, value: witness },
    problem: `The days of this column, such as ${quoted(witness)}, read as ${formats}. Say which in the mapping, as "dateFormats".`,
  };
}

function ofFile(format: string, note: string): Finding<DayFormats> {
  return { found: { ofFile: format, byColumn: new Map() }, note };
}

function nameOf(format: number | undefined): string {
  return USUAL_DATE_FORMATS[format ?? 0] ?? '';
}
