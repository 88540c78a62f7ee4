import { CommandFailed } from './command-context.ts';
import type { TableRow } from './read-table.ts';

/** One match as it really was. */
export interface TrueMatch {
  readonly category: string;
  readonly perturbations: readonly string[];
  readonly pairs: readonly string[];
}

export interface Score {
  /** Of the pairs that would post, those that are right; null where none would. */
  readonly precision: number | null;
  /** Of the right pairs, those that would post; null where there are none. */
  readonly recall: number | null;
}

export interface Scores {
  readonly overall: Score;
  readonly categories: Readonly<Record<string, Score>>;
  readonly perturbations: Readonly<Record<string, Score>>;
}

/** What a pair of a payment and an invoice is told apart by. */
export function pairOf(paymentId: string, invoiceId: string): string {
  return JSON.stringify([paymentId, invoiceId]);
}

/** Reads what was really matched. Throws CommandFailed, with the line, for a list that cannot be read. */
export function trueMatches(rows: readonly TableRow[]): TrueMatch[] {
  return rows.map((row) => {
    const invoices = listIn(row, 'invoices');
    const payments = listIn(row, 'payments');
    return {
      category: String(row.values.category ?? ''),
      perturbations: listIn(row, 'perturbations'),
      pairs: payments.flatMap((payment) => invoices.map((invoice) => pairOf(payment, invoice))),
    };
  });
}

/** Holds pairs that would post against what was really matched. A wrong pair counts in the categories of the match that its payment is in. */
export function scoresOf(posted: ReadonlySet<string>, matches: readonly TrueMatch[]): Scores {
  const tally = new Tally(posted, matches);
  const named = (names: Iterable<string>, has: (match: TrueMatch, name: string) => boolean) =>
    Object.fromEntries([...new Set(names)].sort().map((name) => [name, tally.score((match) => has(match, name))]));
  return {
    overall: tally.overall(),
    categories: named(
      matches.map(({ category }) => category),
      ({ category }, name) => category === name,
    ),
    perturbations: named(
      matches.flatMap(({ perturbations }) => kindsOf(perturbations)),
      ({ perturbations }, name) => kindsOf(perturbations).includes(name),
    ),
  };
}

function kindsOf(perturbations: readonly string[]): readonly string[] {
  return perturbations.length === 0 ? ['none'] : perturbations;
}

class Tally {
  private readonly right: ReadonlySet<string>;
  private readonly postedOfPayment = new Map<string, string[]>();

  constructor(
    private readonly posted: ReadonlySet<string>,
    private readonly matches: readonly TrueMatch[],
  ) {
    this.right = new Set(matches.flatMap(({ pairs }) => pairs));
    for (const pair of posted) {
      const payment = paymentIn(pair);
      const known = this.postedOfPayment.get(payment);
      if (known === undefined) this.postedOfPayment.set(payment, [pair]);
      else known.push(pair);
    }
  }

  overall(): Score {
    return scoreOf(this.posted, this.right);
  }

  score(isOf: (match: TrueMatch) => boolean): Score {
    const right = new Set(this.matches.filter(isOf).flatMap(({ pairs }) => pairs));
    const payments = new Set([...right].map(paymentIn));
    return scoreOf(new Set([...payments].flatMap((payment) => this.postedOfPayment.get(payment) ?? [])), right);
  }
}

function scoreOf(posted: ReadonlySet<string>, right: ReadonlySet<string>): Score {
  const found = [...posted].filter((pair) => right.has(pair)).length;
  return {
    precision: posted.size === 0 ? null : found / posted.size,
    recall: right.size === 0 ? null : found / right.size,
  };
}

function paymentIn(pair: string): string {
  const [payment] = JSON.parse(pair) as [string, string];
  return payment;
}

/** The ids in a cell: `[0, 1]` as JSON or as Python writes it, `0|1`, or one alone. */
function listIn({ values, line }: TableRow, column: string): string[] {
  const cell = String(values[column] ?? '').trim();
  if (!cell.startsWith('[')) return cell === '' ? [] : cell.split('|').map((id) => id.trim());
  const list = parsed(cell) ?? parsed(cell.replaceAll("'", '"'));
  if (list !== null) return list.map(String);
  throw new CommandFailed(`Line ${line} of the matches: "${cell}" is no list such as [0, 1].`);
}

function parsed(cell: string): (string | number)[] | null {
  try {
    const list: unknown = JSON.parse(cell);
    return Array.isArray(list) && list.every((id) => typeof id === 'string' || typeof id === 'number') ? list : null;
  } catch {
    return null;
  }
}
