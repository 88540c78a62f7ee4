import { createHash, type Hash } from 'node:crypto';
import { ExactSum } from '../formats/exact-sum.ts';
import type { DocumentTaker } from '../profile.ts';
import type { BankBalance, BankEntry, StatementEnd, StatementHead } from './bank-statement.ts';

/** Tells what a file's statements are and say, and what shows only in their order: a gap between two, or one number with two contents. */
export class SeenStatements {
  private head: StatementHead | null = null;
  private hash: Hash = createHash('sha256');
  private readonly hashes = new Map<string, string>();
  private readonly closings = new Map<string, BankBalance>();
  private gaps = 0;
  private firstGap = '';

  constructor(private readonly taker: DocumentTaker) {}

  begin(head: StatementHead): void {
    this.head = head;
    this.hash = createHash('sha256').update(JSON.stringify([head.format, head.account, head.number, head.opening]));
    const before = this.closings.get(head.account);
    if (head.kind !== 'statement' || before === undefined || head.opening === null) return;
    if (sameBalance(before, head.opening)) return;
    this.gaps += 1;
    if (this.firstGap !== '') return;
    this.firstGap = `the one at line ${head.line} opens with ${head.opening.decimal} ${head.opening.currency}, and the one before it closed with ${before.decimal} ${before.currency}`;
  }

  add({ line: _line, raw: _raw, ...said }: BankEntry): void {
    this.hash.update(JSON.stringify(said));
  }

  end({ closing, totals }: StatementEnd): void {
    const { head } = this;
    if (head === null || head.kind !== 'statement') return;
    if (closing !== null) this.closings.set(head.account, closing);
    if (head.number === '' || head.account === '') return;
    const hash = this.hash.update(JSON.stringify([closing, totals])).digest('hex');
    const name = `${head.account} ${head.number}`;
    const before = this.hashes.get(name);
    this.hashes.set(name, hash);
    if (before === undefined) this.taker.statement({ account: head.account, number: head.number, hash });
    else if (before !== hash) this.holdChanged(head);
  }

  notes(): string[] {
    if (this.gaps === 0) return [];
    const many = this.gaps === 1 ? 'Once' : `${this.gaps} times`;
    return [
      `${many} a statement does not begin where the one before it ended, so one may be missing: ${this.firstGap}.`,
    ];
  }

  private holdChanged({ account, number, line }: StatementHead): void {
    const sentence = `The file has statement ${number} of ${account} twice, with other content at line ${line}. Find out which one is right and feed that alone.`;
    this.taker.hold({ code: 'statement_changed', sentence });
  }
}

function sameBalance(a: BankBalance, b: BankBalance): boolean {
  return a.currency === b.currency && new ExactSum().add(a.decimal).equals(b.decimal);
}
