import { nameKey } from '#shared/domain/customer-name.ts';
import type { Board } from './board.ts';
import type { KnownPayers, OpenPayment } from './match.ts';
import { NameIndex } from './name-index.ts';

/** How a payment's payer stands to a customer: surely it, perhaps it, nothing known, or surely another. */
export type Standing = 'sure' | 'perhaps' | 'unknown' | 'another';

/** Who may have paid, and by what it is known. */
export interface Payer {
  readonly by: 'given' | 'account' | 'name' | 'name_close' | 'nothing';
  readonly customers: readonly string[];
}

const NOBODY: Payer = { by: 'nothing', customers: [] };

/** Says who paid, from what is known beforehand and from what certain matches show as matching goes on. */
export class Payers {
  private readonly names: NameIndex;
  private readonly learntAccounts = new Map<string, Set<string>>();
  private readonly learntNames = new Map<string, Set<string>>();
  private readonly found = new Map<number, Payer>();
  private readonly likeNames = new Map<string, string | null>();

  constructor(
    private readonly board: Board,
    private readonly known: KnownPayers,
  ) {
    this.names = new NameIndex(
      board.invoices.flatMap(({ customerId, customerNames }) => customerNames.map((name) => ({ customerId, name }))),
    );
  }

  of(payment: number): Payer {
    const known = this.found.get(payment);
    if (known !== undefined) return known;
    const payer = this.find(this.board.payment(payment));
    this.found.set(payment, payer);
    return payer;
  }

  standing(payment: number, customerId: string): Standing {
    const { by, customers } = this.of(payment);
    const isOne = customers.includes(customerId);
    if (isOne) return customers.length === 1 && by !== 'name_close' ? 'sure' : 'perhaps';
    return by === 'given' || by === 'account' ? 'another' : 'unknown';
  }

  /** Takes to heart who a payment turned out to be from. */
  learn(payment: number, customerId: string): void {
    const { payerAccount, payerName } = this.board.payment(payment);
    const name = nameKey(payerName);
    const isNew = [
      put(this.learntAccounts, payerAccount, customerId),
      name !== null && put(this.learntNames, name, customerId),
    ];
    if (isNew.includes(true)) this.found.clear();
  }

  private find(payment: OpenPayment): Payer {
    if (payment.customerId !== null) return { by: 'given', customers: [payment.customerId] };
    const byAccount = this.customersOfAccount(payment.payerAccount);
    const byName = this.customersOfName(payment.payerName);
    if (byAccount.length > 0) return withName(byAccount, byName);
    if (byName.length > 0) return { by: 'name', customers: byName };
    const like = this.likeNameOf(payment.payerName);
    return like === null ? NOBODY : { by: 'name_close', customers: [like] };
  }

  private customersOfAccount(account: string): string[] {
    if (account === '') return [];
    return union(this.known.customersOfAccount(account), this.learntAccounts.get(account));
  }

  private customersOfName(name: string): string[] {
    const key = nameKey(name);
    if (key === null) return [];
    return union([...this.known.customersOfName(name), ...this.names.named(name)], this.learntNames.get(key));
  }

  private likeNameOf(name: string): string | null {
    const known = this.likeNames.get(name);
    if (known !== undefined) return known;
    const like = this.names.like(name);
    this.likeNames.set(name, like);
    return like;
  }
}

/** An account that several pay from is told apart by the name; where the name says somebody else, either may have paid. */
function withName(byAccount: readonly string[], byName: readonly string[]): Payer {
  const both = byAccount.filter((customer) => byName.includes(customer));
  if (both.length > 0) return { by: 'account', customers: both };
  if (byName.length === 0) return { by: 'account', customers: byAccount };
  return { by: 'name', customers: union(byAccount, byName) };
}

function union(customers: Iterable<string>, others: Iterable<string> = []): string[] {
  return [...new Set([...customers, ...others])].sort();
}

function put(learnt: Map<string, Set<string>>, key: string, customerId: string): boolean {
  if (key === '') return false;
  const customers = learnt.get(key) ?? new Set();
  const isNew = !customers.has(customerId);
  customers.add(customerId);
  learnt.set(key, customers);
  return isNew;
}
