import { isFreeMailDomain } from './free-mail-domains.ts';
import { type MailAddress, mailAddress, mailDomain } from './mail-address.ts';

/** The company's own addresses: they never name a customer. */
export interface OwnAddresses {
  /** As DNS has them; hosts below them count as well. */
  readonly domains: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
}

/** The addresses that are the company's own. The user's domain counts even where nobody has entered the company's, unless it is a provider's. */
export function ownAddressesOf({
  email,
  ownDomains,
}: {
  readonly email: string;
  readonly ownDomains: readonly string[];
}): OwnAddresses {
  const user = mailAddress(email);
  const domains = [...ownDomains.map(mailDomain), user?.domain ?? null].filter((domain) => domain !== null);
  return {
    domains: new Set(domains.filter((domain) => !isFreeMailDomain(domain))),
    addresses: new Set(user === null ? [] : [user.address]),
  };
}

/** Whether an address is the company's own. */
export function isOwn({ address, domain }: Pick<MailAddress, 'address' | 'domain'>, own: OwnAddresses): boolean {
  return own.addresses.has(address) || isWithin(domain, own.domains);
}

/** Whether a mail domain is one of these, or lies below one. */
export function isWithin(domain: string, domains: ReadonlySet<string>): boolean {
  const labels = domain.split('.');
  return labels.some((_, from) => domains.has(labels.slice(from).join('.')));
}
