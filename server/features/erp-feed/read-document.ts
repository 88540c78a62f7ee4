import type { Hold, LedgerRow, ReturnedMoney, RowProblem, StatedOfFile } from '../receivables/run-service.ts';
import type { FeedFile } from './feed-file.ts';
import type { DocumentProfile, DocumentTaker } from './profile.ts';
import { CountedTotals } from './rows/control-totals.ts';
import { GatheredRows } from './rows/gathered-rows.ts';
import { sourceOf } from './table/row-reader.ts';
import { ListedProblems, type ReadingOptions, type TakenRows, telling } from './table/taken-rows.ts';

/** Reads a document (JSON, XML, lines of a bank) to ledger rows. Throws UnreadableFile. */
export async function readDocument(file: FeedFile, options: ReadingOptions<DocumentProfile>): Promise<TakenRows> {
  const { profile, mapping } = options;
  const rows = new DocumentRows(options.progress);
  try {
    await profile.read(
      { chunks: () => file.chunks(), fileName: file.name, source: sourceOf(mapping, profile), mapping },
      rows,
    );
    return rows.taken();
  } catch (error) {
    await rows.close();
    throw error;
  }
}

/** Takes what the reader of a document finds. */
class DocumentRows implements DocumentTaker {
  private readonly gathered = new GatheredRows();
  private readonly counted = new CountedTotals();
  private readonly listed = new ListedProblems();
  private readonly notes: string[] = [];
  private readonly holds: Hold[] = [];
  private readonly returns: ReturnedMoney[] = [];
  private readonly accounts = new Set<string>();
  private readonly statements: StatedOfFile['statements'][number][] = [];

  constructor(private readonly progress: ((rows: number) => void) | undefined) {}

  rows(rows: readonly LedgerRow[], _line: number, _raw: string): void {
    this.gathered.add(rows);
    this.counted.addRow(rows);
    telling(this.counted.rowCount, this.progress);
  }

  problem(problem: Omit<RowProblem, 'raw'>, raw: string): void {
    this.listed.add(problem, raw);
  }

  note(sentence: string): void {
    if (!this.notes.includes(sentence)) this.notes.push(sentence);
  }

  hold(hold: Hold): void {
    this.holds.push(hold);
  }

  returned(returned: ReturnedMoney): void {
    this.returns.push(returned);
  }

  account(account: string): void {
    this.accounts.add(account);
  }

  statement(statement: StatedOfFile['statements'][number]): void {
    this.accounts.add(statement.account);
    this.statements.push(statement);
  }

  taken(): TakenRows {
    const totals = this.counted.totals();
    const none = totals.rows === 0 && this.listed.all.length === 0 ? ['Nothing of what is in the file is read.'] : [];
    return {
      rows: this.gathered.source(),
      problems: this.listed.all,
      totals,
      columnNames: {},
      notes: [...this.notes, ...none],
      holds: this.holds,
      returns: this.returns,
      stated: { accounts: [...this.accounts], statements: this.statements },
      close: () => this.close(),
    };
  }

  async close(): Promise<void> {
    await this.gathered.close();
  }
}
