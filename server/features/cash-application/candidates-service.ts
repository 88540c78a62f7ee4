import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { nameKey } from '#shared/domain/customer-name.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { isDebit } from '#shared/domain/open-item.ts';
import type { Customer, CustomerService } from '../customers/customer-service.ts';
import {
  type ItemOnDay,
  type ReceivablesReadModel,
  unidentifiedCustomerId,
} from '../receivables/receivables-read-model.ts';
import type { CandidatePool, LedgerView } from './candidate-pool.ts';
import { numberKeysOf, payerKeysOf } from './match-question.ts';
import type { Payer, PayerRepository } from './payer-repository.ts';

export interface CandidateSources {
  readonly receivables: ReceivablesReadModel;
  readonly customers: CustomerService;
  readonly payers: PayerRepository;
}

/** Finds what of the ledger may have to do with payments, in a number of queries that does not grow with them. */
export class Candidates {
  constructor(private readonly sources: CandidateSources) {}

  async poolFor(payments: readonly ItemOnDay[], view: LedgerView): Promise<CandidatePool> {
    const { receivables } = this.sources;
    const { asOf, position } = view;
    const unidentifiedId = unidentifiedCustomerId();
    const unidentified = await receivables.openPayments(asOf, position, [unidentifiedId]);
    const lost = payments.filter(({ customerId }) => customerId === unidentifiedId);
    const [named, payers, byName, sameAmount] = await Promise.all([
      this.named(payments, view),
      this.taught([...lost, ...unidentified], view),
      this.customersNamed(lost, view),
      this.sameAmount(lost, view),
    ]);
    const own = payments.map(({ customerId }) => customerId).filter((id) => id !== unidentifiedId);
    const meant = unique([...own, ...idsOf(named), ...idsOf(payers), ...byName.map(({ id }) => id)]);
    const rivals = unique([...meant, ...idsOf(sameAmount)]);
    const [debits, openPayments, customers] = await Promise.all([
      receivables.openDebits(asOf, position, meant),
      receivables.openPayments(asOf, position, rivals),
      this.customersWithNames(rivals, view),
    ]);
    return {
      unidentifiedId,
      unidentified,
      customers: new Map(customers.map((customer) => [customer.id, customer])),
      debits: byCustomer(debits),
      payments: byCustomer(openPayments),
      named,
      sameAmount,
      payers,
    };
  }

  /** For whom these payers have paid; where that customer was merged since, for the one who stands for it. */
  private async taught(payments: readonly ItemOnDay[], { position }: LedgerView): Promise<Payer[]> {
    const payers = await this.sources.payers.findByKeys(payments.flatMap(payerKeysOf));
    const survivors = await this.sources.customers.findSurvivors(unique(idsOf(payers)), position.run);
    return payers.map((payer) => ({ ...payer, customerId: survivors.get(payer.customerId) ?? payer.customerId }));
  }

  /** Customers by id, each with the names of those that were merged into it as well. */
  private async customersWithNames(ids: readonly CustomerId[], { position }: LedgerView): Promise<Customer[]> {
    const { customers } = this.sources;
    const survivors = await customers.findSurvivors(ids, position.run);
    const found = await customers.findByIds(unique([...ids, ...survivors.keys()]), position.run);
    const merged = found.filter(({ id }) => survivors.has(id));
    const namesOf = (id: CustomerId) =>
      merged
        .filter((customer) => survivors.get(customer.id) === id)
        .flatMap(({ name, otherNames }) => [name, ...otherNames]);
    const asked = new Set(ids);
    return found
      .filter(({ id }) => asked.has(id))
      .map((customer) => ({ ...customer, otherNames: [...customer.otherNames, ...namesOf(customer.id)] }));
  }

  private async named(payments: readonly ItemOnDay[], { asOf, position }: LedgerView): Promise<ItemOnDay[]> {
    const keys = unique(payments.flatMap(numberKeysOf));
    const found = await this.sources.receivables.findItemsByNumberKeys(keys, asOf, position);
    return found.filter(({ kind, left }) => isDebit(kind) && left.minor > 0);
  }

  private async customersNamed(payments: readonly ItemOnDay[], { position }: LedgerView): Promise<Customer[]> {
    const names = payments.map(({ receipt }) => nameKey(receipt?.payerName ?? '')).filter((key) => key !== null);
    if (names.length === 0) return [];
    return this.sources.customers.findByLookupKeys(unique(names).map(LOOKUP.name), position.run);
  }

  private async sameAmount(payments: readonly ItemOnDay[], { asOf, position }: LedgerView): Promise<ItemOnDay[]> {
    const found: ItemOnDay[] = [];
    for (const currency of unique(payments.map(({ left }) => left.currency))) {
      const minors = unique(payments.filter(({ left }) => left.currency === currency).map(({ left }) => left.minor));
      found.push(...(await this.sources.receivables.openDebitsOver(minors, currency, asOf, position)));
    }
    return found;
  }
}

function byCustomer(items: readonly ItemOnDay[]): Map<CustomerId, ItemOnDay[]> {
  const groups = new Map<CustomerId, ItemOnDay[]>();
  for (const item of items) {
    const group = groups.get(item.customerId);
    if (group === undefined) groups.set(item.customerId, [item]);
    else group.push(item);
  }
  return groups;
}

function idsOf(things: readonly (ItemOnDay | Payer)[]): CustomerId[] {
  return things.map(({ customerId }) => customerId);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
