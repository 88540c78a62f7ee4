import { createHash } from 'node:crypto';
import type { FilledMessage, GateVerdict, TemplateView } from '#shared/api/dispatches.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import type { ActivityId, CustomerId, DispatchId, ItemId, UserId } from '#shared/domain/ids.ts';
import type { Money } from '#shared/domain/money.ts';
import type { Language } from '#shared/words/catalogue.ts';
import type { EntryContact, SentText } from '../activities/activity-log-service.ts';
import type { ClauseUsed } from '../templates/template-service.ts';
import type { DispatchAttachment } from './message-attachments.ts';

/** How a prepared message leaves: the user presses Send in Outlook, or our side hands it to Gmail. */
export type DispatchVia = 'outlook' | 'gmail';

/** What the message says is left of an item. */
export interface StatedItem {
  readonly itemId: ItemId;
  readonly left: Money;
}

/** Why a message goes out although the gate is closed, for one state of ledger and log. */
export interface GateOverride {
  readonly reason: string;
  readonly state: string;
  readonly userId: UserId;
  readonly at: Date;
}

/** A message's words while nothing of it is logged, with the parts that they are made of. */
export interface DraftText extends SentText {
  readonly parts: FilledMessage['parts'];
}

/** A message made from a template, and what is known of it. */
export interface Dispatch {
  readonly id: DispatchId;
  readonly via: DispatchVia;
  readonly template: TemplateView;
  /** The clauses that stand in it, by version; left out where it was prepared before there were any. */
  readonly clauses?: readonly ClauseUsed[];
  readonly customerId: CustomerId;
  readonly stated: readonly StatedItem[];
  readonly totals: readonly Money[];
  /** The known contact that it was made for. */
  readonly contact: EntryContact | null;
  /** Words and recipients until the attempt is logged; from then on they lie with the texts of the activity alone. */
  readonly filled: DraftText | null;
  /** What goes with it, as it was when it was prepared. */
  readonly attachments: readonly DispatchAttachment[];
  readonly conversation: string | null;
  readonly internetMessageId: string;
  readonly by: {
    readonly userId: UserId;
    readonly name: string;
    readonly email: string;
    readonly zone: string;
    /** In which the gate speaks to them as they press Send. */
    readonly language: Language;
  };
  readonly preparedAt: Date;
  /** The verdict when it was prepared or, later, when it left. */
  readonly gate: GateVerdict;
  readonly override: GateOverride | null;
  readonly delivery: Delivery;
  /** The log's entry of the attempt. */
  readonly activityId: ActivityId | null;
  /** Of the ticket; null where our side sends. */
  readonly ticketHash: string | null;
  /** To whom the ticket was spent, as a hash. */
  readonly spentOn: string | null;
  /** The state at which the gate stopped it last. */
  readonly stoppedAt: string | null;
  /** Who took it to hand it over, where our side sends. */
  readonly sendingClaim: string | null;
}

/** Whether nobody has tried to send it yet, or the attempt failed. */
export function isUnsent({ delivery }: Pick<Dispatch, 'delivery'>): boolean {
  return delivery === 'drafted' || delivery === 'failed';
}

export function itemIdsOf({ stated }: Pick<Dispatch, 'stated'>): ItemId[] {
  return stated.map(({ itemId }) => itemId);
}

/** The same for the same addresses, whatever their order and case. */
export function recipientsHash(recipients: readonly string[]): string {
  const addresses = [...new Set(recipients.map((recipient) => recipient.trim().toLowerCase()))].sort();
  return createHash('sha256').update(JSON.stringify(addresses)).digest('base64url');
}
