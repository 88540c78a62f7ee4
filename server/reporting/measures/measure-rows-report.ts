import type { Money } from '#shared/domain/money.ts';
import { DomainError } from '../../errors.ts';
import type { Cell, Column, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { findMeasure } from './measure-registry.ts';
import { canBeTold, type MeasureSources, measureQuestion, valuesOf } from './measures-asked.ts';

/** The rows behind a measure: what each contributes to the inputs of the figure. */
export function measureRowsReport(sources: MeasureSources): Report {
  return {
    name: 'measure-rows',
    about: 'period',
    usualDays: 90,
    filters: ['measure', 'collector', 'team', 'owner', 'currency', 'together', 'buckets'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition: () => ({
      title: 'The rows behind a figure',
      words: [
        'Every item, activity or customer that is in the figure, with what it contributes to each input under that input’s name. The contributions of all rows add up to the inputs, amounts by currency.',
        'The totals are the figure itself with its inputs, and which of these the rows add up to. What contributes nothing to an input leaves it empty.',
      ],
    }),
    run: (question) => run(question, sources),
    lines: (rows) => rows.map(flat),
    columns: columnsOf,
  };
}

async function run(question: ReportQuestion, sources: MeasureSources): Promise<ReportBody> {
  const { measure: key } = question.filters;
  if (key === undefined) {
    const problem = 'is needed: the key of a measure, such as dso.countback';
    throw new DomainError('request_invalid', `measure ${problem}.`, [{ field: 'measure', problem }]);
  }
  const measure = findMeasure(key);
  const asked = await measureQuestion(question, sources);
  const { name, variant, title, unit, addsUp } = measure;
  const values = valuesOf(measure, asked);
  return {
    totals: values.map((value) => ({ measure: name, variant, title, unit, addsUp, ...value })),
    rows: canBeTold(measure, asked) ? measure.rows(asked) : [],
  };
}

/** A row with the parts of the objects in it as fields of their own; amounts stay whole. */
function flat(row: ReportRow): ReportRow {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
      if (value === null || typeof value !== 'object' || isMoney(value)) return [[name, value]];
      return Object.entries(value).flatMap(([part, inner]) => (part === 'id' ? [] : [[`${name} ${part}`, inner]]));
    }),
  );
}

/** A column for each field that any row has, in the order in which they come; the currency of amounts last. */
function columnsOf(lines: readonly ReportRow[]): Column[] {
  const names = new Set(lines.flatMap((line) => Object.keys(line)));
  const columns = [...names].map((name): Column => ({ title: titleOf(name), cells: (line) => cellOf(line[name]) }));
  const hasMoney = lines.some((line) => Object.values(line).some(isMoney));
  return hasMoney ? [...columns, { title: 'Currency', cells: currencyOf }] : columns;
}

function cellOf(value: unknown): Cell {
  if (value === undefined || value === null) return '';
  return typeof value === 'number' || isMoney(value) ? value : String(value);
}

function currencyOf(line: ReportRow): Cell {
  return Object.values(line).find(isMoney)?.currency ?? '';
}

/** `receivablesBefore` as `Receivables before`. */
function titleOf(name: string): string {
  const words = name.replace(
    /([a-z])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  );
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isMoney(value: unknown): value is Money {
  return value !== null && typeof value === 'object' && 'minor' in value && 'currency' in value;
}
