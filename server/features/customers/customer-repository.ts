import type mongoose from 'mongoose';
import type { CustomerId } from '#shared/domain/ids.ts';
import { inBatches } from '../../mongo/batches.ts';
import { visibleAt } from '../../mongo/versions.ts';
import type { Customer, StoredCustomerVersion } from './customer.ts';
import { CustomerVersionModel } from './customer-model.ts';

/** A version that holds, as far as a run has to compare a row with it. */
export interface StandingCustomer {
  readonly versionId: mongoose.Types.ObjectId;
  readonly hash: string;
  readonly sourceAsOf: Date;
  readonly placeholder: boolean;
  readonly mergedInto?: CustomerId;
  readonly mergedFrom?: readonly CustomerId[];
}

type StoredVersion = mongoose.mongo.WithId<StoredCustomerVersion>;
type Filter = mongoose.mongo.Filter<StoredCustomerVersion>;

export class CustomerRepository {
  async findStanding(ids: readonly CustomerId[], run: number): Promise<Map<string, StandingCustomer>> {
    const found = new Map<string, StandingCustomer>();
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), customerId: { $in: batch } };
      const projection = { customerId: 1, hash: 1, sourceAsOf: 1, placeholder: 1, mergedInto: 1, mergedFrom: 1 };
      for (const { _id, customerId, ...rest } of await versions().find(filter, { projection }).toArray()) {
        found.set(customerId, { ...rest, versionId: _id });
      }
    }
    return found;
  }

  /** The merges of these customers, and into them: who stands for each that was merged. */
  async findMerges(ids: readonly CustomerId[], run: number): Promise<Map<CustomerId, CustomerId>> {
    const found = new Map<CustomerId, CustomerId>();
    const isMerging = { $or: [{ mergedInto: { $exists: true } }, { mergedFrom: { $exists: true } }] };
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), customerId: { $in: batch }, ...isMerging } as Filter;
      const projection = { customerId: 1, mergedInto: 1, mergedFrom: 1 };
      for (const { customerId, mergedInto, mergedFrom = [] } of await versions()
        .find(filter, { projection })
        .toArray()) {
        if (mergedInto !== undefined) found.set(customerId, mergedInto);
        for (const merged of mergedFrom) found.set(merged, customerId);
      }
    }
    return found;
  }

  /** The versions themselves, for others to be made of them. */
  async findVersions(ids: readonly CustomerId[], run: number): Promise<StoredVersion[]> {
    const found: StoredVersion[] = [];
    for (const batch of inBatches(ids)) {
      found.push(
        ...(await versions()
          .find({ ...visibleAt(run), customerId: { $in: batch } })
          .toArray()),
      );
    }
    return found;
  }

  async findByIds(ids: readonly CustomerId[], run: number): Promise<Customer[]> {
    return this.findIn('customerId', ids, run);
  }

  /** Those of the ids that a customer has. */
  async findExisting(ids: readonly CustomerId[], run: number): Promise<CustomerId[]> {
    const found: CustomerId[] = [];
    for (const batch of inBatches(ids)) {
      const filter = { ...visibleAt(run), customerId: { $in: batch } };
      const stored = await versions()
        .find(filter, { projection: { _id: 0, customerId: 1 } })
        .toArray();
      found.push(...stored.map(({ customerId }) => customerId));
    }
    return found;
  }

  /** Customers whose numbers are these but for leading zeros. */
  async findByBareNumbers(bareNumbers: readonly string[], run: number): Promise<Customer[]> {
    return this.findIn('bareNumber', bareNumbers, run);
  }

  /** Customers that have one of the lookup keys. */
  async findByKeys(keys: readonly string[], run: number): Promise<Customer[]> {
    return this.findIn('lookupKeys', keys, run);
  }

  /** Customers to whom the source gave a credit limit, in the order of numbers. */
  async findWithCreditLimit(run: number): Promise<Customer[]> {
    const filter = { ...visibleAt(run), creditLimit: { $ne: null } } as Filter;
    return (await versions().find(filter).sort({ number: 1 }).toArray()).map(fromStored);
  }

  /** Of the customers of an owner those who are not to be contacted. */
  async findNotToContact(ownerEmail: string, run: number): Promise<CustomerId[]> {
    const filter = { ...visibleAt(run), ownerEmail, doNotContact: true };
    const projection = { _id: 0, customerId: 1 };
    return (await versions().find(filter, { projection }).toArray()).map(({ customerId }) => customerId);
  }

  async findByOwner(ownerEmail: string, run: number): Promise<Customer[]> {
    return this.findIn('ownerEmail', [ownerEmail], run);
  }

  /** Customers that have, for each of the beginnings, a lookup key that begins so, of some owners and of nobody where owners are named. In the order of numbers. */
  async findByKeyStarts(
    starts: readonly string[],
    run: number,
    { limit, owners }: { readonly limit: number; readonly owners: readonly string[] | null },
  ): Promise<Customer[]> {
    const $and = starts.map((start) => ({ lookupKeys: { $regex: `^${escaped(start)}` } }));
    const filter = { ...visibleAt(run), $and, ...(owners === null ? {} : ofOwners(owners)) } as Filter;
    return (await versions().find(filter).sort({ number: 1 }).limit(limit).toArray()).map(fromStored);
  }

  private async findIn(
    field: keyof StoredCustomerVersion,
    values: readonly string[],
    run: number,
  ): Promise<Customer[]> {
    const found: Customer[] = [];
    for (const batch of inBatches(values)) {
      const filter = { ...visibleAt(run), [field]: { $in: batch } } as Filter;
      found.push(...(await versions().find(filter).sort({ number: 1 }).toArray()).map(fromStored));
    }
    return found;
  }
}

function versions(): mongoose.mongo.Collection<StoredCustomerVersion> {
  return CustomerVersionModel.collection as unknown as mongoose.mongo.Collection<StoredCustomerVersion>;
}

function fromStored(stored: StoredCustomerVersion): Customer {
  const { customerId: id, placeholder, number, name, otherNames, parentNumber, contacts, mailDomains } = stored;
  const { ownerEmail, creditLimit, paymentTerms, language, doNotContact } = stored;
  const named = { id, placeholder, number, name, otherNames, parentNumber, contacts, mailDomains };
  const terms = { ownerEmail, creditLimit, paymentTerms, language, doNotContact };
  const { risk, mergedInto, mergedFrom } = stored;
  return {
    ...named,
    ...terms,
    ...(risk === undefined ? {} : { risk }),
    ...(mergedInto === undefined ? {} : { mergedInto }),
    ...(mergedFrom === undefined ? {} : { mergedFrom }),
  };
}

/** Who stands for a merged customer may be another's. */
function ofOwners(owners: readonly string[]): object {
  return { $or: [{ ownerEmail: { $in: ['', ...owners] } }, { mergedInto: { $exists: true } }] };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
