import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import { nameKey, nameWords } from '#shared/domain/customer-name.ts';
import { numberKey } from '#shared/domain/document-number.ts';
import { withoutPadding } from '#shared/domain/ledger-number.ts';
import { isFreeMailDomain } from '../../mail/free-mail-domains.ts';
import { mailAddress, mailDomain } from '../../mail/mail-address.ts';

/** What of a customer its keys are made from. */
export interface LookedUpCustomer {
  readonly number: string;
  readonly name: string;
  readonly otherNames: readonly string[];
  readonly contacts: readonly { readonly email: string }[];
  readonly mailDomains: readonly string[];
}

/** The keys of one customer, for the index `{ tenantId, lookupKeys }` of its versions; see LOOKUP. Providers of free mail are nobody's domain. */
export function customerLookupKeys({ number, name, otherNames, contacts, mailDomains }: LookedUpCustomer): string[] {
  const addresses = contacts.map(({ email }) => mailAddress(email)).filter((address) => address !== null);
  const domains = mailDomains
    .map((domain) => mailDomain(domain.replace(/^@/, '')))
    .filter((domain) => domain !== null)
    .filter((domain) => !isFreeMailDomain(domain));
  const ofContacts = addresses
    .map(({ domain }) => domain)
    .filter((domain) => !isFreeMailDomain(domain) && !domains.includes(domain));
  const names = [name, ...otherNames];
  const digits = numberKey(number);
  const keys = [
    ...addresses.map(({ address }) => LOOKUP.address(address)),
    ...domains.map(LOOKUP.domain),
    ...ofContacts.map(LOOKUP.contactDomain),
    ...(digits === null ? [] : [LOOKUP.number(digits)]),
    ...names
      .map(nameKey)
      .filter((key) => key !== null)
      .map(LOOKUP.name),
    LOOKUP.typedNumber(number),
    LOOKUP.typedNumber(withoutPadding(number)),
    ...names.flatMap(nameWords).map(LOOKUP.word),
  ];
  return [...new Set(keys)];
}
