import { ExactSum } from '../formats/exact-sum.ts';
import type { BankEntry, BankTransaction, Side, StatedAmount } from './bank-statement.ts';

/** What an entry comes to: one payer's money, with its amount. */
export interface EntryPart {
  readonly transaction: BankTransaction;
  readonly side: Side;
  readonly amount: StatedAmount;
}

/** Whether the bank booked several transactions as one entry. */
export function isBatch({ batchOf, transactions }: BankEntry): boolean {
  return (batchOf ?? 1) > 1 || transactions.length > 1;
}

/** The transactions of an entry where they come to its amount, else the entry as one. */
export function partsOf(entry: BankEntry): EntryPart[] {
  const { transactions, amount, side } = entry;
  const [first] = transactions;
  if (first === undefined) return [];
  if (transactions.length === 1) return [{ transaction: first, side, amount }];
  return addUp(entry) ?? [{ transaction: together(transactions, side), side, amount }];
}

function addUp({ transactions, amount, side, batchOf }: BankEntry): EntryPart[] | null {
  if (batchOf !== null && batchOf !== transactions.length) return null;
  const sum = new ExactSum();
  const parts: EntryPart[] = [];
  for (const transaction of transactions) {
    if (transaction.amount === null || transaction.amount.currency !== amount.currency) return null;
    sum.add(transaction.amount.decimal, transaction.side === side ? 1 : -1);
    parts.push({ transaction, side: transaction.side, amount: transaction.amount });
  }
  return sum.equals(amount.decimal) ? parts : null;
}

/** What several payers' transactions say, as of one. */
function together(transactions: readonly BankTransaction[], side: Side): BankTransaction {
  const same = (part: (transaction: BankTransaction) => string) => {
    const values = new Set(transactions.map(part));
    return values.size === 1 ? ([...values][0] ?? '') : '';
  };
  return {
    side,
    amount: null,
    returned: transactions.every(({ returned }) => returned),
    payerName: same(({ payerName }) => payerName),
    payerAccount: same(({ payerAccount }) => payerAccount),
    bankReference: same(({ bankReference }) => bankReference),
    endToEndId: same(({ endToEndId }) => endToEndId),
    text: [...new Set(transactions.map(({ text }) => text))].filter((text) => text !== '').join(' '),
    remittance: transactions.flatMap(({ remittance }) => remittance),
  };
}
