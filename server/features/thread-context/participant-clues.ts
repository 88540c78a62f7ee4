import { LOOKUP } from '#shared/domain/customer-lookup.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { isFreeMailDomain } from '../../mail/free-mail-domains.ts';
import { readableDomain } from '../../mail/mail-address.ts';
import type { Clue } from './clue.ts';
import type { CustomerHit } from './thread-hits.ts';
import { saidOfAddress, type ThreadLink } from './thread-links.ts';
import type { Counterpart } from './thread-participants.ts';

/** What somebody on the thread says of whose it is. Null where their address says nothing. */
export function participantClue(
  { mail, doubtful }: Counterpart,
  customers: readonly CustomerHit[],
  links: readonly ThreadLink[],
): Clue | null {
  for (const address of new Set([mail.address, mail.untagged])) {
    const clue = addressClue(address, customers, links);
    if (clue !== null) return { ...clue, weight: doubtful ? 'asks' : 'firm' };
  }
  const { isNot } = saidOfAddress(links, mail.address);
  const clue = domainClue(
    mail.domain,
    customers.filter(({ id }) => !isNot.has(id)),
  );
  return clue === null || !doubtful ? clue : { ...clue, weight: 'asks' };
}

/** The customers whose address it is not, as people said. */
export function saidNotTheirs({ mail }: Counterpart, links: readonly ThreadLink[]): CustomerId[] {
  return [...saidOfAddress(links, mail.address).isNot];
}

/**
 * An exact address: what people said of it comes before what the ERP says, unless the ERP says that several customers share it; then
 * every one of them stays possible, and a thread needs more than the address.
 */
function addressClue(
  address: string,
  customers: readonly CustomerHit[],
  links: readonly ThreadLink[],
): Omit<Clue, 'weight'> | null {
  const { is, isNot } = saidOfAddress(links, address);
  const known = idsOf(customers.filter(({ keys }) => keys.has(LOOKUP.address(address))));
  const contacts = known.filter((id) => !isNot.has(id));
  const linked = is.map(({ customerId }) => customerId);
  const latest = is.at(-1);
  if (latest !== undefined && known.length < 2) {
    return {
      kind: 'address_linked',
      customers: linked,
      say: (words) => words.linkedAddress(latest.by, address, is.length),
    };
  }
  const possible = [...new Set([...linked, ...contacts])];
  if (possible.length === 0) return null;
  return {
    kind: 'contact_address',
    customers: possible,
    say: (words) => words.contact(address, possible.length),
  };
}

/** A domain that is a customer's own is firm; one that merely a single customer's contacts have may be an accountant's. */
function domainClue(domain: string, customers: readonly CustomerHit[]): Clue | null {
  if (isFreeMailDomain(domain)) return null;
  const owners = idsOf(customers.filter(({ keys }) => keys.has(LOOKUP.domain(domain))));
  if (owners.length > 0) {
    return {
      kind: 'mail_domain',
      weight: 'firm',
      customers: owners,
      say: (words) => words.domain(readableDomain(domain), owners.length),
    };
  }
  const others = idsOf(customers.filter(({ keys }) => keys.has(LOOKUP.contactDomain(domain))));
  if (others.length !== 1) return null;
  return {
    kind: 'mail_domain',
    weight: 'asks',
    customers: others,
    say: (words) => words.contactsWriteFrom(readableDomain(domain)),
  };
}

function idsOf(customers: readonly CustomerHit[]): CustomerId[] {
  return [...new Set(customers.map(({ id }) => id))];
}
