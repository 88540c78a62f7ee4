import type { TICKET_HEADER as HeaderName } from '#shared/api/dispatches.ts';

/** A message's own name for the template it carries, in its header and custom properties. See docs/decisions/ticket-travel.md. */
export const TICKET_NAME: typeof HeaderName = 'x-duethread-ticket';
export const DISPATCH_NAME = 'x-duethread-dispatch';
export const GATE_NAME = 'x-duethread-gate';

/** What the on-send handler notes where it got no answer. */
export const GATE_NOT_REACHED = 'not_reached';

export interface TicketMark {
  readonly dispatchId: string;
  readonly ticket: string;
}

const PREFIX = 'duethread-ticket';
const MARK = new RegExp(`id=["']?(?:x_)*${PREFIX}:([\\w.-]{1,64}):([\\w.-]{1,200})`);

/** What Outlook, classic Outlook and Gmail put before the text they quote. */
const QUOTED =
  /<blockquote|id=["']?(?:x_)*(?:divRplyFwdMsg|appendonsend)|border-top:\s*solid #E1E1E1|class=["']?(?:x_)*gmail_quote/i;

/** Wraps the template so that the launch-event handlers find its ticket in the new message. */
export function markHtml(html: string, { dispatchId, ticket }: TicketMark): string {
  const mark = `id="${PREFIX}:${dispatchId}:${ticket}"`;
  if (!MARK.test(mark)) throw new RangeError('A ticket consists of letters, digits, dots, hyphens and underscores.');
  return `<div ${mark}>${html}</div>`;
}

/** The mark of the template in a message, above what the message quotes: an older one below it belongs to mail that has gone. */
export function findMark(html: string): TicketMark | null {
  const quotedFrom = html.search(QUOTED);
  const own = quotedFrom < 0 ? html : html.slice(0, quotedFrom);
  const match = MARK.exec(own);
  const [, dispatchId, ticket] = match ?? [];
  return dispatchId === undefined || ticket === undefined ? null : { dispatchId, ticket };
}
