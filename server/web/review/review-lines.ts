import type { CustomerCell, NamedRef } from '../pages/report-rows.ts';
import type { AddressQuery } from '../state/report-query.ts';

/** Something that was done and can be read together. */
export interface ReviewExample {
  readonly activityId: string;
  readonly customer: CustomerCell;
  readonly on: string;
  readonly label: string;
  /** The mail thread it is of, by the mail client’s own name for it. */
  readonly conversation: string | null;
}

/** Something of the week that is worth a talk, as the report `weekly-review` says it. */
export interface ReviewLine {
  readonly collector: NamedRef;
  readonly finding: string;
  readonly title: string;
  /** Why it is here. */
  readonly says: string;
  readonly customers: readonly CustomerCell[];
  readonly examples: readonly ReviewExample[];
  /** The report whose rows add up to what it says. */
  readonly opens: { readonly report: string; readonly query: AddressQuery };
}

interface Reviewed {
  readonly collector: NamedRef;
  readonly lines: readonly ReviewLine[];
}

/** The lines of each collector together, in the order of the report. */
export function reviewByCollector(lines: readonly ReviewLine[]): readonly Reviewed[] {
  const groups = new Map<string, { collector: NamedRef; lines: ReviewLine[] }>();
  for (const line of lines) {
    const known = groups.get(line.collector.id);
    if (known === undefined) groups.set(line.collector.id, { collector: line.collector, lines: [line] });
    else known.lines.push(line);
  }
  return [...groups.values()];
}
