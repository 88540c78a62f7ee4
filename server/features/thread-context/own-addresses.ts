import type { Actor } from '../../actor.ts';
import { isFreeMailDomain } from '../../mail/free-mail-domains.ts';
import { mailAddress, mailDomain } from '../../mail/mail-address.ts';
import type { OwnAddresses } from './thread-participants.ts';

/** The addresses that are the company's own. The user's domain counts even where nobody has entered the company's, unless it is a provider's. */
export function ownAddressesOf({ email, ownDomains }: Pick<Actor, 'email' | 'ownDomains'>): OwnAddresses {
  const user = mailAddress(email);
  const domains = [...ownDomains.map(mailDomain), user?.domain ?? null].filter((domain) => domain !== null);
  return {
    domains: new Set(domains.filter((domain) => !isFreeMailDomain(domain))),
    addresses: new Set(user === null ? [] : [user.address]),
  };
}
