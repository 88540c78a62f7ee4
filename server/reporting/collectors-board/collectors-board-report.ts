import type { BoardLine } from '#shared/api/my-figures.ts';
import type { ReportDefinition } from '#shared/api/reports.ts';
import { TOUCH_WINDOW_DAYS } from '#shared/domain/touch.ts';
import type { Tenant } from '../../identity/tenant-repository.ts';
import type { Cell, Column, Report, ReportRow } from '../report.ts';
import { decimalCell } from '../report-csv.ts';
import { boardLines, boardTotal } from './board-lines.ts';
import { boardParts } from './board-question.ts';
import { type BoardSources, peopleAsked } from './people-asked.ts';

/** What each person did, what was promised to them and kept, and what the work brought with how sure that is; fair, and hard to game. */
export function collectorsBoardReport(sources: BoardSources): Report {
  return {
    name: 'collectors-board',
    about: 'period',
    filters: ['collector', 'team', 'currency'],
    holdsUntilChange: ({ team }) => team === undefined,
    definition,
    async run(question) {
      const people = await peopleAsked(question.filters, sources);
      const facts = await question.facts();
      const parts = boardParts(facts, question, people);
      return {
        totals: [boardTotal(parts)] as unknown as ReportRow[],
        rows: boardLines(facts, parts) as unknown as ReportRow[],
      };
    },
    lines: (rows) => rows.flatMap((row) => linesOf(row as unknown as BoardLine)),
    columns: [
      { title: 'Collector', cells: ({ collector }) => (collector as { name: string }).name },
      ...countColumns([
        ['Touches', ({ touches }) => touches],
        ['Customers', ({ customers }) => customers],
        ['Right-party contacts', ({ rightPartyContacts }) => rightPartyContacts],
        ['Automatic', ({ automatic }) => automatic],
        ['Promises fallen due', ({ promises }) => promises.fellDue],
        ['Kept', ({ promises }) => promises.kept],
        ['Partly kept', ({ promises }) => promises.partlyKept],
        ['Broken', ({ promises }) => promises.broken],
        ['Moved', ({ promises }) => promises.moved],
      ]),
      { title: 'Currency', cells: ({ currency }) => String(currency) },
      { title: 'Promised and came in time', cells: ({ promisedKept }) => decimalCell(promisedKept) },
      { title: 'Touched, not caused', cells: ({ touched }) => decimalCell(touched) },
      { title: 'Excess cash', cells: ({ excess }) => decimalCell(excess) },
      { title: 'Excess from', cells: ({ low }) => decimalCell(low) },
      { title: 'Excess to', cells: ({ high }) => decimalCell(high) },
      { title: 'Told from luck', cells: ({ isTold }) => toldCell(isTold) },
    ],
  };
}

function definition({ settings: { promiseGraceDays } }: Tenant): ReportDefinition {
  return {
    title: 'Collectors’ board',
    words: [
      'Credit goes to who acted, not to who owns the customer. Lines are in the order of names; nobody is ranked by cash that they touched.',
      'Touches: attempts and contacts by hand, at most one a person, customer and day, so that a call logged as ten counts once. Notes, and messages that failed or bounced, touch nobody. Right-party contacts are those of the touches in which somebody who can decide on payment was reached.',
      'Automatic: what jobs sent in their name, counted in the same way. It is in no other figure of the line.',
      `Promises count when they are settled, not when they are made: those whose last day, the promised one and ${promiseGraceDays} working days of grace, has passed in the period, as the cash told. Promised and came in time is the cash; no cent fulfils two promises.`,
      `Touched, not caused: cash with a value date of the period before which the person reached out about the item, or about the customer as a whole, on one of the ${TOUCH_WINDOW_DAYS} days before; the value date itself does not count. The same cash may stand beside several people; the total has it once.`,
      'Excess cash: what came beyond what would have come anyway, with its 95 % interval. Where the interval has zero in it, the excess cannot be told from luck. Currencies are never added.',
    ],
  };
}

type CountColumn = readonly [title: string, count: (line: BoardLine) => number];

/** Counts are of no currency: they stand in the first of a person’s lines alone, so that a column can be added up. */
function countColumns(columns: readonly CountColumn[]): Column[] {
  return columns.map(([title, count]) => ({
    title,
    cells: ({ line }) => (line === null ? '' : count(line as BoardLine)),
  }));
}

/** One line a person and currency. */
function linesOf(line: BoardLine): ReportRow[] {
  const { collector, promisedKept, touched, excess } = line;
  const amounts = [...promisedKept, ...touched, ...excess.map((one) => one.excess)];
  const currencies = [...new Set(amounts.map(({ currency }) => currency))].sort();
  return (currencies.length === 0 ? [''] : currencies).map((currency, place) => {
    const found = excess.find((one) => one.excess.currency === currency);
    return {
      collector,
      line: place === 0 ? line : null,
      currency,
      promisedKept: promisedKept.find((amount) => amount.currency === currency) ?? null,
      touched: touched.find((amount) => amount.currency === currency) ?? null,
      excess: found?.excess ?? null,
      low: found?.low ?? null,
      high: found?.high ?? null,
      isTold: found?.isTold ?? null,
    };
  });
}

function toldCell(isTold: unknown): Cell {
  if (isTold === null) return '';
  return isTold === true ? 'yes' : 'no';
}
