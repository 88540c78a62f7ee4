import { decimalOf, type Money, money } from '#shared/domain/money.ts';

/** Why money that a statement tells of did not come into the ledger. */
export type LeftOut =
  | 'debit'
  | 'pending'
  | 'information'
  | 'zero'
  | 'given_back_to_us'
  | 'not_final'
  | 'elsewhere'
  | 'repeated'
  | 'without_reference';

const SENTENCES: Readonly<Record<LeftOut, string>> = {
  debit: 'money that went out; only money received comes into the ledger',
  pending: 'not booked yet; it comes in with the statement that books it',
  information: 'given for information only',
  zero: 'entries of nothing',
  given_back_to_us: 'money of our own that came back, and no payment of a customer',
  not_final:
    'told before the statement that books it, so read and not taken. Where a bank brings it in no statement, say so in the mapping: "bank": { "take": [...] }',
  elsewhere:
    'taken from where the mapping says that the bank gives the single transactions: "bank": { "batchesFrom": … }',
  repeated: 'told twice in this file, with the same reference, day and amount, and taken once',
  without_reference:
    'told before the statement that books it and without a reference of the bank, so left to the statement',
};

/** Counts what of a file's statements is left out, for one sentence each. */
export class StatementNotes {
  private readonly tallies = new Map<LeftOut, { count: number; sums: Map<string, Money> }>();

  add(reason: LeftOut, amount: Money): void {
    const tally = this.tallies.get(reason) ?? { count: 0, sums: new Map<string, Money>() };
    this.tallies.set(reason, tally);
    tally.count += 1;
    const sum = (tally.sums.get(amount.currency)?.minor ?? 0) + amount.minor;
    tally.sums.set(amount.currency, money(sum, amount.currency));
  }

  sentences(): string[] {
    return [...this.tallies].map(([reason, { count, sums }]) => {
      const amounts = [...sums.values()].map((sum) => `${decimalOf(sum)} ${sum.currency}`).join(' and ');
      return `Not taken, ${count} of ${amounts}: ${SENTENCES[reason]}.`;
    });
  }
}
