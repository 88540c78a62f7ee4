import type { CustomerId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Versioned } from '../../mongo/versions.ts';

export const CUSTOMER_VERSIONS = 'customerVersions';

/** A person at a customer. */
export interface Contact {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  /** The contact's part in paying, such as `accounts_payable`; free text of the source. */
  readonly role: string;
  /** BCP 47, such as `en` or `de`; empty where unknown. */
  readonly language: string;
}

/** What the source says of a customer. */
export interface CustomerRecord {
  readonly number: string;
  readonly name: string;
  /** Other spellings under which the customer writes or pays. */
  readonly otherNames: readonly string[];
  /** Empty where the customer has no parent. */
  readonly parentNumber: string;
  readonly contacts: readonly Contact[];
  readonly mailDomains: readonly string[];
  /** E-mail of the collector who owns the customer; empty where nobody does. */
  readonly ownerEmail: string;
  readonly creditLimit: Money | null;
  readonly paymentTerms: string;
  readonly language: string;
  readonly doNotContact: boolean;
  /** How risky the source holds the customer to be, in its own words; left out where it says nothing. */
  readonly risk?: string;
}

/** A customer as of one run. A placeholder stands for one that an item named and no source has described yet. */
export interface Customer extends CustomerRecord {
  readonly id: CustomerId;
  readonly placeholder: boolean;
  /** The customer who stands for it; left out while it was not merged. */
  readonly mergedInto?: CustomerId;
  /** The customers for whom it stands; left out where it stands for itself alone. */
  readonly mergedFrom?: readonly CustomerId[];
}

/** One version of a customer as the `customerVersions` collection holds it. */
export interface StoredCustomerVersion extends Versioned, CustomerRecord {
  customerId: CustomerId;
  placeholder: boolean;
  /** The customer who stands for it; left out while it was not merged. */
  mergedInto?: CustomerId;
  /** The customers for whom it stands; left out where it stands for itself alone. */
  mergedFrom?: CustomerId[];
  /** The number without leading zeros. */
  bareNumber: string;
  /** By what the customer is found; see customerLookupKeys. */
  lookupKeys: readonly string[];
  sourceAsOf: Date;
  hash: string;
}
