import { createHash } from 'node:crypto';
import type { GateReason, GateVerdict } from '#shared/api/dispatches.ts';
import { codeDefinition } from '#shared/domain/activity-code.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { isDunning, type TemplateStage } from '#shared/domain/dunning.ts';
import type { ItemId, UserId } from '#shared/domain/ids.ts';
import { type AboutItems, covers } from '#shared/domain/item-cover.ts';
import { formatMoney, type Money } from '#shared/domain/money.ts';
import { isContested } from '#shared/domain/open-item.ts';
import { isOpenPromise } from '#shared/domain/promise-to-pay.ts';
import type { ContactLine, ContactSummary } from '../activities/contact-summary-service.ts';
import type { Debtor, OwedItem } from './debtor.ts';

/** All that the verdict on one message rests on. */
export interface GateFacts {
  readonly stage: TemplateStage;
  readonly debtor: Debtor;
  readonly summary: Pick<ContactSummary, 'promises' | 'disputes' | 'lastContacts'>;
  /** What the message says is left, by item; null where no message has been filled yet. */
  readonly stated: ReadonlyMap<ItemId, Money> | null;
  readonly today: CalendarDate;
  readonly zone: string;
  readonly senderId: UserId;
}

const LOCALE = 'en';
/** How many item numbers a sentence names before it counts the rest. */
const NAMED_ITEMS = 3;

/**
 * Says whether a message may leave. Only dunning is ever stopped: for money that is paid, disputed or promised, for a customer who is not to be contacted, for nothing, or where the message
 * says another amount than the ledger. An item counts as paid as well when the customer's unapplied money would cover it, until a person says otherwise.
 */
export function gateVerdict(facts: GateFacts): GateVerdict {
  const reasons = isDunning(facts.stage) ? reasonsToStop(facts) : [];
  return {
    open: reasons.length === 0,
    reasons,
    warnings: [...contactedToday(facts), ...(isDunning(facts.stage) ? partlyUnapplied(facts, reasons) : [])],
    dataAsOf: facts.debtor.dataAsOf?.toISOString() ?? null,
    state: stateOf(facts),
  };
}

function reasonsToStop(facts: GateFacts): GateReason[] {
  return [
    ...doNotContact(facts),
    ...nothingOpen(facts),
    ...paid(facts),
    ...coveredByUnapplied(facts),
    ...disputedInErp(facts),
    ...disputedInLog(facts),
    ...promised(facts),
    ...dataChanged(facts),
  ];
}

function doNotContact({ debtor }: GateFacts): GateReason[] {
  if (!debtor.customer.doNotContact) return [];
  return [{ reason: 'do_not_contact', itemIds: [], text: `${debtor.customer.name} is not to be contacted.` }];
}

function nothingOpen({ debtor }: GateFacts): GateReason[] {
  if (debtor.items.length > 0) return [];
  return [{ reason: 'nothing_open', itemIds: [], text: 'Nothing is past due.' }];
}

function paid({ debtor }: GateFacts): GateReason[] {
  return reasonFor('paid', debtor.items.filter(isSettled), (which, verb) => `${which} ${verb} settled.`);
}

function coveredByUnapplied({ debtor }: GateFacts): GateReason[] {
  return debtor.unapplied.flatMap((unapplied) =>
    reasonFor(
      'paid',
      unsettled(debtor).filter(({ left }) => left.currency === unapplied.currency && left.minor <= unapplied.minor),
      (which) => `${inWords(unapplied)} of the customer's money is not applied yet and would cover ${which}.`,
    ),
  );
}

function disputedInErp({ debtor }: GateFacts): GateReason[] {
  const disputed = unsettled(debtor).filter(({ disputeStatus }) => isContested(disputeStatus));
  return reasonFor('disputed', disputed, (which, verb) => `${which} ${verb} disputed.`);
}

function disputedInLog({ debtor, summary }: GateFacts): GateReason[] {
  return summary.disputes.flatMap((dispute) =>
    reasonFor(
      'disputed',
      coveredItems(debtor, dispute),
      (which, verb) => `${which} ${verb} disputed (${dispute.reason.replaceAll('_', ' ')}, recorded by ${dispute.by}).`,
    ),
  );
}

function promised({ debtor, summary, today }: GateFacts): GateReason[] {
  return openPromises(summary, today).flatMap((promise) =>
    reasonFor(
      'promised',
      coveredItems(debtor, promise),
      (which) =>
        `${inWords(promise.amount)} is promised for ${dayInWords(promise.promisedFor)}, which covers ${which} (recorded by ${promise.by}).`,
    ),
  );
}

function dataChanged({ debtor, stated }: GateFacts): GateReason[] {
  if (stated === null) return [];
  const changed = unsettled(debtor).filter(({ id, left }) => stated.get(id)?.minor !== left.minor);
  return reasonFor('data_changed', changed, (which) => `The message says another amount than is left of ${which}.`);
}

function reasonFor(
  reason: GateReason['reason'],
  items: readonly OwedItem[],
  text: (which: string, verb: 'is' | 'are') => string,
): GateReason[] {
  if (items.length === 0) return [];
  const sentence = text(named(items), items.length === 1 ? 'is' : 'are');
  return [{ reason, itemIds: items.map(({ id }) => id), text: sentence.charAt(0).toUpperCase() + sentence.slice(1) }];
}

function named(items: readonly OwedItem[]): string {
  const numbers = items.slice(0, NAMED_ITEMS).map(({ number }) => number);
  const more = items.length - numbers.length;
  const noun = items.every(({ kind }) => kind === 'invoice') ? 'invoice' : 'item';
  return `${noun}${items.length === 1 ? '' : 's'} ${listed(more > 0 ? [...numbers, `${more} more`] : numbers)}`;
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat(LOCALE).format(words);
}

function contactedToday({ summary, today, zone, senderId }: GateFacts): string[] {
  return summary.lastContacts
    .filter(({ businessDay, actor }) => businessDay === today && actor.id !== senderId)
    .map((line) => contactInWords(line, zone));
}

function contactInWords({ actor, code, occurredAt }: ContactLine, zone: string): string {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return `${actor.name} was in contact today at ${time.format(occurredAt)}: ${codeDefinition(code).label}.`;
}

/** Money that covers no item whole, and may still be meant for one. */
function partlyUnapplied({ debtor }: GateFacts, reasons: readonly GateReason[]): string[] {
  if (reasons.some(({ reason }) => reason === 'paid')) return [];
  return debtor.unapplied.map((unapplied) => `${inWords(unapplied)} of the customer's money is not applied yet.`);
}

function stateOf({ stage, debtor, summary, today }: GateFacts): string {
  const restsOn = {
    stage,
    doNotContact: debtor.customer.doNotContact,
    items: debtor.items.map(({ id, left, disputeStatus }) => [id, left.minor, left.currency, disputeStatus]).sort(),
    unapplied: debtor.unapplied.map(({ minor, currency }) => [currency, minor]).sort(),
    promises: openPromises(summary, today)
      .map(({ activityId }) => activityId)
      .sort(),
    disputes: summary.disputes.map(({ activityId }) => activityId).sort(),
  };
  return createHash('sha256').update(JSON.stringify(restsOn)).digest('base64url').slice(0, 22);
}

function openPromises({ promises }: GateFacts['summary'], today: CalendarDate): ContactSummary['promises'] {
  return promises.filter((promise) => isOpenPromise(promise, today));
}

function coveredItems(debtor: Debtor, said: AboutItems): OwedItem[] {
  return unsettled(debtor).filter(({ id }) => covers(said, id));
}

function unsettled({ items }: Debtor): OwedItem[] {
  return items.filter((item) => !isSettled(item));
}

function isSettled({ left }: OwedItem): boolean {
  return left.minor === 0;
}

function inWords(amount: Money): string {
  return formatMoney(amount, LOCALE);
}

function dayInWords(day: CalendarDate): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${day}T00:00:00.000Z`));
}
