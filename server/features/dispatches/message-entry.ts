import type { GateVerdict } from '#shared/api/dispatches.ts';
import type { Delivery } from '#shared/domain/delivery.ts';
import { codeOfStage, isDunning } from '#shared/domain/dunning.ts';
import type { ItemId } from '#shared/domain/ids.ts';
import type { EntryContact, GatePassage, NewActivity, SentText } from '../activities/activity-log-service.ts';
import { type Dispatch, itemIdsOf } from './dispatch.ts';
import { mayBePassed } from './gate.ts';

/** How one attempt, or one that was stopped, came about. */
export interface Attempt {
  readonly passage: GatePassage | null;
  readonly clientKey: string;
  readonly delivery?: Delivery;
  readonly sent?: SentText | undefined;
  readonly conversation?: string | null | undefined;
  readonly internetMessageId?: string | null | undefined;
}

/** The log's entry of a message that left, or that the gate kept back. The reason for going past a closed gate is its note. */
export function entryOf(dispatch: Dispatch, attempt: Attempt): NewActivity {
  const { id, via, template, customerId, by, override, gate } = dispatch;
  const { passage, clientKey, delivery, sent, internetMessageId } = attempt;
  const stopped = passage?.verdict === 'stopped';
  return {
    kind: stopped ? 'stop' : 'activity',
    actor: { id: by.userId, name: by.name },
    zone: by.zone,
    client: via,
    clientKey,
    customerId,
    itemIds: itemIdsOf(dispatch),
    code: codeOfStage(template.stage),
    contact: contactOf(dispatch, sent?.recipients ?? []),
    dispatchId: id,
    gate: passage ?? undefined,
    dataAsOf: gate.dataAsOf === null ? null : new Date(gate.dataAsOf),
    message: { conversation: attempt.conversation ?? dispatch.conversation, internetMessageId },
    subject: sent?.subject,
    note: passage?.verdict === 'overridden' ? override?.reason : undefined,
    ...(stopped ? {} : { delivery: delivery ?? 'attempted', sent }),
  };
}

/** Whom the message went to: the contact that it was made for, unless it was sent to others. */
function contactOf({ contact }: Dispatch, recipients: readonly string[]): EntryContact | undefined {
  const [first] = recipients;
  const isAmongThem = recipients.some((recipient) => recipient.toLowerCase() === contact?.email.toLowerCase());
  if (first === undefined || isAmongThem) return contact ?? undefined;
  return { name: '', email: first };
}

/** How a message stands with the gate; null for one that is no dunning, which the gate stops for its words alone. No reason leads past words that the company took back. */
export function passageOf({ template, override }: Dispatch, gate: GateVerdict): GatePassage | null {
  if (gate.open) return isDunning(template.stage) ? passage('open', gate) : null;
  const mayGo = override?.state === gate.state && mayBePassed(gate);
  return passage(mayGo ? 'overridden' : 'stopped', gate);
}

/**
 * How a message got past the gate that left without being announced. `noAnswer`: the on-send handler noted that it let the message go because the gate did not answer
 * in time; a stop that the server logged meanwhile reached nobody then.
 */
export function unannouncedPassage(
  { template, stoppedAt, override, gate }: Pick<Dispatch, 'template' | 'stoppedAt' | 'override' | 'gate'>,
  noAnswer = false,
): GatePassage | null {
  if (!isDunning(template.stage) && stoppedAt === null) return null;
  if (stoppedAt === null || noAnswer) return { verdict: 'not_reached', reasons: [], state: '' };
  return passage(override?.state === stoppedAt ? 'overridden' : 'against', gate);
}

function passage(verdict: GatePassage['verdict'], { reasons, state }: GateVerdict): GatePassage {
  const kept = reasons.map(({ reason, itemIds, text }) => ({ reason, itemIds: itemIds as ItemId[], text }));
  return { verdict, reasons: kept, state };
}
