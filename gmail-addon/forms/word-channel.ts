import type { CustomerCard } from '#shared/api/customers.ts';
import type { GmailMessage } from '../gmail-message.ts';
import { addressesOf, domainOf } from '../mail-addresses.ts';
import type { Contact, Draft } from './draft.ts';

/** Where the open message is from the customer's side, its word came by it; `contact` is who wrote. */
export function wordFrom(
  message: GmailMessage | null,
  contacts: CustomerCard['contacts'],
  ownAddress: string,
): Pick<Draft, 'channel' | 'contact'> {
  const from = message === null || message.isSent ? '' : (addressesOf(message.from)[0] ?? '');
  if (from === '') return { channel: 'phone', contact: null };
  const contact: Contact | undefined = contacts.find(({ email }) => email.toLowerCase() === from.toLowerCase());
  if (contact !== undefined) return { channel: 'email', contact: { name: contact.name, email: contact.email } };
  const isOutside = domainOf(from) !== domainOf(ownAddress);
  const isTheirs = isOutside && contacts.some(({ email }) => email !== '' && domainOf(email) === domainOf(from));
  return { channel: isTheirs ? 'email' : 'phone', contact: null };
}
