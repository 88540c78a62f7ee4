import type { Money } from '#shared/domain/money.ts';
import type { ItemRow } from '../../receivables/run-service.ts';
import type { DocumentSource, DocumentTaker } from '../profile.ts';
import type {
  BankEntry,
  BankTransaction,
  Side,
  StatementEnd,
  StatementHead,
  StatementTaker,
} from './bank-statement.ts';
import { isBatch, partsOf } from './entry-parts.ts';
import { bankReferenceOf, type NumberedPart, PaymentNumbers } from './payment-numbers.ts';
import { bankMoney, receiptItem } from './receipt-item.ts';
import { ReturnedPayments } from './returned-payments.ts';
import { SeenStatements } from './seen-statements.ts';
import { StatementControl } from './statement-control.ts';
import { type LeftOut, StatementNotes } from './statement-notes.ts';

const MOST_DIFFERENCES = 5;

/**
 * The one place that turns bank statements of any format into ledger rows. Booked credits become payments of nobody yet; a returned one takes back the payment
 * that it names; all else is noted. What does not add up holds the file.
 */
export class StatementRows implements StatementTaker {
  private head: StatementHead | null = null;
  private control: StatementControl | null = null;
  private isNamed = false;
  private readonly numbers = new PaymentNumbers();
  private readonly returned = new ReturnedPayments();
  private readonly notes = new StatementNotes();
  private readonly seen: SeenStatements;
  private readonly accounts = new Set<string>();
  private readonly differences: string[] = [];

  constructor(
    private readonly document: Pick<DocumentSource, 'source' | 'mapping'>,
    private readonly taker: DocumentTaker,
  ) {
    this.seen = new SeenStatements(taker);
  }

  begin(stated: StatementHead): void {
    const { mapping } = this.document;
    const account = (stated.account || (mapping.bank?.account ?? '')).replace(/\s+/g, '');
    const head = { ...stated, account, currency: stated.currency || (mapping.currency ?? '') };
    this.head = head;
    this.control = new StatementControl(head);
    this.isNamed = account !== '';
    this.numbers.begin();
    this.seen.begin(head);
    if (this.isNamed) this.nameAccount(account);
    else this.refuseNameless(head);
  }

  entry(stated: BankEntry): void {
    const { head } = this;
    if (head === null) throw new Error('An entry came before its statement.');
    const entry = inCurrency(stated, head.currency);
    this.control?.add(entry);
    this.seen.add(entry);
    if (entry.wrong.length > 0) {
      for (const wrong of entry.wrong) this.taker.problem({ line: entry.line, ...wrong }, entry.raw);
    } else if (this.isNamed) {
      this.takeEntry(entry, head);
    }
  }

  end(end: StatementEnd): void {
    const { head, control } = this;
    if (head === null || control === null) throw new Error('A statement ended that had not begun.');
    for (const difference of control.differences(end)) this.differs(`${nameOf(head)}: ${difference}`);
    this.seen.end(end);
    this.head = null;
  }

  /** To be called when the whole file is read. */
  finish(): void {
    const { reversals, unnamed, earlier, notes } = this.returned.settled();
    for (const money of earlier) this.taker.returned(money);
    for (const { row, raw } of reversals) this.taker.rows([row], row.line, raw);
    for (const { line, raw } of unnamed) this.taker.rows([], line, raw);
    for (const note of [...this.notes.sentences(), ...notes, ...this.seen.notes()]) this.taker.note(note);
    if (this.differences.length === 0) return;
    const more = this.differences.length - MOST_DIFFERENCES;
    const sentence = `The file's own figures do not add up: ${this.differences.slice(0, MOST_DIFFERENCES).join('; ')}${more > 0 ? `; and ${more} more` : ''}. Get the statement from the bank again, or let it pass if the bank says that it is right.`;
    this.taker.hold({ code: 'totals_differ', sentence });
  }

  differs(sentence: string): void {
    this.differences.push(sentence);
  }

  note(sentence: string): void {
    this.taker.note(sentence);
  }

  private nameAccount(account: string): void {
    if (this.accounts.has(account)) return;
    this.accounts.add(account);
    this.taker.account(account);
  }

  private takeEntry(entry: BankEntry, head: StatementHead): void {
    const parts = this.pricedParts(entry);
    if (parts === null) return;
    const rows = parts.flatMap((part) => this.takePart({ ...part, entry }, head));
    const waits = parts.some(({ side, transaction }) => side === 'debit' && isReturned(entry, transaction));
    if (rows.length > 0 || !waits) this.taker.rows(rows, entry.line, entry.raw);
  }

  /** The payment that a part of an entry comes to; none where it is left out, or returns a payment. */
  private takePart(part: PricedPart & { readonly entry: BankEntry }, head: StatementHead): ItemRow[] {
    const { entry, transaction, side, amount } = part;
    const reason = this.leftOut(part, head);
    if (reason !== null) return this.leave(reason, amount);
    const on = entry.valuedOn ?? entry.bookedOn;
    if (on === null) {
      const problem = { column: 'day', value: '', problem: 'is given neither as booking day nor as value day' };
      this.taker.problem({ line: entry.line, ...problem }, entry.raw);
      return [];
    }
    const numbered: NumberedPart = { account: head.account, statement: head.number, entry, transaction, on, amount };
    const number = this.numbers.numberOf(numbered);
    if (number === null) return this.leave('repeated', amount);
    if (side === 'debit') {
      this.returned.addReturn({ ...numbered, number });
      return [];
    }
    const item = receiptItem(numbered, { ...this.document, number });
    this.returned.addPayment(item.key, numbered);
    return [item];
  }

  private leave(reason: LeftOut, amount: Money): [] {
    this.notes.add(reason, amount);
    return [];
  }

  /** The parts of an entry as money; null, with a problem, where one is none. */
  private pricedParts(entry: BankEntry): PricedPart[] | null {
    const parts: PricedPart[] = [];
    for (const { transaction, side, amount: stated } of partsOf(entry)) {
      const amount = this.money(entry, stated);
      if (amount === null) return null;
      parts.push({ transaction, side, amount });
    }
    return parts;
  }

  private money(entry: BankEntry, stated: BankEntry['amount']): Money | null {
    const reading = bankMoney(stated, this.document.mapping);
    if ('value' in reading) return reading.value;
    this.taker.problem({ line: entry.line, column: 'amount', value: stated.decimal, ...reading }, entry.raw);
    return null;
  }

  /** Why a part does not come into the ledger; null where it does. */
  private leftOut({ entry, transaction, side, amount }: PricedPart & { entry: BankEntry }, head: StatementHead) {
    if (entry.status !== 'booked') return entry.status;
    if (amount.minor === 0) return 'zero';
    const isBack = isReturned(entry, transaction);
    if (side === 'debit' && !isBack) return 'debit';
    if (side === 'credit' && isBack) return 'given_back_to_us';
    return this.notTakenFrom({ entry, transaction }, head);
  }

  private notTakenFrom(part: Pick<NumberedPart, 'entry' | 'transaction'>, { kind }: StatementHead): LeftOut | null {
    const { take = ['statement'], batchesFrom = 'statement' } = this.document.mapping.bank ?? {};
    if (batchesFrom === 'notification' && isBatch(part.entry)) return kind === 'notification' ? null : 'elsewhere';
    if (!take.includes(kind)) return 'not_final';
    return kind === 'statement' || bankReferenceOf(part) !== null ? null : 'without_reference';
  }

  private refuseNameless({ line, format }: StatementHead): void {
    const problem = `is not named in this ${format}; give it in the mapping, as "bank": { "account": … }`;
    this.taker.problem({ line, column: 'account', value: '', problem }, '');
  }
}

interface PricedPart {
  readonly transaction: BankTransaction;
  readonly side: Side;
  readonly amount: Money;
}

function isReturned(entry: BankEntry, transaction: BankTransaction): boolean {
  return entry.reversal || transaction.returned;
}

function nameOf({ format, account, number, line }: StatementHead): string {
  return `${format} statement ${number === '' ? `at line ${line}` : number} of ${account === '' ? 'an account not named' : account}`;
}

/** An entry whose amounts all name their currency, as far as it is known. */
function inCurrency(entry: BankEntry, currency: string): BankEntry {
  if (currency === '' || entry.amount.currency !== '') return entry;
  const transactions = entry.transactions.map((transaction) =>
    transaction.amount === null || transaction.amount.currency !== ''
      ? transaction
      : { ...transaction, amount: { ...transaction.amount, currency } },
  );
  return { ...entry, amount: { ...entry.amount, currency }, transactions };
}
