import { ROLES, type Role } from '#shared/domain/role.ts';
import { DomainError } from '../errors.ts';

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const DOMAIN = /^(?=.{4,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+[a-z\d-]{2,63}$/;
const EMAIL = /^[^\s@<>,;"]{1,64}@([^\s@<>,;"]+)$/;

/** Each gives the part as it is kept, and throws DomainError `request_invalid` with a sentence where it does not fit. */
export function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 200) throw invalid('A name has 1 to 200 characters');
  return name;
}

export function emailOf(text: string): string {
  const email = text.trim().toLowerCase();
  const domain = EMAIL.exec(email)?.[1];
  if (domain === undefined || !DOMAIN.test(domain)) throw invalid(`"${text}" is not an e-mail address`);
  return email;
}

/** Each address once, in its order. */
export function emailsOf(texts: readonly string[]): string[] {
  return [...new Set(texts.map(emailOf))];
}

export function domainOf(text: string): string {
  const domain = text.trim().toLowerCase();
  if (!DOMAIN.test(domain)) throw invalid(`"${text}" is not a domain; write brightwater.example`);
  return domain;
}

export function guidOf(text: string, what: string): string {
  const id = text.trim().toLowerCase();
  if (!GUID.test(id)) throw invalid(`"${text}" is not the id of ${what}`);
  return id;
}

export function roleOf(text: string): Role {
  const role = ROLES.find((each) => each === text);
  if (role === undefined) throw invalid(`"${text}" is not a role; write ${ROLES.join(', ')}`);
  return role;
}

/** `ana.reyes@…` is Ana Reyes until somebody says otherwise. */
export function nameFrom(email: string): string {
  const words = email.slice(0, email.indexOf('@')).split(/[._-]+/);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

export function invalid(sentence: string): DomainError {
  return new DomainError('request_invalid', `${sentence}.`);
}
