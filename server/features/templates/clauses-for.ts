import type { Clause } from './clause.ts';

interface Asked {
  readonly language: string;
  readonly brand: string | null;
}

/** Of each name the clause that holds for a language and brand: of the brand before those of none, of the language before its base language before those of every language. */
export function clausesFor(live: readonly Clause[], asked: Asked): Clause[] {
  const fitting = live.filter((clause) => rank(clause, asked) !== null);
  const best = new Map<string, Clause>();
  for (const clause of fitting) {
    const known = best.get(clause.name);
    if (known === undefined || (rank(clause, asked) ?? 0) < (rank(known, asked) ?? 0)) best.set(clause.name, clause);
  }
  return [...best.values()];
}

/** The smaller the better; null where it does not hold. */
function rank(clause: Clause, { language, brand }: Asked): number | null {
  if (clause.brand !== null && clause.brand !== brand) return null;
  const base = language.split('-')[0];
  const place = [language, base, ''].indexOf(clause.language);
  if (place === -1) return null;
  return place + (clause.brand === null ? 3 : 0);
}
