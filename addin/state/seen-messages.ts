import type { DispatchView } from '#shared/api/dispatches.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import { reportSeenMessage } from '#shared/api/seen-messages.ts';
import type { OpenItem } from '../host/mail-host.ts';
import type { PaneApi } from './pane-api.ts';
import { isFromUs } from './sending-ways.ts';
import { correlationOf } from './thread-body.ts';

/** What a message turned out to be: one that was made from a template here, or one that is in the log for another reason. */
export interface SeenMessage {
  readonly dispatchId: string | null;
  /** What is known of the message from a template, where the server has just said it. */
  readonly dispatch: DispatchView | null;
  /** The entry of the log, of a message that was made from no template. */
  readonly loggedAs: string | null;
}

const NOTHING: SeenMessage = { dispatchId: null, dispatch: null, loggedAs: null };

/** The contract's limits. A longer address or id would be another one when cut, and is left out. */
const SHORT = 500;
const MOST_RECIPIENTS = 500;
const LONG = 20_000;

/** Tells the server of messages that went out, as the user comes by them: the only proof of sending that a mail client gives to a pane. */
export class SeenMessages {
  /** What was reported since the sign-in, so that it is reported once. What got no answer is not in it. */
  private readonly reports = new Map<string, Promise<SeenMessage>>();

  constructor(
    private readonly api: PaneApi,
    /** Called when the server has learned something of a message. */
    private readonly reported: () => void,
  ) {}

  /** Reports a message of the user's, or of the shared mailbox that it lies in; others' mail is passed over. Throws ApiError or ApiUnreachable. */
  async look(item: OpenItem, customerId: string | null): Promise<SeenMessage> {
    if (item.mode !== 'read' || !isFromUs(item)) return NOTHING;
    const body = seenBody(item, customerId);
    if (body === null) return NOTHING;
    // Whose thread it is may be said only after it was first seen.
    const name = JSON.stringify([item.internetMessageId ?? item.key, customerId]);
    const earlier = this.reports.get(name);
    if (earlier !== undefined) return { ...(await earlier), dispatch: null };
    const report = this.report(body);
    this.reports.set(name, report);
    report.catch(() => this.reports.delete(name));
    return report;
  }

  forget(): void {
    this.reports.clear();
  }

  private async report(body: SeenBody): Promise<SeenMessage> {
    const { seenAs, activityId, dispatch } = await this.api.call(reportSeenMessage, { body });
    if (activityId !== null) this.reported();
    const loggedAs = seenAs === 'logged' ? activityId : null;
    return { dispatchId: dispatch?.id ?? null, dispatch, loggedAs };
  }
}

type SeenBody = BodyInput<typeof reportSeenMessage>;

function seenBody(item: OpenItem, customerId: string | null): SeenBody | null {
  const { participants, sentAt, references, carried } = item;
  const from = participants.find(({ role }) => role === 'from')?.address;
  if (from === undefined || from.length > SHORT) return null;
  const to = participants.filter(({ role, address }) => role !== 'from' && address.length <= SHORT);
  return {
    customerId,
    client: 'outlook',
    from,
    recipients: to.map(({ address }) => address).slice(0, MOST_RECIPIENTS),
    ...correlationOf(item),
    ...(sentAt === null ? {} : { sentAt }),
    ...(references === null || references.length > LONG ? {} : { references }),
    ...(carried === null ? {} : { dispatchId: carried.dispatchId, gateNotReached: carried.gateNotReached }),
  };
}
