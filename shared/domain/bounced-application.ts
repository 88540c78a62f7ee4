import type { CalendarDate } from './calendar-date.ts';
import { type ItemBasis, leftOn, type Movement } from './ledger-movement.ts';

/** An application as the credit item sees it: what it takes, from when, and until when where it was taken back. */
export interface AppliedPart {
  readonly id: string;
  readonly minor: number;
  /** Names the debit item; of two applications of one day the one of the later name is the later. */
  readonly debit: string;
  readonly from: CalendarDate;
  /** Null while it is not taken back. */
  readonly back: CalendarDate | null;
  /** Whether it can only come back whole: across currencies a part has no amount on the other side. */
  readonly isWhole: boolean;
}

/** So much of an application has come back from a day on, because the money has. In minor units of the credit item. */
export interface Bounce {
  readonly applicationId: string;
  readonly on: CalendarDate;
  readonly minor: number;
}

/** What bears on the bounces of one credit item. */
export interface CreditCourse {
  readonly basis: ItemBasis;
  /** What reversals take of it, by day. */
  readonly reversals: readonly Movement[];
  /** What adjustments and reversals do to what is left, merged by day. */
  readonly lessened: readonly Movement[];
  readonly applied: readonly AppliedPart[];
}

/**
 * What of the applications of a credit item comes back when the money is taken back while it is still applied (a returned direct debit, a chargeback): on the
 * day of each reversal as much as is missing, the latest application first. It follows from the entries alone, whichever became known first.
 */
export function bouncesOf({ basis, reversals, lessened, applied }: CreditCourse): Bounce[] {
  const bounces: Bounce[] = [];
  const days = [...new Set(reversals.map(({ on }) => on))].sort();
  for (const on of days) {
    const standing = applied
      .map((part) => ({ ...part, rest: part.minor - bouncedOf(part.id, bounces) }))
      .filter(({ from, back, rest }) => from <= on && (back === null || back > on) && rest > 0)
      .sort(latestFirst);
    const left = leftOn(basis, lessened, on) - standing.reduce((all, { rest }) => all + rest, 0);
    bounces.push(...comingBack(standing, -left, on));
  }
  return bounces;
}

function comingBack(
  standing: readonly (AppliedPart & { readonly rest: number })[],
  missing: number,
  on: CalendarDate,
): Bounce[] {
  const bounces: Bounce[] = [];
  let open = missing;
  for (const { id: applicationId, rest, isWhole } of standing) {
    if (open <= 0) break;
    const minor = isWhole ? rest : Math.min(rest, open);
    bounces.push({ applicationId, on, minor });
    open -= minor;
  }
  return bounces;
}

function bouncedOf(id: string, bounces: readonly Bounce[]): number {
  return bounces.reduce((all, { applicationId, minor }) => (applicationId === id ? all + minor : all), 0);
}

function latestFirst(a: AppliedPart, b: AppliedPart): number {
  const [left, right] = [a, b].map(({ from, debit, id }) => [from, debit, id] as const);
  for (const at of [0, 1, 2] as const) {
    const [one, other] = [left?.[at] ?? '', right?.[at] ?? ''];
    if (one !== other) return one > other ? -1 : 1;
  }
  return 0;
}
