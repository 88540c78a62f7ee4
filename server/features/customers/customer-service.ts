import { type ClientSession, Types } from 'mongoose';
import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { nameWords } from '#shared/domain/customer-name.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import type { Money } from '#shared/domain/money.ts';
import { DomainError } from '../../errors.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { insertVersions, NOT_SUPERSEDED, removeAbandoned, replaceVersions, supersede } from '../../mongo/versions.ts';
import { seesOwner } from '../../portfolio.ts';
import { CUSTOMER_VERSIONS, type Customer, type CustomerRecord, type StoredCustomerVersion } from './customer.ts';
import { customerLookupKeys } from './customer-lookup-keys.ts';
import type { CustomerRepository, StandingCustomer } from './customer-repository.ts';

export type { Contact, Customer, CustomerRecord, StoredCustomerVersion } from './customer.ts';
export type { StandingCustomer } from './customer-repository.ts';

type VersionId = Types.ObjectId;

/** What a new version of a customer is made from, besides the record. */
export interface CustomerVersionBasis {
  readonly id: CustomerId;
  readonly run: number;
  readonly sourceAsOf: Date;
  readonly hash: string;
  readonly placeholder: boolean;
  /** What of merges the version before says. */
  readonly mergedInto?: CustomerId | undefined;
  readonly mergedFrom?: readonly CustomerId[] | undefined;
}

/** Customers as of a run of the ledger; `run` is the number in a LedgerPosition. */
export class CustomerService {
  /** The collection with the versions of customers. */
  readonly versions = CUSTOMER_VERSIONS;

  constructor(private readonly customers: CustomerRepository) {}

  /** The customer of that id, or who stands for it since a merge. Throws DomainError `customer_not_found`. */
  async read(id: CustomerId, run: number): Promise<Customer> {
    const [customer] = await this.standingFor(await this.customers.findByIds([id], run), run);
    if (customer === undefined) throw new DomainError('customer_not_found', 'There is no such customer.');
    return customer;
  }

  /** All ids under which a customer was ever written of: that of who stands for it, then of those for whom that one stands, in their order. */
  async idsOf(id: CustomerId, run: number): Promise<CustomerId[]> {
    const [customer] = await this.standingFor(await this.customers.findByIds([id], run), run);
    return customer === undefined ? [id] : idsOfCustomer(customer);
  }

  /** Who stands for whom, for those among these customers that were merged, and for all that were merged into one of them. */
  async findSurvivors(ids: readonly CustomerId[], run: number): Promise<Map<CustomerId, CustomerId>> {
    return this.customers.findMerges(ids, run);
  }

  async findByIds(ids: readonly CustomerId[], run: number): Promise<Customer[]> {
    return this.customers.findByIds(ids, run);
  }

  /** The customer of each of these ids, or who stands for it since a merge; ids of nobody are left out. */
  async findStandingFor(ids: readonly CustomerId[], run: number): Promise<Map<CustomerId, Customer>> {
    const found = await this.customers.findByIds([...new Set(ids)], run);
    const survivors = new Map((await this.standingFor(found, run)).map((customer) => [customer.id, customer]));
    return new Map(
      found.flatMap(({ id, mergedInto = id }) => {
        const customer = survivors.get(mergedInto);
        return customer === undefined ? [] : [[id, customer] as const];
      }),
    );
  }

  /** Those of the ids that a customer has. */
  async findExisting(ids: readonly CustomerId[], run: number): Promise<CustomerId[]> {
    return this.customers.findExisting(ids, run);
  }

  /** Customers that have one of the keys of customerLookupKeys. */
  async findByLookupKeys(keys: readonly string[], run: number): Promise<Customer[]> {
    return this.standingFor(await this.customers.findByKeys(keys, run), run);
  }

  /** Customers with a contact of one of these addresses. */
  async findByContactEmails(addresses: readonly string[], run: number): Promise<Customer[]> {
    return this.standingFor(await this.customers.findByKeys(addresses.map(lowered).map(LOOKUP.address), run), run);
  }

  /** Customers that one of these mail domains belongs to. */
  async findByMailDomains(domains: readonly string[], run: number): Promise<Customer[]> {
    return this.standingFor(await this.customers.findByKeys(domains.map(lowered).map(LOOKUP.domain), run), run);
  }

  /** Customers to whom the source gave a credit limit. */
  async findWithCreditLimit(run: number): Promise<(Customer & { readonly creditLimit: Money })[]> {
    const limited = await this.customers.findWithCreditLimit(run);
    return limited.flatMap((customer) => {
      const { creditLimit } = customer;
      return creditLimit === null ? [] : [{ ...customer, creditLimit }];
    });
  }

  /** Of the customers of a collector those who are not to be contacted. */
  async findNotToContact(collectorEmail: string, run: number): Promise<CustomerId[]> {
    return this.customers.findNotToContact(lowered(collectorEmail), run);
  }

  async findOwnedBy(collectorEmail: string, run: number): Promise<Customer[]> {
    return this.customers.findByOwner(lowered(collectorEmail), run);
  }

  /** Customers whose numbers are these, or these with other leading zeros. */
  async findByPaddedNumbers(numbers: readonly string[], run: number): Promise<Customer[]> {
    return this.customers.findByBareNumbers([...new Set(numbers.map(withoutPadding))], run);
  }

  /** What a person types to find a customer: the beginning of a number, padding zeros or not, or beginnings of words of its names. Numbers come first; what is outside the portfolio is left out. */
  async search(
    text: string,
    run: number,
    limit: number,
    portfolio: readonly string[] | null = null,
  ): Promise<Customer[]> {
    const typed = text.trim();
    if (typed === '') return [];
    const words = nameWords(typed).map(LOOKUP.word);
    const unpadded = /^\d+$/.test(typed) ? withoutPadding(typed) : null;
    const found = (starts: readonly string[]) =>
      this.customers.findByKeyStarts(starts, run, { limit, owners: portfolio });
    const byNumber = await found([LOOKUP.typedNumber(typed)]);
    const byDigits = unpadded === null ? [] : await found([LOOKUP.number(unpadded)]);
    const byName = words.length === 0 ? [] : await found(words);
    const standing = await this.standingFor([...byNumber, ...byDigits, ...byName], run);
    return standing.filter(({ ownerEmail }) => seesOwner({ portfolio }, ownerEmail)).slice(0, limit);
  }

  async findStanding(ids: readonly CustomerId[], run: number): Promise<Map<string, StandingCustomer>> {
    return this.customers.findStanding(ids, run);
  }

  /** Writes versions under a run that is not committed yet, in its transaction, and marks those in whose place they come. */
  async write(
    versions: readonly StoredCustomerVersion[],
    replaced: readonly VersionId[],
    run: number,
    session: ClientSession,
  ): Promise<void> {
    await insertVersions(CUSTOMER_VERSIONS, versions, session);
    await supersede(CUSTOMER_VERSIONS, replaced, run, session);
  }

  /** Takes away what a run that was never committed has written. */
  async removeAbandoned(run: number, alive: () => Promise<void>): Promise<void> {
    await removeAbandoned(CUSTOMER_VERSIONS, run, alive);
  }

  /** Writes who stands for whom under a run that is not committed yet, in its transaction; null where a customer stands for itself again. */
  async writeMerges(
    merges: ReadonlyMap<CustomerId, CustomerId | null>,
    run: number,
    session: ClientSession,
  ): Promise<void> {
    const survivors = await this.customers.findMerges([...merges.keys()], run);
    const concerned = [...merges].flatMap(([id, into]) => [id, into, survivors.get(id) ?? null]);
    const ids = [...new Set(concerned.filter((id) => id !== null))];
    const versions = (await this.customers.findVersions(ids, run)).map((stored) => merged(stored, merges));
    const isOwn = ({ added }: StoredCustomerVersion) => added === run;
    await replaceVersions(CUSTOMER_VERSIONS, versions.filter(isOwn), session);
    const others = versions.filter((version) => !isOwn(version));
    const made = others.map((version) => ({ ...version, _id: new Types.ObjectId(), added: run }));
    const replaced = others.map(({ _id }) => _id);
    await this.write(made, replaced, run, session);
  }

  /** Each with who stands for it in its place, once. */
  private async standingFor(found: readonly Customer[], run: number): Promise<Customer[]> {
    const wanted = found.flatMap(({ mergedInto }) => mergedInto ?? []);
    const survivors = wanted.length === 0 ? [] : await this.customers.findByIds(wanted, run);
    const byId = new Map(survivors.map((customer) => [customer.id, customer]));
    const standing = found.flatMap((customer) =>
      customer.mergedInto === undefined ? customer : (byId.get(customer.mergedInto) ?? []),
    );
    return [...new Map(standing.map((customer) => [customer.id, customer])).values()];
  }

  /** A new version as it is to be stored. */
  versionOf(
    record: CustomerRecord,
    { id, run, sourceAsOf, hash, placeholder, mergedInto, mergedFrom }: CustomerVersionBasis,
  ): StoredCustomerVersion {
    return {
      ...record,
      tenantId: currentTenant(),
      customerId: id,
      added: run,
      superseded: NOT_SUPERSEDED,
      bareNumber: withoutPadding(record.number),
      lookupKeys: customerLookupKeys(record),
      ownerEmail: lowered(record.ownerEmail),
      sourceAsOf,
      hash,
      placeholder,
      ...(mergedInto === undefined ? {} : { mergedInto }),
      ...(mergedFrom === undefined ? {} : { mergedFrom: [...mergedFrom] }),
    };
  }
}

/** All ids under which a customer who stands for itself was ever written of, its own first. */
export function idsOfCustomer({
  id,
  mergedFrom = [],
}: Pick<Customer, 'id' | 'mergedFrom'>): [CustomerId, ...CustomerId[]] {
  return [id, ...mergedFrom];
}

type StoredVersion = StoredCustomerVersion & { readonly _id: VersionId };

/** A version as merges leave it. */
function merged(
  { mergedInto, mergedFrom = [], ...stored }: StoredVersion,
  merges: ReadonlyMap<CustomerId, CustomerId | null>,
): StoredVersion {
  const { customerId } = stored;
  const into = merges.has(customerId) ? (merges.get(customerId) ?? undefined) : mergedInto;
  const kept = mergedFrom.filter((id) => (merges.has(id) ? merges.get(id) === customerId : true));
  const added = [...merges].filter(([, other]) => other === customerId).map(([id]) => id);
  const from = [...new Set([...kept, ...added])].sort();
  return {
    ...stored,
    ...(into === undefined ? {} : { mergedInto: into }),
    ...(from.length === 0 ? {} : { mergedFrom: from }),
  };
}

function lowered(text: string): string {
  return text.trim().toLowerCase();
}
