import parseAddresses from 'nodemailer/lib/addressparser';

const MAX_HEADER = 20_000;
const MAX_ADDRESS = 254;
/** A plain address of a host with a name. Anything else could end up as more than one address in a header, and no mail is sent to it. */
const PLAIN = /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;

/** The plain addresses of a header, each once, in lower case; what is no plain address is left out. */
export function addressesOf(header: string): string[] {
  const field = header.slice(0, MAX_HEADER).replace(/\r?\n[ \t]/g, ' ');
  if (/\p{Cc}/u.test(field.replaceAll('\t', ' '))) return [];
  const found = parseAddresses(field, { flatten: true }).map(({ address }) => address.toLowerCase());
  return [...new Set(found.filter(isPlainAddress))];
}

export function isPlainAddress(text: string): boolean {
  return text.length <= MAX_ADDRESS && PLAIN.test(text) && !text.includes('..');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
