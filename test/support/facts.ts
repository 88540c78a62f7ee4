import type { Facts } from '../../server/reporting/facts/facts.ts';
import { NEVER_DAY } from '../../server/reporting/facts/facts.ts';
import { FactsBook } from '../../server/reporting/facts/facts-book.ts';
import type { ActivityFact, DatedAmount } from '../../server/reporting/facts/known-facts.ts';
import type { ActivityCode } from '../../shared/domain/activity-code.ts';
import { calendarDate, dayNumber } from '../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../shared/domain/currency.ts';
import type { CustomerId, ItemId } from '../../shared/domain/ids.ts';
import { itemCourses } from '../../shared/domain/ledger.ts';
import { appliesFrom, type Movement, settledFrom } from '../../shared/domain/ledger-movement.ts';
import { money } from '../../shared/domain/money.ts';
import type {
  Adjustment,
  AdjustmentReason,
  Application,
  DisputeStatus,
  ItemKind,
  OpenItem,
  Reversal,
  StatedLeft,
  Unapplication,
} from '../../shared/domain/open-item.ts';

/** What a test says of an item beside its id; an invoice of C1 over 100.00 EUR of 1 March 2026, due on the 31st, where it says nothing. */
export interface ToldItem {
  readonly kind?: ItemKind;
  readonly customer?: string;
  readonly minor?: number;
  readonly currency?: string;
  readonly issuedOn?: string;
  readonly dueOn?: string;
  readonly dispute?: DisputeStatus;
  readonly company?: { readonly minor: number; readonly currency: string; readonly ratedOn?: string };
}

export interface ToldPayment {
  readonly customer?: string;
  readonly on: string;
  readonly minor: number;
  readonly currency?: string;
  /** What of it stands on which item, in its own currency, from its value date on. */
  readonly to?: Readonly<Record<string, number>>;
}

export interface ToldApplication {
  readonly debit: string;
  readonly credit: string;
  readonly minor: number;
  readonly on: string;
  readonly debitMinor?: number;
}

export interface ToldActivity {
  readonly id?: string;
  readonly customer?: string;
  readonly items?: readonly string[];
  readonly outcome?: ActivityFact['outcome'];
  readonly delivery?: ActivityFact['delivery'];
  readonly isAutomatic?: boolean;
  readonly minor?: number;
  readonly currency?: string;
  readonly date?: string;
  /** Minor units by day, instead of `minor` and `date`. */
  readonly instalments?: Readonly<Record<string, number>>;
  readonly template?: string;
  /** The hour of the day, in UTC. */
  readonly hour?: number;
}

/** A book of facts that takes a story: days as text, and the course of each item follows from what is said of it. Ids are the numbers. */
export class FactsStory extends FactsBook {
  private readonly told = new Map<ItemId, OpenItem>();
  private readonly companies = new Map<ItemId, NonNullable<ToldItem['company']>>();
  private readonly applied: Application[] = [];
  private readonly takenBack: Unapplication[] = [];
  private readonly adjusted: Adjustment[] = [];
  private readonly reversed: Reversal[] = [];
  private readonly stated: StatedLeft[] = [];
  private lastSeq = 0;

  customer(
    id: string,
    told: { name?: string; owner?: string; parent?: string | null; mergedInto?: string | null } = {},
  ): void {
    const { name = `Customer ${id}`, owner = '', parent: parentId = null, mergedInto = null } = told;
    this.putCustomer({ id, number: id, name, owner, parentId, mergedInto });
  }

  item(id: string, told: ToldItem = {}): void {
    const { kind = 'invoice', customer = 'C1', minor = 10_000, currency = 'EUR', dispute = 'none', company } = told;
    const issuedOn = calendarDate(told.issuedOn ?? '2026-03-01');
    const dueOn = calendarDate(told.dueOn ?? (told.issuedOn === undefined ? '2026-03-31' : issuedOn));
    this.needCustomer(customer);
    if (company !== undefined) this.companies.set(id as ItemId, company);
    this.told.set(id as ItemId, {
      id: id as ItemId,
      key: { source: 'test', companyCode: '', documentType: '', number: id, fiscalYear: '', instalment: '' },
      kind,
      customerId: customer as CustomerId,
      amount: money(minor, currencyCode(currency)),
      issuedOn,
      dueOn,
      disputeStatus: dispute,
      reference: '',
    });
  }

  payment(id: string, { customer = 'C1', on, minor, currency = 'EUR', to = {} }: ToldPayment): void {
    this.item(id, { kind: 'payment', customer, minor, currency, issuedOn: on });
    for (const [debit, part] of Object.entries(to)) this.application({ debit, credit: id, minor: part, on });
  }

  /** Sets part of a credit item against a debit item; across currencies `debitMinor` says what it is worth there. Its id is `credit>debit`. */
  application({ debit, credit, minor, on, debitMinor = minor }: ToldApplication): void {
    const [debitItem, creditItem] = [this.toldItem(debit), this.toldItem(credit)];
    this.applied.push({
      id: `${credit}>${debit}`,
      debitItemId: debitItem.id,
      creditItemId: creditItem.id,
      debitAmount: money(debitMinor, debitItem.amount.currency),
      creditAmount: money(minor, creditItem.amount.currency),
      on: calendarDate(on),
      derived: false,
    });
  }

  /** Takes an application back from a day on. */
  unapplication(debit: string, credit: string, on: string): void {
    const applicationId = `${credit}>${debit}`;
    this.takenBack.push({ id: `back ${applicationId}`, applicationId, on: calendarDate(on) });
  }

  adjustment(item: string, minor: number, on: string, reason: AdjustmentReason = 'write_off'): void {
    const { id: itemId, amount } = this.toldItem(item);
    const id = `adjustment ${this.adjusted.length}`;
    this.adjusted.push({ id, itemId, amount: money(minor, amount.currency), on: calendarDate(on), reason });
  }

  /** Takes an item back; an application of it has to be taken back by the story itself. */
  reversal(item: string, minor: number, on: string): void {
    const { id: itemId, amount } = this.toldItem(item);
    const id = `reversal ${this.reversed.length}`;
    this.reversed.push({ id, itemId, amount: money(minor, amount.currency), on: calendarDate(on) });
  }

  /** The source says what is left of an item; what entries do not explain of it was cleared. */
  statedLeft(item: string, minor: number, on: string): void {
    const { id: itemId, amount } = this.toldItem(item);
    this.stated.push({ itemId, left: money(minor, amount.currency), on: calendarDate(on) });
  }

  /** Something done towards a customer; returns its id. */
  did(by: string, code: ActivityCode, on: string, told: ToldActivity = {}): string {
    this.lastSeq += 1;
    const { id = `A${this.lastSeq}`, customer = 'C1', items = [], outcome = null, currency = 'EUR', hour = 11 } = told;
    const { delivery = null, isAutomatic = false, template = null } = told;
    const { minor, date, ...parts } = promisedIn(told);
    const day = dayNumber(calendarDate(on));
    const occurredAt = day * 86_400_000 + hour * 3_600_000;
    this.needCustomer(customer);
    this.putActivity({
      ...{ id, seq: this.lastSeq, customerId: customer, collector: { id: by, name: by }, day, occurredAt },
      ...{ recordedAt: occurredAt, code, outcome, delivery, isAutomatic, itemIds: items },
      amount: minor === undefined ? null : { minor, currency: currencyCode(currency) },
      date: date === undefined ? null : dayNumber(calendarDate(date)),
      ...parts,
      templateId: template,
    });
    return id;
  }

  /** The dispute ended that an activity raised. */
  resolved(activity: string, on: string): void {
    this.lastSeq += 1;
    this.resolve(activity, dayNumber(calendarDate(on)));
  }

  /** Puts down what was told so far. Throws LedgerRefused for a story that cannot be. */
  settle(run = 1): this {
    const entries = {
      items: [...this.told.values()],
      applications: this.applied,
      unapplications: this.takenBack,
      adjustments: this.adjusted,
      reversals: this.reversed,
      statedLefts: this.stated,
    };
    for (const { item, movements } of itemCourses(entries).values()) this.settleItem(item, movements);
    for (const application of this.applied) this.settleApplication(application);
    for (const { id, itemId, amount, on, reason } of this.adjusted) {
      this.putAdjustment({ id, itemId, minor: amount.minor, on: dayNumber(on), reason });
    }
    this.standAt(run, this.lastSeq);
    return this;
  }

  private settleItem(item: OpenItem, movements: readonly Movement[]): void {
    const { id, key, kind, customerId, amount, issuedOn, dueOn, disputeStatus: dispute } = item;
    const settled = settledFrom({ minor: amount.minor, issuedOn }, movements);
    const company = this.companies.get(id);
    const { minor, currency } = amount;
    this.putItem({
      ...{ id, customerId, number: key.number, kind, currency, minor, dispute },
      issuedOn: dayNumber(issuedOn),
      dueOn: dayNumber(dueOn),
      settledOn: settled === null ? NEVER_DAY : dayNumber(settled),
      company: company === undefined ? null : companyFact(company),
      movements: movements.map(dated),
      reversals: this.reversed
        .filter(({ itemId }) => itemId === id)
        .map(({ on, amount: { minor: taken } }) => ({ day: dayNumber(on), minor: -taken })),
    });
  }

  private settleApplication({ id, debitItemId, creditItemId, debitAmount, creditAmount, on }: Application): void {
    const back = this.takenBack.find(({ applicationId }) => applicationId === id);
    const from = dayNumber(appliesFrom(on, this.toldItem(debitItemId), this.toldItem(creditItemId)));
    this.putApplication({
      ...{ id, debitId: debitItemId, creditId: creditItemId },
      ...{ debitMinor: debitAmount.minor, creditMinor: creditAmount.minor, from, bounced: [] },
      until: back === undefined ? NEVER_DAY : Math.max(from, dayNumber(back.on)),
    });
  }

  private toldItem(id: string): OpenItem {
    const item = this.told.get(id as ItemId);
    if (item === undefined) throw new Error(`The story has not told of ${id}.`);
    return item;
  }

  private needCustomer(id: string): void {
    if (this.customers.find(id) === undefined) this.customer(id);
  }
}

/** The facts of a story. */
export function factsOf(build: (book: FactsStory) => void): Facts {
  const story = new FactsStory();
  build(story);
  return story.settle();
}

function promisedIn({ minor, date, instalments }: ToldActivity) {
  if (instalments === undefined) return { minor, date };
  const parts = Object.entries(instalments).map(([on, part]) => ({ day: dayNumber(calendarDate(on)), minor: part }));
  return {
    minor: parts.reduce((sum, part) => sum + part.minor, 0),
    date: Object.keys(instalments).at(-1),
    ...(parts.length > 1 ? { instalments: parts } : {}),
  };
}

function dated({ on, minor }: Movement): DatedAmount {
  return { day: dayNumber(on), minor };
}

function companyFact({ minor, currency, ratedOn }: NonNullable<ToldItem['company']>) {
  const day = ratedOn === undefined ? null : dayNumber(calendarDate(ratedOn));
  return { minor, currency: currencyCode(currency), ratedOn: day };
}
