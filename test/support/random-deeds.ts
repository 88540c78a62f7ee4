import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { ActivityLog, LogEntry, NewEntry } from '../../server/features/activities/activity-log-service.ts';
import { isDisputeRaised } from '../../shared/domain/activity-code.ts';
import { addDays, type CalendarDate } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { CustomerId, ItemId, UserId } from '../../shared/domain/ids.ts';
import { money } from '../../shared/domain/money.ts';
import { pick } from './drawn.ts';

/** What fast-check draws for one entry of the log: what it is, about whom or what, how many days ago. */
export type DrawnDeed = readonly [what: number, a: number, b: number, daysAgo: number];

export const drawnDeeds: fc.Arbitrary<DrawnDeed[]> = fc.array(
  fc.tuple(fc.nat(99), fc.nat(9_999), fc.nat(9_999), fc.nat(60)),
  { maxLength: 8 },
);

/** Whom a deed may be about: a customer and those of its items that may be named. */
export interface Subject {
  readonly customerId: CustomerId;
  readonly itemIds: readonly ItemId[];
}

/** Makes draws into entries of a log and appends them: done, undone, delivered, and much of it told late. */
export class RandomDeeds {
  private readonly done: LogEntry[] = [];

  constructor(
    private readonly log: ActivityLog,
    private readonly now: () => Date,
  ) {}

  async append(draws: readonly DrawnDeed[], subjects: readonly Subject[]): Promise<void> {
    for (const draw of draws) {
      const entry = this.entryOf(draw, subjects);
      const [logged] = entry === null ? [] : await this.log.append([entry]);
      if (logged?.kind === 'activity') this.done.push(logged);
    }
  }

  /** Appends all of them at once; of what came before in the log each is undone or delivered once at most. Answers how many they were. */
  async appendTogether(draws: readonly DrawnDeed[], subjects: readonly Subject[]): Promise<number> {
    const entries = draws.map((draw) => this.entryOf(draw, subjects)).filter((entry) => entry !== null);
    const said = new Set<LogEntry>();
    const fresh = entries.filter((entry) => {
      if (!('refersTo' in entry)) return true;
      const isFirst = !said.has(entry.refersTo);
      said.add(entry.refersTo);
      return isFirst;
    });
    const logged = await this.log.append(fresh);
    this.done.push(...logged.filter(({ kind }) => kind === 'activity'));
    return logged.length;
  }

  private entryOf([what, a, b, daysAgo]: DrawnDeed, subjects: readonly Subject[]): NewEntry | null {
    const by = `${'abc'[b % 3]}` as UserId;
    const base = {
      actor: { id: by, name: `${by} ${a % 2}` },
      zone: 'UTC',
      client: a % 7 === 0 ? ('job' as const) : ('outlook' as const),
      clientKey: randomUUID(),
      occurredAt: new Date(this.now().getTime() - daysAgo * 86_400_000 - a * 1_000),
    };
    if (what < 70) return subjects.length === 0 ? null : { ...base, ...this.activityOf(what, a, pick(subjects, b)) };
    const earlier = this.done[a % this.done.length];
    if (earlier === undefined) return null;
    const disputes = what < 76 ? this.done.filter(({ code }) => isDisputeRaised(code)) : [];
    if (disputes.length > 0)
      return { ...base, kind: 'resolution', refersTo: pick(disputes, a), resolution: 'accepted' };
    if (what < 85) return { ...base, kind: 'withdrawal', refersTo: earlier };
    return earlier.delivery === null
      ? null
      : { ...base, kind: 'delivery', refersTo: earlier, delivery: pick(['confirmed', 'bounced', 'failed'], b) };
  }

  private activityOf(what: number, a: number, { customerId, itemIds }: Subject) {
    const named = itemIds.length === 0 || a % 3 === 0 ? [] : [pick(itemIds, a), pick(itemIds, a + 1)];
    const about = { kind: 'activity' as const, customerId, itemIds: named };
    if (what < 20) return { ...about, code: 'note' as const };
    if (what < 30) return { ...about, code: 'phone_no_answer' as const, outcome: 'call_again' as const };
    if (what < 40) {
      const code = a % 2 === 0 ? ('email_dispute_raised' as const) : ('phone_dispute_raised' as const);
      return { ...about, code, outcome: 'dispute_opened' as const, reason: 'deduction' as const };
    }
    if (what < 55) return { ...about, code: 'email_first_notice' as const };
    const today = this.now().toISOString().slice(0, 10) as CalendarDate;
    const code = a % 2 === 0 ? ('email_promise_to_pay' as const) : ('phone_promise_to_pay' as const);
    const part = (place: number) => ({
      amount: money(a + 1 + place, currencyCode('EUR')),
      promisedFor: addDays(today, (a % 20) + place),
    });
    const said = { ...about, code, outcome: 'promised_in_part' as const };
    if (a % 5 < 2) return { ...said, instalments: [part(2), part(0), part(1)] };
    const { amount, promisedFor: date } = part(0);
    return { ...said, amount, date };
  }
}
