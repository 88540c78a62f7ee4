import type { RecordTaker, Table, TableRecord } from '../table/table.ts';

const BALANCE = /\b(?:balance|saldo|solde|kontostand|endsaldo|anfangssaldo)\b/iu;
const OPENING =
  /\b(?:start|opening|beginning|previous|initial|anfang\w*|alter|début|initiale?|ancien|precedente|begin\w*)\b/iu;
const CLOSING =
  /\b(?:end|closing|final|ending|current|endsaldo|neuer|schluss\w*|fin|finale?|nouveau|actuel|eind\w*)\b/iu;
/** A row of bookings has more. */
const MOST_CELLS = 3;
const LONGEST_AMOUNT = 40;
const LOOKS_LIKE_AMOUNT = /^[+\-\u2212(]?[\d.,' \u00A0]*\d[\d.,]*\)?[\u2212-]?$/;

/** A line beside the bookings that states a balance. */
export interface BalanceLine {
  readonly is: 'opening' | 'closing';
  readonly text: string;
  readonly line: number;
}

/** A bank's table without the lines above and below the bookings that state balances; these are kept. */
export class TableOfBookings implements Table {
  private readonly found = new Map<number, BalanceLine>();

  constructor(private readonly table: Table) {}

  get notes(): readonly string[] {
    return this.table.notes;
  }

  /** Known once the table has been gone through. */
  balance(is: BalanceLine['is']): BalanceLine | null {
    const lines = [...this.found.values()].filter((line) => line.is === is);
    return lines.length === 1 ? (lines[0] ?? null) : null;
  }

  async each(taker: RecordTaker): Promise<void> {
    await this.table.each({
      record: (record) => {
        const line = balanceLine(record);
        if (line === null) taker.record(record);
        else this.found.set(record.line, line);
      },
      wrong: (line, problem) => taker.wrong(line, problem),
    });
  }

  rawOf(record: TableRecord): string {
    return this.table.rawOf(record);
  }

  async close(): Promise<void> {
    await this.table.close();
  }
}

function balanceLine({ cells, line }: TableRecord): BalanceLine | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const [words = '', ...rest] = filled;
  if (filled.length < 2 || filled.length > MOST_CELLS || !BALANCE.test(words)) return null;
  const [text, ...others] = rest.filter(looksLikeAmount);
  if (text === undefined || others.length > 0) return null;
  const isOpening = OPENING.test(words);
  if (isOpening === CLOSING.test(words)) return null;
  return { is: isOpening ? 'opening' : 'closing', text, line };
}

function looksLikeAmount(cell: string): boolean {
  return cell.length <= LONGEST_AMOUNT && LOOKS_LIKE_AMOUNT.test(cell);
}
