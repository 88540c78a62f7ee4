import type { ActivityIndex, CustomerIndex } from '../facts/facts.ts';
import type { CashPart } from '../touched-cash/cash-parts.ts';
import type { CustomerCash } from './promise-cash.ts';
import { type JudgedPromises, judgedPromises, type PromiseQuestion } from './promise-outcomes.ts';

/** What of a part of a payment fulfils promises that were kept, and which. */
export interface KeptPart {
  /** In minor units of the payment's currency; 0 to what the part is. */
  readonly minor: number;
  readonly promises: readonly ActivityIndex[];
}

const NOTHING_KEPT: KeptPart = { minor: 0, promises: [] };

/** Which cash fulfils promises that were kept. */
export class KeptCash {
  private readonly fulfilled = new Map<string, { minor: number; readonly promises: ActivityIndex[] }>();

  /** Of the promises of some customers made up to a day, judged at the end of that day. */
  constructor(
    private readonly question: PromiseQuestion,
    customers: ReadonlySet<CustomerIndex>,
  ) {
    for (const judged of judgedPromises(question, customers)) this.add(judged);
  }

  of(part: CashPart): KeptPart {
    const { application, minor } = part;
    const found = this.fulfilled.get(keyOf(part));
    if (found === undefined) return NOTHING_KEPT;
    const { facts, asOf } = this.question;
    const held = application === null ? minor : facts.applications.debitHeldOn(application, asOf);
    // Across currencies an item is paid in its own, and a promise about it kept in that.
    const share = found.minor >= held ? minor : Math.round((minor * found.minor) / held);
    return { minor: share, promises: found.promises };
  }

  private add({ promises, verdicts, cash }: JudgedPromises): void {
    for (const [at, { state, fulfilments }] of verdicts.entries()) {
      const activity = promises[at]?.activity;
      if (state !== 'kept' || activity === undefined) continue;
      for (const { part, minor } of fulfilments) this.note(cash[part], minor, activity);
    }
  }

  private note(part: CustomerCash | undefined, minor: number, activity: ActivityIndex): void {
    if (part === undefined || part.payment === null) return;
    const key = keyOf(part);
    const known = this.fulfilled.get(key) ?? { minor: 0, promises: [] };
    known.minor += minor;
    // Two instalments of one promise are one promise.
    if (!known.promises.includes(activity)) known.promises.push(activity);
    this.fulfilled.set(key, known);
  }
}

function keyOf({ application, payment }: Pick<CustomerCash, 'application' | 'payment'>): string {
  return application === null ? `payment ${payment}` : `application ${application}`;
}
