import type { ReportAnswer } from '#shared/api/reports.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import { type Cell, type Report, tableOf } from './report.ts';

/** An answer for a person at a terminal: what was asked, the totals, the rows as a table, and how the figures are made. */
export function reportText(report: Report, answer: ReportAnswer): string {
  const { titles, lines } = tableOf(report, answer.rows);
  const table = lines.length === 0 ? ['No rows.'] : alignedTable([titles, ...lines]);
  const totals = answer.totals.map((total) => `  ${phrasesOf(total).join(' · ')}`);
  const heading = [
    plainText(answer.definition.title),
    `${plainText(answer.tenant)}, ${askedOf(answer)}`,
    knownOf(answer),
  ];
  const made = answer.definition.words.map((words) => `  ${plainText(words)}`);
  return [...heading, '', ...section('Totals', totals), ...table, '', ...section('How this is computed', made)]
    .join('\n')
    .trimEnd();
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines, ''];
}

function askedOf({ asOf, from, to }: ReportAnswer): string {
  return asOf === undefined ? `from ${from} to ${to}` : `as of ${asOf}`;
}

function knownOf({ knownAt, dataAsOf }: ReportAnswer): string {
  if (knownAt === null) return 'Nothing has been fed yet.';
  return `As known at ${knownAt}; the data are of ${dataAsOf ?? 'an unknown time'}.`;
}

/** The parts of a total as `name value`, those of objects in it under their own names. */
function phrasesOf(total: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(total).flatMap(([name, value]) => {
    if (value !== null && typeof value === 'object' && !Array.isArray(value) && !isMoney(value)) {
      return phrasesOf(value as Record<string, unknown>);
    }
    return [`${inWords(name)} ${isMoney(value) ? decimalOf(value) : plainText(String(value))}`];
  });
}

function isMoney(value: unknown): value is Money {
  return value !== null && typeof value === 'object' && 'minor' in value && 'currency' in value;
}

/** `invoiceOpen` as `invoice open`. */
function inWords(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

/** Words to the left, numbers to the right. */
function alignedTable(table: readonly (readonly Cell[])[]): string[] {
  const texts = table.map((line) => line.map(textOf));
  const widths = (texts[0] ?? []).map((_, column) => Math.max(...texts.map((line) => (line[column] ?? '').length)));
  const isNumeric = widths.map((_, column) => table.slice(1).every((line) => isNumber(line[column] ?? '')));
  const lines = texts.map((line) =>
    line
      .map((text, column) =>
        isNumeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
  return [lines[0] ?? '', widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)];
}

function isNumber(cell: Cell): boolean {
  return typeof cell !== 'string' || cell === '';
}

function textOf(cell: Cell): string {
  return isMoney(cell) ? decimalOf(cell) : plainText(String(cell));
}

/** Text of a source on one line, without the characters by which a terminal is steered. */
function plainText(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}
