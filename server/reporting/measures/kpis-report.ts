import { type Money, money } from '#shared/domain/money.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import type { Cell, Report, ReportBody, ReportQuestion, ReportRow } from '../report.ts';
import { type Measure, type MeasureQuestion, type MeasureValue, measureKey } from './measure.ts';
import { ALL_MEASURES, findMeasure } from './measure-registry.ts';
import { type MeasureSources, measureQuestion, valuesOf } from './measures-asked.ts';

/** What is answered where no measure is asked for by name. */
const QUICK_MEASURES = ALL_MEASURES.filter(({ isSlow }) => isSlow !== true);

/** Every measure of a period, one total a measure and currency, each with what it was made of. */
export function kpisReport(sources: MeasureSources): Report {
  return {
    name: 'kpis',
    about: 'period',
    usualDays: 90,
    filters: ['measure', 'collector', 'team', 'owner', 'currency', 'together', 'buckets'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition,
    run: (question) => run(question, sources),
    lines: (rows) => rows,
    columns: [
      { title: 'Measure', cells: ({ measure }) => String(measure) },
      { title: 'Variant', cells: ({ variant }) => String(variant) },
      { title: 'Title', cells: ({ title }) => String(title) },
      { title: 'Value', cells: valueCell },
      { title: 'Unit', cells: ({ unit }) => String(unit) },
      { title: 'Currency', cells: ({ currency }) => String(currency ?? '') },
      { title: 'Target', cells: ({ target }) => numberCell(target) },
      { title: 'Usual from', cells: ({ usual }) => numberCell((usual as Measure['usual'])?.low) },
      { title: 'Usual to', cells: ({ usual }) => numberCell((usual as Measure['usual'])?.high) },
      { title: 'Why not', cells: ({ reason }) => String(reason ?? '') },
    ],
  };
}

function definition({ settings }: Tenant) {
  return {
    title: 'Key figures',
    words: [
      'Each figure names its variant, since the same name stands for several formulas in the trade. What went into it stands beside it, and the report “measure-rows” opens it down to the rows that add up to that.',
      'Balances are as of the last day; what the period says of its days is said by each figure. Nothing dated after the last day is in any of them.',
      'Asked of people, figures of what was done count what they did; figures of the ledger do not know who did what and are asked by who owns the customers.',
      'Currencies are never added. Together they are in the company’s own currency: each item at the dated rate that the ERP gave for it, with the rates beside the inputs, and items without one left out and counted.',
      'Excess cash is answered here when it is asked for by name; the report “excess-cash” has it with its interval.',
      'Targets are the company’s own; what is usual in the trade stands beside some figures with who says so.',
    ],
    promiseGraceDays: settings.promiseGraceDays,
    measures: ALL_MEASURES.map(({ compute: _c, rows: _r, formula: _f, ...measure }) => ({
      key: measureKey(measure),
      ...measure,
    })),
  };
}

async function run(question: ReportQuestion, sources: MeasureSources): Promise<ReportBody> {
  const { tenant, filters } = question;
  const measures = filters.measure === undefined ? QUICK_MEASURES : [findMeasure(filters.measure)];
  const asked = await measureQuestion(question, sources);
  const targets = new Map(tenant.settings.targets.map(({ measure, value }) => [measure, value]));
  const totals = measures.flatMap((measure) =>
    valuesOf(measure, asked).map((value) =>
      totalOf(measure, value, { asked, target: targets.get(measureKey(measure)) }),
    ),
  );
  return { totals, rows: totals };
}

interface Beside {
  readonly asked: MeasureQuestion;
  readonly target: number | undefined;
}

function totalOf(measure: Measure, figure: MeasureValue, { asked, target }: Beside): ReportRow {
  const { name, variant, title, unit, better, about, perPerson, usual, addsUp } = measure;
  const { value, currency, reason, inputs } = figure;
  const rates = currency === undefined ? undefined : asked.together?.ratesUsed(asked.to);
  return {
    measure: name,
    variant,
    value,
    unit,
    ...(currency === undefined ? {} : { currency }),
    ...(reason === undefined ? {} : { reason }),
    inputs: { ...inputs, ...rates },
    title,
    better,
    about,
    perPerson,
    addsUp,
    ...(target === undefined ? {} : { target }),
    ...(usual === undefined ? {} : { usual }),
  };
}

function valueCell({ value, unit, currency }: ReportRow): Cell {
  if (value === null) return '';
  return unit === 'money' ? money(Number(value), currency as Money['currency']) : Number(value);
}

function numberCell(value: unknown): Cell {
  return value === undefined ? '' : Number(value);
}
