import type { ActivityView } from '#shared/api/activities.ts';
import type { BodyOf } from '#shared/api/operation.ts';
import type { PromiseView, recordPromise } from '#shared/api/promises-to-pay.ts';
import { ACTIVITY_CODES, isPromise, type Outcome } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import type { ActivityId, CustomerId, ItemId } from '#shared/domain/ids.ts';
import { type Money, money } from '#shared/domain/money.ts';
import type { Actor } from '../../actor.ts';
import { type Clock, today } from '../../ports.ts';
import type { ActivityEntries } from '../activities/activity-entries-service.ts';
import type { ActivityService, KeyedActor, LogEntry } from '../activities/activity-service.ts';
import { type Customer, type CustomerService, idsOfCustomer } from '../customers/customer-service.ts';
import type { LedgerPosition, LedgerPositionService } from '../receivables/ledger-position-service.ts';
import type { ItemOnDay, ReceivablesReadModel } from '../receivables/receivables-read-model.ts';
import type { JudgedPart, PromiseJudge } from './judged-promise.ts';
import { presentPromise } from './present-promise.ts';

export interface PromiseParts {
  readonly activityService: ActivityService;
  readonly activityEntries: ActivityEntries;
  readonly customers: CustomerService;
  readonly ledgerPositions: LedgerPositionService;
  readonly receivables: ReceivablesReadModel;
  readonly judge: PromiseJudge;
}

/** A customer with the promises that nobody withdrew. */
interface CustomerPromises extends Pick<Customer, 'id' | 'mergedFrom'> {
  readonly position: LedgerPosition;
  readonly promises: readonly LogEntry[];
}

type PromiseBody = BodyOf<typeof recordPromise>;

const CODES = ACTIVITY_CODES.filter(isPromise);
/** How many promises of a customer are listed. */
const MOST = 100;

/** The promises to pay that customers gave, as the log has them and the cash judges them. */
export class PromiseService {
  constructor(
    private readonly parts: PromiseParts,
    private readonly clock: Clock,
  ) {}

  /** Records a promise as an activity of the log; once for a key. Throws what the log throws: `request_invalid`, `customer_not_found`, `item_not_found`, `log_busy`. */
  async record(body: PromiseBody, by: KeyedActor): Promise<{ activity: ActivityView; promise: PromiseView }> {
    const { channel, ...word } = body;
    const code = channel === 'phone' ? ('phone_promise_to_pay' as const) : ('email_promise_to_pay' as const);
    const outcome = await this.outcomeOf(body, today(this.clock, by.actor.zone));
    const asked = { operation: 'recordPromise', body };
    const activity = await this.parts.activityService.recordFor(asked, { ...word, code, outcome }, by);
    return { activity, promise: await this.read(activity.id as ActivityId, by.actor) };
  }

  /** The promises of a customer that nobody withdrew, latest first; at most 100. Throws DomainError `customer_not_found`. */
  async list(customerId: CustomerId, actor: Actor): Promise<PromiseView[]> {
    const customer = await this.ofCustomer(customerId);
    const latest = [...customer.promises].sort(latestFirst).slice(0, MOST);
    const judged = await this.judge(customer, actor, latest);
    return latest.map((promise) => presentPromise(promise, customer.id, judged.get(promise.id) ?? []));
  }

  /** One promise; cancelled where it was withdrawn, as it may be before the answer is asked for again. */
  private async read(id: ActivityId, actor: Actor): Promise<PromiseView> {
    const promise = await this.parts.activityService.read(id);
    const customer = await this.ofCustomer(promise.customerId);
    const isStanding = customer.promises.some((other) => other.id === id);
    const judged = await this.judge(isStanding ? customer : { ...customer, promises: [promise] }, actor, [promise]);
    const parts = judged.get(id) ?? [];
    return presentPromise(promise, customer.id, isStanding ? parts : parts.map(cancelled));
  }

  private async ofCustomer(customerId: CustomerId): Promise<CustomerPromises> {
    const position = await this.parts.ledgerPositions.positionAt();
    const { id, mergedFrom = [] } = await this.parts.customers.read(customerId, position.run);
    const entries = await this.parts.activityEntries.ofCodes(idsOfCustomer({ id, mergedFrom }), CODES);
    return { id, mergedFrom, position, promises: standing(entries) };
  }

  private async judge({ promises, position, ...customer }: CustomerPromises, { zone }: Actor, asked: LogEntry[]) {
    const ids = new Set(asked.map(({ id }) => id));
    return this.parts.judge.judge(customer, promises, { asOf: today(this.clock, zone), position, asked: ids });
  }

  /** Whether all that is open of what it is about was promised: of the items that it names, else of what is past due. */
  private async outcomeOf(body: PromiseBody, asOf: CalendarDate): Promise<Outcome> {
    const promised = body.instalments.map(({ amount }) => amount);
    const items = await this.itemsAbout(body, asOf);
    const left = items.map((item) => item.left);
    return coversAll(promised, left) ? 'promised_in_full' : 'promised_in_part';
  }

  private async itemsAbout({ customerId, itemIds }: PromiseBody, asOf: CalendarDate): Promise<ItemOnDay[]> {
    const { receivables, ledgerPositions, customers } = this.parts;
    const position = await ledgerPositions.positionAt();
    if (itemIds.length > 0) return receivables.findItems(itemIds as ItemId[], asOf, position);
    const ids = await customers.idsOf(customerId as CustomerId, position.run);
    return (await receivables.openDebits(asOf, position, ids)).filter(({ dueOn }) => dueOn < asOf);
  }
}

function coversAll(promised: readonly Money[], left: readonly Money[]): boolean {
  const [first] = promised;
  const sum = (amounts: readonly Money[]) => amounts.reduce((all, { minor }) => all + minor, 0);
  return left.every(({ minor, currency }) => minor === 0 || currency === first?.currency) && sum(promised) >= sum(left);
}

function standing(entries: readonly LogEntry[]): LogEntry[] {
  const withdrawn = new Set(entries.filter(({ kind }) => kind === 'withdrawal').map(({ refersTo }) => refersTo));
  return entries.filter(({ id, kind }) => kind === 'activity' && !withdrawn.has(id));
}

function latestFirst(a: LogEntry, b: LogEntry): number {
  return b.occurredAt.getTime() - a.occurredAt.getTime() || b.seq - a.seq;
}

function cancelled(part: JudgedPart): JudgedPart {
  return { ...part, paid: money(0, part.amount.currency), state: 'cancelled' };
}
