import type { RecordActivityBody } from '#shared/api/activities.ts';
import { type ActivityCode, codeDefinition } from '#shared/domain/activity-code.ts';
import type { CustomerId, ItemId } from '#shared/domain/ids.ts';
import type { Actor } from '../../actor.ts';
import { DomainError } from '../../errors.ts';
import { companyReadWith } from '../../identity/find-actor.ts';
import { answerGiven, type KeyedRequest } from '../../mongo/once.ts';
import type { LogEntry, NewActivity, NewReference } from './activity-entry.ts';

/** Who asks, and under which key of the client. */
export interface KeyedActor {
  readonly actor: Actor;
  readonly key: string;
}

/** What a user says that they did; a promise has amount and date, or instalments. */
export type SaidActivity = RecordActivityBody & Pick<NewActivity, 'instalments' | 'corrects'>;

/** What somebody asked for: which operation, with what. */
export interface AskedOperation {
  readonly operation: string;
  readonly body: unknown;
}

export function keyedRequest({ operation, body }: AskedOperation, { actor, key }: KeyedActor, at: Date): KeyedRequest {
  return { userId: actor.userId, operation, key, body, at };
}

/** Throws DomainError `request_invalid` for a client that stands for the server itself. */
export function requireOwnClient({ client }: Pick<RecordActivityBody, 'client'>): void {
  if (client !== 'job' && client !== 'import') return;
  const problems = [{ field: 'client', problem: 'is for the server itself; write outlook, gmail or page' }];
  throw new DomainError('request_invalid', `A user does not record as "${client}".`, problems);
}

/** Whether the actor's company has not switched a code off. */
function isCodeInUse(code: ActivityCode, actor: Actor): boolean {
  const { off = [] } = companyReadWith(actor)?.codes ?? {};
  return !off.includes(code);
}

/** Throws DomainError `activity_code_off` for a code that the actor's company has switched off. */
export function requireCodeInUse(code: ActivityCode, actor: Actor): void {
  if (isCodeInUse(code, actor)) return;
  const { label } = codeDefinition(code);
  throw new DomainError('activity_code_off', `Your company does not use “${label}” any more; choose another code.`);
}

/** The same for a request that may be a repetition: what was recorded before the code was switched off gets its first answer. */
export async function requireCodeInUseOnce(request: KeyedRequest, code: ActivityCode, actor: Actor): Promise<void> {
  if (isCodeInUse(code, actor) || (await answerGiven(request)) !== null) return;
  requireCodeInUse(code, actor);
}

/** Throws DomainError `activity_not_correctable` for a message of ours, and for what was undone or corrected already; `back` are the entries that point to it. */
export function requireStanding({ dispatchId }: LogEntry, back: readonly LogEntry[]): void {
  if (dispatchId !== null) {
    throw new DomainError('activity_not_correctable', 'A message that was sent cannot be undone in the log.');
  }
  if (back.some(({ kind }) => kind === 'withdrawal')) {
    throw new DomainError('activity_not_correctable', 'This activity has been undone already.');
  }
}

export function newActivity(said: SaidActivity, { actor, key }: KeyedActor): NewActivity {
  const { customerId, itemIds, message, occurredAt, dataAsOf, ...rest } = said;
  return {
    ...rest,
    kind: 'activity',
    actor: { id: actor.userId, name: actor.name },
    zone: actor.zone,
    clientKey: key,
    customerId: customerId as CustomerId,
    itemIds: itemIds as ItemId[],
    message,
    subject: message?.subject,
    occurredAt: instant(occurredAt),
    dataAsOf: instant(dataAsOf ?? undefined),
  };
}

type Pointing = Pick<NewReference, 'kind' | 'note' | 'resolution'> & Partial<Pick<NewReference, 'client'>>;

/** An entry that points back to an activity; from a page of ours where it does not say from where. */
export function pointingBack(refersTo: LogEntry, { actor, key }: KeyedActor, pointing: Pointing): NewReference {
  const by = { id: actor.userId, name: actor.name };
  return { client: 'page', ...pointing, refersTo, actor: by, zone: actor.zone, clientKey: key };
}

function instant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
