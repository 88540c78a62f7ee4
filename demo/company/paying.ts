import { addDays, type CalendarDate, daysBetween } from '#shared/domain/calendar-date.ts';
import type { LiveInvoice, Part } from './books.ts';
import { chanceOfPaying } from './payment-habit.ts';
import type { Random } from './random.ts';
import type { SampleApplication, SampleCustomer, SamplePayment } from './sample-company.ts';
import { SHAPES } from './shapes.ts';
import { addWorkingDays, workingDayFrom } from './working-time.ts';
import type { World } from './world.ts';

/** A customer's own accounts payable: decides day by day what is paid, and how well. */
export class Payer {
  private readonly random: Random;
  /** Customers with a habit of their own kind pay cleanly, so that nothing blurs the shape. */
  private readonly isClean: boolean;

  constructor(
    private readonly customer: SampleCustomer,
    private readonly world: World,
  ) {
    this.random = world.random.of(`${customer.number} pays`);
    this.isClean = customer.habit.kind !== 'hazard';
  }

  /** What goes out on a working day: one payment a currency for all that was decided on. */
  payOn(day: CalendarDate): void {
    const decided = this.world.books.openOf(this.customer.number).filter((invoice) => this.wantsToPay(invoice, day));
    for (const currency of this.customer.currencies) {
      const sent = decided
        .filter((invoice) => invoice.currency === currency)
        .map((invoice) => this.partFor(invoice, day));
      if (sent.length > 0) this.send(sent, day);
    }
  }

  private wantsToPay(invoice: LiveInvoice, day: CalendarDate): boolean {
    if (invoice.unpaid <= 0 || invoice.disputeStatus === 'disputed') return false;
    if (this.customer.habit.kind !== 'fixed_day' && invoice.plannedOn !== null && day >= invoice.plannedOn) return true;
    if (this.discountOn(invoice, day) > 0 && this.random.chance(0.35)) return true;
    const { dueOn, mailedOn, calledOn } = invoice;
    return this.random.chance(chanceOfPaying(this.customer.habit, { day, dueOn, mailedOn, calledOn }));
  }

  /** The discount in minor units, for payment six to ten days after the invoice; 0 where none is granted. */
  private discountOn({ issuedOn, minor, unpaid }: LiveInvoice, day: CalendarDate): number {
    if (this.customer.discountPercent === 0 || unpaid < minor) return 0;
    const age = daysBetween(issuedOn, day);
    if (age < 6 || age > 10) return 0;
    return Math.floor((minor * this.customer.discountPercent) / 100);
  }

  private partFor(invoice: LiveInvoice, day: CalendarDate): SentPart {
    const { unpaid } = invoice;
    const discount = this.discountOn(invoice, day);
    if (discount > 0) return { invoice, minor: unpaid - discount, discount, withheld: 0 };
    if (this.isClean) return { invoice, minor: unpaid, discount: 0, withheld: 0 };
    if (unpaid > 200_000 && this.random.chance(0.03)) {
      return { invoice, minor: Math.floor((unpaid * this.random.int(40, 70)) / 100), discount: 0, withheld: 0 };
    }
    const withheld = this.random.chance(0.02) ? Math.floor((unpaid * this.random.int(1, 4)) / 100) : 0;
    return { invoice, minor: unpaid - withheld, discount: 0, withheld };
  }

  private send(parts: readonly SentPart[], day: CalendarDate): void {
    const [first] = parts;
    if (first === undefined) return;
    const excess = !this.isClean && this.random.chance(0.012) ? this.random.int(20, 900) * 100 : 0;
    const payment = this.world.books.receive({
      customerNumber: this.customer.number === SHAPES.group.paidByParent ? SHAPES.group.parent : this.customer.number,
      currency: first.invoice.currency,
      minor: parts.reduce((sum, { minor }) => sum + minor, excess),
      on: day,
    });
    for (const { invoice, minor, discount, withheld } of parts) {
      invoice.unpaid -= minor + discount + withheld;
      invoice.plannedOn = null;
    }
    this.planPosting(payment, { parts, excess, day });
  }

  /** Cash is applied on the day it came, or up to two working days later; until then it is unapplied. */
  private planPosting(
    payment: SamplePayment,
    { parts, excess, day }: { parts: readonly SentPart[]; excess: number; day: CalendarDate },
  ): void {
    const lag = this.random.weighted([
      [0, 7],
      [1, 9],
      [2, 4],
    ]);
    const post = (on: CalendarDate): void => {
      const posted = parts.flatMap((part) => this.post(payment, part, on));
      this.planMishap(payment, { posted, excess, on });
    };
    if (lag === 0) post(day);
    else this.world.plan.at(addWorkingDays(day, lag), post);
  }

  private post(payment: SamplePayment, { invoice, minor, discount, withheld }: SentPart, on: CalendarDate): Posted[] {
    const applied = Math.min(minor, invoice.left);
    if (applied === 0) return [];
    const part = { invoice, minor: applied };
    const application = this.world.books.apply(payment.number, part, on);
    if (discount > 0) this.world.books.adjust({ invoice, minor: discount }, on, 'discount');
    if (withheld > 0) this.planWriteOff({ invoice, minor: withheld }, on);
    return [{ application, part }];
  }

  /** What was withheld is mostly given up two to three months later. */
  private planWriteOff({ invoice, minor }: Part, on: CalendarDate): void {
    if (!this.random.chance(0.7)) return;
    this.world.plan.at(workingDayFrom(addDays(on, this.random.int(60, 100))), (day) => {
      if (invoice.left > 0 && invoice.unpaid === 0) {
        this.world.books.adjust({ invoice, minor: Math.min(minor, invoice.left) }, day, 'write_off');
      }
    });
  }

  private planMishap(
    payment: SamplePayment,
    { posted, excess, on }: { posted: readonly Posted[]; excess: number; on: CalendarDate },
  ): void {
    if (excess > 0) this.planUseOfExcess(payment, excess, on);
    else if (!this.isClean && this.random.chance(0.002)) this.planBounce(payment, posted, on);
    else if (!this.isClean && this.random.chance(0.01)) this.planCorrection(payment, posted, on);
  }

  /** Half of what was paid too much is set against a later invoice; the rest stays unapplied. */
  private planUseOfExcess(payment: SamplePayment, excess: number, on: CalendarDate): void {
    if (!this.random.chance(0.5)) return;
    this.world.plan.at(addWorkingDays(on, this.random.int(10, 28)), (day) => {
      const invoice = this.world.books
        .openOf(this.customer.number)
        .find(({ unpaid, left, currency }) => unpaid === left && currency === payment.amount.currency);
      if (invoice === undefined) return;
      const minor = Math.min(excess, invoice.left);
      this.world.books.apply(payment.number, { invoice, minor }, day);
      invoice.unpaid -= minor;
    });
  }

  /** The bank takes the money back: the applications go, then the payment, and the invoices are owed again. */
  private planBounce(payment: SamplePayment, posted: readonly Posted[], on: CalendarDate): void {
    this.world.plan.at(addWorkingDays(on, 3), (day) => {
      for (const { application, part } of posted) {
        this.world.books.unapply(application, part, day);
        part.invoice.unpaid += part.minor;
      }
      this.world.books.reverse(payment, day);
    });
  }

  /** One application is taken back as wrongly made, and made again some days later. */
  private planCorrection(payment: SamplePayment, posted: readonly Posted[], on: CalendarDate): void {
    const [first] = posted;
    if (first === undefined) return;
    this.world.plan.at(addWorkingDays(on, 4), (day) => {
      this.world.books.unapply(first.application, first.part, day);
      this.world.plan.at(addWorkingDays(day, this.random.int(2, 6)), (later) => {
        const { invoice, minor } = first.part;
        if (invoice.left > 0) {
          this.world.books.apply(payment.number, { invoice, minor: Math.min(minor, invoice.left) }, later);
        }
      });
    });
  }
}

/** What is sent for one invoice, with what is taken off as discount, and what is held back without being granted. */
interface SentPart extends Part {
  readonly discount: number;
  readonly withheld: number;
}

interface Posted {
  readonly application: SampleApplication;
  readonly part: Part;
}
