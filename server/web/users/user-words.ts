import type { MAILED, UserView } from '#shared/api/users.ts';
import { ROLES, type Role } from '#shared/domain/role.ts';

const ROLE_WORDS: Readonly<Record<Role, string>> = {
  collector: 'collector: works on customers',
  manager: 'manager: works on customers and sees the figures',
  admin: 'admin: runs the set-up and sees the figures',
  reader: 'reader: sees and changes nothing (sales, auditors)',
};

/** Roles as a select offers them. */
export const ROLE_OPTIONS = ROLES.map((role): [string, string] => [role, ROLE_WORDS[role]]);

/** Whose directory an issuer is. */
export function directoryName(issuer: string): string {
  if (issuer.includes('accounts.google.com')) return 'Google';
  return issuer.includes('login.microsoftonline.com') ? 'Microsoft' : issuer;
}

export function mailedWords(mailed: (typeof MAILED)[number]): string {
  if (mailed === 'sent') return 'It was mailed as well.';
  return mailed === 'failed'
    ? 'The mail with it could not be sent: hand the link over yourself.'
    : 'This installation sends no mail: hand the link over yourself.';
}

/** Addresses as they are typed, parted by spaces, commas or lines. */
export function addressesIn(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

export function nameOfIdentity({ issuer, subject }: UserView['identities'][number]): string {
  return `${directoryName(issuer)}, ${subject}`;
}
