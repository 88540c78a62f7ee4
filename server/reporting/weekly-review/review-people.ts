import type { CollectorIndex, Facts } from '../facts/facts.ts';

/** Somebody of the company, as far as the review needs to know them. */
export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** Somebody whom the review can be about. */
export interface ReviewPerson {
  readonly id: string;
  readonly name: string;
  /** As owner of customers; null for who is no user of the company and only stands in the log. */
  readonly email: string | null;
  /** Null for who has never acted. */
  readonly collector: CollectorIndex | null;
}

/** The company's people, and who else stands in the log, by name, then id. */
export function reviewPeople({ collectors }: Facts, users: readonly KnownPerson[]): ReviewPerson[] {
  const known = new Set(users.map(({ id }) => id));
  const people = users.map(({ id, name, email }): ReviewPerson => {
    return { id, name, email: email.toLowerCase(), collector: collectors.find(id) ?? null };
  });
  for (let collector = 0; collector < collectors.count; collector += 1) {
    const id = collectors.id(collector);
    if (!known.has(id)) people.push({ id, name: collectors.name(collector), email: null, collector });
  }
  return people.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
}
