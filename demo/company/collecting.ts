import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import type { LiveInvoice } from './books.ts';
import { type CallEnding, makeCall } from './calls.ts';
import { type CollectorStyle, styleOf } from './collector-styles.ts';
import { noteFor } from './notes.ts';
import type { Random } from './random.ts';
import type { SampleActivity, SampleCustomer } from './sample-company.ts';
import { OFFICE_CLOSES, OFFICE_OPENS, officeInstant } from './working-time.ts';
import { type Case, casesFor, isContacted } from './worklist.ts';
import type { World } from './world.ts';

const NOTICES: readonly { readonly code: ActivityCode; readonly fromDay: number }[] = [
  { code: 'email_first_notice', fromDay: -3 },
  { code: 'email_second_notice', fromDay: 14 },
  { code: 'email_final_notice', fromDay: 35 },
];

const PLAIN: CallEnding = { code: 'note', outcome: null, reason: null, amount: null, date: null };

/** One collector at work, day by day. */
export class Collector {
  private readonly random: Random;
  private readonly style: CollectorStyle;
  private readonly lastContact = new Map<string, CalendarDate>();
  private readonly own: readonly SampleCustomer[];
  private count = 0;

  constructor(
    private readonly email: string,
    private readonly customers: readonly SampleCustomer[],
    private readonly world: World,
  ) {
    this.random = world.random.of(`${email} works`);
    this.style = styleOf(email);
    this.own = customers.filter(({ ownerEmail }) => ownerEmail === email);
  }

  /** What the collector did on a working day, in order: first what asks for payment, then whatever else fills a day. */
  workOn(day: CalendarDate): SampleActivity[] {
    const wanted = this.random.int(...this.style.perDay);
    const cases = this.casesOn(day).slice(0, wanted);
    const acts = cases.map((found) => this.ask(found, day));
    const others = this.customersWithSomethingOpen(day);
    while (acts.length < wanted && others.length > 0) acts.push(this.attendTo(this.random.pick(others), day));
    return this.timed(this.random.shuffled(acts), day);
  }

  private casesOn(day: CalendarDate): Case[] {
    const { books, lastDay } = this.world;
    const known = this.style.order === 'easiest' ? this.customers : this.own;
    const reachable = known.filter(
      (customer) => isContacted(customer, day, lastDay) && !this.isLeftAlone(customer.number, day),
    );
    return casesFor(this.style, reachable, { books, day });
  }

  private isLeftAlone(customerNumber: string, day: CalendarDate): boolean {
    const last = this.lastContact.get(customerNumber);
    return last !== undefined && daysBetween(last, day) <= this.style.gap;
  }

  private customersWithSomethingOpen(day: CalendarDate): SampleCustomer[] {
    return this.own.filter(
      (customer) =>
        isContacted(customer, day, this.world.lastDay) &&
        this.world.books.openOf(customer.number).some(({ issuedOn }) => issuedOn < day),
    );
  }

  /** A notice where the next one is due, else a call. Every fourth names no invoice. */
  private ask(found: Case, day: CalendarDate): Act {
    const named = this.random.chance(0.25) ? [] : found.items.slice(0, this.random.int(1, 3));
    const notice = this.noticeDue(found.items, day);
    this.lastContact.set(found.customer.number, day);
    if (notice !== null && this.random.chance(0.7)) {
      for (const item of named.length > 0 ? named : found.items) {
        item.mailedOn = day;
        item.notices = Math.max(item.notices, notice + 1);
      }
      return {
        customer: found.customer,
        named,
        ending: { ...PLAIN, code: NOTICES[notice]?.code ?? 'email_first_notice' },
      };
    }
    const ending = makeCall(found, { style: this.style, day, named }, { world: this.world, random: this.random });
    // What is disputed is one invoice, and is named.
    const about = ending.code === 'phone_dispute_raised' ? found.items.slice(0, 1) : named;
    return { customer: found.customer, named: about, ending };
  }

  /** The step of the notice that the oldest item has come to and not had yet; null where there is none. */
  private noticeDue(items: readonly LiveInvoice[], day: CalendarDate): number | null {
    const [oldest] = items;
    if (oldest === undefined) return null;
    const past = daysBetween(oldest.dueOn, day);
    const step = NOTICES.findLastIndex(({ fromDay }) => past >= fromDay);
    return step >= oldest.notices ? step : null;
  }

  /** What fills the rest of a day: replies, statements, copies, notes. None of it asks for payment. */
  private attendTo(customer: SampleCustomer, day: CalendarDate): Act {
    const code = this.random.weighted<ActivityCode>([
      ['email_reply', 38],
      ['email_statement', 26],
      ['email_copy_of_invoice', 14],
      ['note', 22],
    ]);
    const items = this.world.books.openOf(customer.number).filter(({ issuedOn }) => issuedOn < day);
    const namesItem = code === 'email_copy_of_invoice' || (code === 'email_reply' && this.random.chance(0.5));
    return { customer, named: namesItem ? [this.random.pick(items)] : [], ending: { ...PLAIN, code } };
  }

  /** Spreads a day's acts over the office hours. */
  private timed(acts: readonly Act[], day: CalendarDate): SampleActivity[] {
    const slot = ((OFFICE_CLOSES - OFFICE_OPENS) * 60) / Math.max(1, acts.length);
    return acts.map((act, index) => {
      const seconds = OFFICE_OPENS * 60 + Math.floor(slot * (index + this.random.unit() * 0.9));
      this.count += 1;
      const key = `${this.email.split('@')[0]}-${String(this.count).padStart(5, '0')}`;
      return this.logged(act, { key, occurredAt: officeInstant(day, seconds) });
    });
  }

  private logged(
    { customer, named, ending }: Act,
    { key, occurredAt }: { key: string; occurredAt: string },
  ): SampleActivity {
    const person = ending.code === 'note' ? null : this.random.pick(customer.contacts.slice(0, 2));
    return {
      key,
      actorEmail: this.email,
      customerNumber: customer.number,
      itemNumbers: named.map(({ number }) => number),
      contact: person === null ? null : { name: person.name, email: person.email },
      ...ending,
      note: noteFor(ending.code, this.random),
      message: null,
      occurredAt,
    };
  }
}

interface Act {
  readonly customer: SampleCustomer;
  readonly named: readonly LiveInvoice[];
  readonly ending: CallEnding;
}
