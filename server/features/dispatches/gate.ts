import { createHash } from 'node:crypto';
import type { GateReason, GateVerdict } from '#shared/api/dispatches.ts';
import type { CalendarDate } from '#shared/domain/calendar-date.ts';
import { isDunning, type TemplateStage } from '#shared/domain/dunning.ts';
import type { ItemId, UserId } from '#shared/domain/ids.ts';
import { type AboutItems, covers } from '#shared/domain/item-cover.ts';
import type { Money } from '#shared/domain/money.ts';
import { isContested } from '#shared/domain/open-item.ts';
import { isOpenPromise, partsOf, promiseOf } from '#shared/domain/promise-to-pay.ts';
import type { Language } from '#shared/words/catalogue.ts';
import type { ContactSummary } from '../activities/contact-summary-service.ts';
import type { Debtor, OwedItem } from './debtor.ts';
import { GateTelling } from './gate-telling.ts';

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
  /** Of the reader. */
  readonly language: Language;
  /** Whether the company took its words back after the message was made, or put other bank details into force. */
  readonly withdrawn?: boolean;
}

/**
 * Says whether a message may leave. One whose words the company took back never does; further only dunning is ever stopped: for money that is paid, disputed or promised, for a customer who is not to be contacted, for nothing, or where the message
 * says another amount than the ledger. An item counts as paid as well when the customer's unapplied money would cover it, until a person says otherwise.
 */
export function gateVerdict(facts: GateFacts): GateVerdict {
  const reasons = [...wordsWithdrawn(facts), ...(isDunning(facts.stage) ? reasonsToStop(facts) : [])];
  return {
    open: reasons.length === 0,
    reasons,
    warnings: [...contactedToday(facts), ...(isDunning(facts.stage) ? partlyUnapplied(facts, reasons) : [])],
    dataAsOf: facts.debtor.dataAsOf?.toISOString() ?? null,
    state: stateOf(facts),
  };
}

/** Whether somebody may send although the gate is closed: never with words that the company took back. */
export function mayBePassed({ reasons }: Pick<GateVerdict, 'reasons'>): boolean {
  return reasons.every(({ reason }) => reason !== 'words_withdrawn');
}

function reasonsToStop(facts: GateFacts): GateReason[] {
  const telling = new GateTelling(facts.language);
  return [
    ...doNotContact(facts, telling),
    ...nothingOpen(facts, telling),
    ...paid(facts, telling),
    ...coveredByUnapplied(facts, telling),
    ...disputedInErp(facts, telling),
    ...disputedInLog(facts, telling),
    ...promised(facts, telling),
    ...dataChanged(facts, telling),
  ];
}

function wordsWithdrawn({ withdrawn = false, language }: GateFacts): GateReason[] {
  if (!withdrawn) return [];
  return [{ reason: 'words_withdrawn', itemIds: [], text: new GateTelling(language).words.wordsWithdrawn }];
}

function doNotContact({ debtor }: GateFacts, { words }: GateTelling): GateReason[] {
  if (!debtor.customer.doNotContact) return [];
  return [{ reason: 'do_not_contact', itemIds: [], text: words.doNotContact(debtor.customer.name) }];
}

function nothingOpen({ debtor }: GateFacts, { words }: GateTelling): GateReason[] {
  if (debtor.items.length > 0) return [];
  return [{ reason: 'nothing_open', itemIds: [], text: words.nothingOpen }];
}

function paid({ debtor }: GateFacts, telling: GateTelling): GateReason[] {
  return telling.reason('paid', debtor.items.filter(isSettled), telling.words.settled);
}

function coveredByUnapplied({ debtor }: GateFacts, telling: GateTelling): GateReason[] {
  return debtor.unapplied.flatMap((unapplied) =>
    telling.reason(
      'paid',
      unsettled(debtor).filter(({ left }) => left.currency === unapplied.currency && left.minor <= unapplied.minor),
      (which) => telling.words.unappliedCovers(telling.money(unapplied), which),
    ),
  );
}

function disputedInErp({ debtor }: GateFacts, telling: GateTelling): GateReason[] {
  const disputed = unsettled(debtor).filter(({ disputeStatus }) => isContested(disputeStatus));
  return telling.reason('disputed', disputed, telling.words.disputed);
}

function disputedInLog({ debtor, summary }: GateFacts, telling: GateTelling): GateReason[] {
  return summary.disputes.flatMap((dispute) =>
    telling.reason('disputed', coveredItems(debtor, dispute), (which, several) =>
      telling.words.disputedFor(which, several, telling.why(dispute.reason), dispute.by),
    ),
  );
}

function promised({ debtor, summary, today }: GateFacts, telling: GateTelling): GateReason[] {
  return openPromises(summary, today).flatMap((promise) =>
    telling.reason('promised', coveredItems(debtor, promise), (which) =>
      telling.words.promised(telling.money(promise.amount), telling.day(promise.promisedFor), which, promise.by),
    ),
  );
}

function dataChanged({ debtor, stated }: GateFacts, telling: GateTelling): GateReason[] {
  if (stated === null) return [];
  const changed = unsettled(debtor).filter(({ id, left }) => stated.get(id)?.minor !== left.minor);
  return telling.reason('data_changed', changed, telling.words.dataChanged);
}

function contactedToday({ summary, today, zone, senderId, language }: GateFacts): string[] {
  const telling = new GateTelling(language);
  return summary.lastContacts
    .filter(({ businessDay, actor }) => businessDay === today && actor.id !== senderId)
    .map(({ actor, code, occurredAt }) =>
      telling.words.contactedToday(actor.name, telling.time(occurredAt, zone), telling.code(code)),
    );
}

/** Money that covers no item whole, and may still be meant for one. */
function partlyUnapplied({ debtor, language }: GateFacts, reasons: readonly GateReason[]): string[] {
  if (reasons.some(({ reason }) => reason === 'paid')) return [];
  const telling = new GateTelling(language);
  return debtor.unapplied.map((unapplied) => telling.words.unapplied(telling.money(unapplied)));
}

function stateOf({ stage, debtor, summary, today, withdrawn = false }: GateFacts): string {
  const restsOn = {
    stage,
    doNotContact: debtor.customer.doNotContact,
    items: debtor.items.map(({ id, left, disputeStatus }) => [id, left.minor, left.currency, disputeStatus]).sort(),
    unapplied: debtor.unapplied.map(({ minor, currency }) => [currency, minor]).sort(),
    promises: openPromises(summary, today)
      .map(({ activityId }) => activityId)
      .sort(),
    disputes: summary.disputes.map(({ activityId }) => activityId).sort(),
    ...(withdrawn ? { withdrawn } : {}),
  };
  return createHash('sha256').update(JSON.stringify(restsOn)).digest('base64url').slice(0, 22);
}

/** Promises that still run, each over what of it is still to come. */
function openPromises({ promises }: GateFacts['summary'], today: CalendarDate): ContactSummary['promises'] {
  return promises
    .filter((promise) => isOpenPromise(promise, today))
    .map((promise) => ({ ...promise, ...promiseOf(partsOf(promise).filter((part) => isOpenPromise(part, today))) }));
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
