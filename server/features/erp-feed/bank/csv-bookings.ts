import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { FileFormats } from '../formats/find-formats.ts';
import type { BoundColumns } from '../table/bound-columns.ts';
import type { RowTaker } from '../table/each-row.ts';
import { RowReader } from '../table/row-reader.ts';
import type { TableRecord } from '../table/table.ts';
import { UnreadableFile } from '../text/unreadable-file.ts';
import type { BalanceLine, TableOfBookings } from './balance-lines.ts';
import type { BankBalance, BankEntry, StatementTaker, WrongPart } from './bank-statement.ts';
import { type BookingCells, bookingEntry, signedAmount } from './csv-booking.ts';
import { bankColumns } from './csv-columns.ts';
import { RunningBalance } from './running-balance.ts';

interface Reading {
  readonly mapping: FeedMapping;
  readonly table: TableOfBookings;
  readonly formats: FileFormats;
}

/** Takes the rows of a bank's table as entries of statements, one an account. */
export class CsvBookings implements RowTaker {
  private reader: RowReader | null = null;
  private headers = new Map<string, string>();
  private headerLine = 1;
  private account: string | null = null;
  private balance = new RunningBalance();
  /** Columns whose sign was left out of account, with the signs that came. */
  private readonly unsigned = new Set<string>();
  private accounts = 0;

  constructor(
    private readonly taker: StatementTaker,
    private readonly reading: Reading,
  ) {}

  header({ columns, unread, line }: BoundColumns): void {
    const { mapping, formats } = this.reading;
    this.reader = new RowReader(bankColumns, mapping, columns, formats);
    this.headers = new Map(columns.map(({ field, header }) => [field, header]));
    this.headerLine = line;
    if (unread.length > 0) this.taker.note(`Columns that are not read: ${unread.join(', ')}.`);
    this.requireAmount();
    this.requireOneCurrency();
  }

  row(record: TableRecord): void {
    const read = this.reader?.read(record);
    if (read === undefined) return;
    const place = { line: record.line, raw: this.reading.table.rawOf(record) };
    const wrong = read.problems.map(({ column, value, problem }) => ({ column, value, problem }));
    if (wrong.length > 0) this.takeWrong(place, wrong);
    else this.take(read.values as unknown as BookingCells, place);
  }

  /** A sum below the bookings tells nothing that the balances do not. */
  total({ line }: TableRecord): void {
    this.taker.note(`Line ${line} only gives sums and is not read.`);
  }

  wrong(line: number, problem: string, raw: string): void {
    this.takeWrong({ line, raw }, [{ column: '', value: '', problem }]);
  }

  /** To be called when all rows are read. */
  end(): void {
    this.begin(this.account ?? '');
    this.endStatement();
  }

  private take(cells: BookingCells, place: Pick<BankEntry, 'line' | 'raw'>): void {
    const signed = signedAmount(cells, this.reading.mapping.bank?.credits === 'negative');
    if ('problem' in signed) {
      this.takeWrong(place, [this.named(signed.problem)]);
      return;
    }
    if (signed.unsigned !== null) this.unsigned.add(signed.unsigned);
    this.begin(cells.account);
    this.balance.add({ line: place.line, amount: signed.decimal, balance: cells.balance });
    this.taker.entry(bookingEntry(cells, signed.decimal, place));
  }

  private takeWrong(place: Pick<BankEntry, 'line' | 'raw'>, wrong: readonly WrongPart[]): void {
    this.begin(this.account ?? '');
    this.taker.entry({ ...bookingEntry(NO_CELLS, '0', place), wrong });
  }

  /** Rows of another account are of another statement. */
  private begin(account: string): void {
    if (this.account === account) return;
    if (this.account !== null) this.endStatement();
    this.account = account;
    this.accounts += 1;
    this.balance = new RunningBalance();
    const { mapping } = this.reading;
    this.taker.begin({
      kind: 'statement',
      format: 'bank CSV',
      account,
      currency: mapping.currency ?? '',
      number: '',
      opening: this.stated('opening'),
      line: this.headerLine,
    });
  }

  private endStatement(): void {
    const difference = this.balance.difference();
    if (difference !== null) this.taker.differs(difference);
    this.taker.end({ closing: this.stated('closing'), totals: [] });
    if (difference === null && !this.balance.isProved) this.requirePlainSigns();
    this.account = null;
  }

  private stated(is: BalanceLine['is']): BankBalance | null {
    const { table, formats, mapping } = this.reading;
    const line = table.balance(is);
    if (line === null) return null;
    const column = ['balance', 'amount', 'credit'].find((field) => this.headers.has(field)) ?? 'amount';
    const decimal = formats.formatsOf(column).decimal(line.text);
    return decimal === null ? null : { decimal, currency: mapping.currency ?? '', on: null };
  }

  /** Where one column has amounts above and below 0 though another says the side, only balances could show what that means. */
  private requirePlainSigns(): void {
    for (const column of ['amount', 'credit', 'debit']) {
      if (!this.unsigned.has(`${column} below`) || !this.unsigned.has(`${column} above`)) continue;
      const name = this.headers.get(column) ?? column;
      this.taker.differs(
        `the column ${name} has amounts above and below 0, though the file says the side in another way, and no balances show what is meant; each was read without its sign`,
      );
    }
  }

  private requireAmount(): void {
    if (['amount', 'credit', 'debit'].some((column) => this.headers.has(column))) return;
    throw new UnreadableFile(
      this.headerLine,
      'The file has no column for the amount, nor for credit and debit. Name it in the mapping, in "columns".',
    );
  }

  /** An amount of the account's currency and one of another, and one column of currencies: it is not for us to guess whose. */
  private requireOneCurrency(): void {
    const has = (column: string) => this.headers.has(column);
    if (!has('foreign_amount') || has('foreign_currency') || !has('currency')) return;
    const [amount, currency] = [this.headers.get('foreign_amount'), this.headers.get('currency')];
    throw new UnreadableFile(
      this.headerLine,
      `The file has two amounts, and "${currency}" may be the currency of either. Say in the mapping which: name it in "columns" as "foreign_currency", and give the account's as "currency"; or leave "${amount}" out of "columns".`,
      currency ?? '',
    );
  }

  private named({ column, value, problem }: WrongPart): WrongPart {
    return { column: this.headers.get(column) ?? column, value, problem };
  }
}

const NO_CELLS = {
  booked_on: '' as BookingCells['booked_on'],
  value_on: null,
  amount: null,
  credit: null,
  debit: null,
  side: null,
  currency: null,
  balance: null,
  payer_name: '',
  payer_account: '',
  bank_reference: '',
  end_to_end_id: '',
  text: '',
  detail: '',
  account: '',
  foreign_amount: null,
  foreign_currency: null,
} as const satisfies BookingCells;
