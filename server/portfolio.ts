import type { Actor } from './actor.ts';

/** Whether somebody sees the customers of an owner, by the owner's address in lower case; customers of nobody are seen by all. */
export function seesOwner({ portfolio }: Pick<Actor, 'portfolio'>, ownerEmail: string): boolean {
  return portfolio === null || ownerEmail === '' || portfolio.includes(ownerEmail);
}
