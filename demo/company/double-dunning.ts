import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { SampleActivity, SampleCustomer } from './sample-company.ts';
import { SHAPES } from './shapes.ts';
import { officeInstant } from './working-time.ts';
import type { World } from './world.ts';

/** So many days before the last day the two begin to look for an occasion; each of the two windows gives one. */
const WINDOWS = [45, 12];
const BY_OWNER = (9 * 60 + 42) * 60;
const BY_COLLEAGUE = (14 * 60 + 17) * 60;

/** Lets owner and colleague send the same customer the same second notice on one day, not knowing of each other. */
export class DoubleDunning {
  private done = 0;

  constructor(
    private readonly customer: SampleCustomer,
    private readonly world: World,
  ) {}

  workOn(day: CalendarDate): SampleActivity[] {
    const from = WINDOWS[this.done];
    if (from === undefined || day < addDays(this.world.lastDay, -from)) return [];
    const due = this.world.books
      .openOf(this.customer.number)
      .filter((item) => item.dueOn < addDays(day, -14) && item.disputeStatus === 'none');
    const [first] = due;
    if (first === undefined) return [];
    this.done += 1;
    first.mailedOn = day;
    const { byOwner, byColleague } = SHAPES.dunnedTwice;
    return [
      this.notice(byOwner, first.number, officeInstant(day, BY_OWNER)),
      this.notice(byColleague, first.number, officeInstant(day, BY_COLLEAGUE)),
    ];
  }

  private notice(actorEmail: string, itemNumber: string, occurredAt: string): SampleActivity {
    const [person] = this.customer.contacts;
    return {
      key: `${actorEmail.split('@')[0]}-twice-${this.done}`,
      actorEmail,
      customerNumber: this.customer.number,
      itemNumbers: [itemNumber],
      contact: person === undefined ? null : { name: person.name, email: person.email },
      code: 'email_second_notice',
      outcome: null,
      reason: null,
      amount: null,
      date: null,
      note: null,
      message: null,
      occurredAt,
    };
  }
}
