import type { ClientSession, Types } from 'mongoose';
import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { nameWords } from '#shared/domain/customer-name.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import { DomainError } from '../../errors.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import { insertVersions, NOT_SUPERSEDED, removeAbandoned, supersede } from '../../mongo/versions.ts';
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
}

/** Customers as of a run of the ledger; `run` is the number in a LedgerPosition. */
export class CustomerService {
  constructor(private readonly customers: CustomerRepository) {}

  /** The customer of that id. Throws DomainError `customer_not_found`. */
  async read(id: CustomerId, run: number): Promise<Customer> {
    const [customer] = await this.customers.findByIds([id], run);
    if (customer === undefined) throw new DomainError('customer_not_found', 'There is no such customer.');
    return customer;
  }

  async findByIds(ids: readonly CustomerId[], run: number): Promise<Customer[]> {
    return this.customers.findByIds(ids, run);
  }

  /** Customers that have one of the keys of customerLookupKeys. */
  async findByLookupKeys(keys: readonly string[], run: number): Promise<Customer[]> {
    return this.customers.findByKeys(keys, run);
  }

  /** Customers with a contact of one of these addresses. */
  async findByContactEmails(addresses: readonly string[], run: number): Promise<Customer[]> {
    return this.customers.findByKeys(addresses.map(lowered).map(LOOKUP.address), run);
  }

  /** Customers that one of these mail domains belongs to. */
  async findByMailDomains(domains: readonly string[], run: number): Promise<Customer[]> {
    return this.customers.findByKeys(domains.map(lowered).map(LOOKUP.domain), run);
  }

  async findOwnedBy(collectorEmail: string, run: number): Promise<Customer[]> {
    return this.customers.findByOwner(lowered(collectorEmail), run);
  }

  /** Customers whose numbers are these, or these with other leading zeros. */
  async findByPaddedNumbers(numbers: readonly string[], run: number): Promise<Customer[]> {
    return this.customers.findByBareNumbers([...new Set(numbers.map(withoutPadding))], run);
  }

  /** What a person types to find a customer: the beginning of a number, padding zeros or not, or beginnings of words of its names. Numbers come first. */
  async search(text: string, run: number, limit: number): Promise<Customer[]> {
    const typed = text.trim();
    if (typed === '') return [];
    const words = nameWords(typed).map(LOOKUP.word);
    const unpadded = /^\d+$/.test(typed) ? withoutPadding(typed) : null;
    const byNumber = await this.customers.findByKeyStarts([LOOKUP.typedNumber(typed)], run, limit);
    const byDigits =
      unpadded === null ? [] : await this.customers.findByKeyStarts([LOOKUP.number(unpadded)], run, limit);
    const byName = words.length === 0 ? [] : await this.customers.findByKeyStarts(words, run, limit);
    const found = new Map([...byNumber, ...byDigits, ...byName].map((customer) => [customer.id, customer]));
    return [...found.values()].slice(0, limit);
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
  async removeAbandoned(run: number): Promise<void> {
    await removeAbandoned(CUSTOMER_VERSIONS, run);
  }

  /** A new version as it is to be stored. */
  versionOf(
    record: CustomerRecord,
    { id, run, sourceAsOf, hash, placeholder }: CustomerVersionBasis,
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
    };
  }
}

function lowered(text: string): string {
  return text.trim().toLowerCase();
}
