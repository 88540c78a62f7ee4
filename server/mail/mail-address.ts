import { domainToASCII, domainToUnicode } from 'node:url';

/** One mailbox in the form in which two spellings of the same address are equal. */
export interface MailAddress {
  /** `local@domain` in lower case, the domain as DNS has it (`xn--…`). */
  readonly address: string;
  /** The address without its plus tag; equal to `address` where it has none. */
  readonly untagged: string;
  readonly local: string;
  readonly domain: string;
}

/** RFC 5321 allows 64 and 255. */
const MAX_LOCAL = 64;
const MAX_DOMAIN = 253;

/** An unquoted local part: the characters of RFC 5322's atom, letters and digits of any script, and dots between them. */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+$/u;

/**
 * Reads one address, without a display name or angle brackets. Null for what is no plain mailbox of a host with a name: two at-signs, quoted local
 * parts, address literals, a trailing dot, characters that cannot be seen. Such an address never stands for anybody.
 */
export function mailAddress(text: string): MailAddress | null {
  const trimmed = text.trim();
  const at = trimmed.indexOf('@');
  if (at < 1 || at > MAX_LOCAL || at !== trimmed.lastIndexOf('@')) return null;
  const local = trimmed.slice(0, at).normalize('NFC').toLowerCase();
  const domain = mailDomain(trimmed.slice(at + 1));
  if (domain === null || !LOCAL.test(local)) return null;
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  return { address: `${local}@${domain}`, untagged: `${untagged}@${domain}`, local, domain };
}

/**
 * Reads a mail domain of at least two labels and writes it as DNS has it. Null for numbers of hosts, empty labels, a trailing dot, and characters that
 * IDNA would swap for others: a domain that only becomes the customer's when it is rewritten is not the customer's.
 */
export function mailDomain(text: string): string | null {
  const domain = text.trim().normalize('NFC').toLowerCase();
  if (domain.length > MAX_DOMAIN || !DOMAIN.test(domain) || domain.normalize('NFKC') !== domain) return null;
  const ascii = domainToASCII(domain);
  if (ascii === '' || ascii.length > MAX_DOMAIN) return null;
  const labels = ascii.split('.');
  if (labels.some((label) => !isLabel(label)) || /^\d+$/.test(labels.at(-1) ?? '')) return null;
  return ascii;
}

/** A domain that is known to be somebody's, for a reader: `mützenbär.example`. Never for one that is not: it might only look right. */
export function readableDomain(domain: string): string {
  return domainToUnicode(domain);
}

function isLabel(label: string): boolean {
  return label.length > 0 && label.length <= 63 && !label.startsWith('-') && !label.endsWith('-');
}

/** Senders that speak for a mail system and never for a person or a company: what they say of a sender, their address says nothing. */
const DAEMONS = /^(?:mailer-?daemon|postmaster|bounces?(?:[-+=_.].*)?)$/;

/** Machines that nobody can answer. One such address may serve many companies. */
const NO_REPLY = /^(?:no|do[-_]?not|never)[-_.]?(?:reply|respond|responder)(?:[-_.+].*)?$/;

export function isDaemon({ local }: Pick<MailAddress, 'local'>): boolean {
  return DAEMONS.test(local);
}

export function isNoReply({ local }: Pick<MailAddress, 'local'>): boolean {
  return NO_REPLY.test(local);
}
