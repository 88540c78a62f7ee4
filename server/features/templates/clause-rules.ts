import { saysWhereToPay } from './check-words.ts';
import { BANK_DETAILS, type Clause } from './clause.ts';
import { clausesFor } from './clauses-for.ts';

type Named = Pick<Clause, 'name' | 'language' | 'brand'>;

/** Whether two versions are of one clause. */
export function isSameClause(a: Named, b: Named): boolean {
  return a.name === b.name && a.language === b.language && a.brand === b.brand;
}

/** The versions of a clause, after the live one in whose place it stands for its language and brand: its own, or one for more languages or brands. */
export function versionsAndHeld(clause: Named, all: readonly Clause[]): Clause[] {
  const live = all.filter(({ name, state }) => name === clause.name && state === 'live');
  const held = clausesFor(live, clause).filter((other) => !isSameClause(other, clause));
  return [...held, ...all.filter((other) => isSameClause(other, clause))];
}

/** Whether a version says where to pay: by its name, its words, or the words of the one whose place it would take. `versions` are those of `versionsAndHeld`. */
export function isBankDetails(clause: Clause, versions: readonly Clause[]): boolean {
  const standing = versions.filter(({ state }) => state === 'live');
  return clause.name === BANK_DETAILS || [clause, ...standing].some(({ html }) => saysWhereToPay(html));
}

/** How many persons, none of them its author, approve a version. */
export function approvalsNeededFor(clause: Clause, versions: readonly Clause[]): number {
  return isBankDetails(clause, versions) ? 2 : 1;
}

/** What a clause is called in the log. */
export function clauseSubject({ name, language, brand }: Named): string {
  const of = [language, brand ?? ''].filter((word) => word !== '').join(', ');
  return of === '' ? `clause ${name}` : `clause ${name} (${of})`;
}
