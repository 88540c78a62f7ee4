import { GATE_NOT_REACHED } from '../host/ticket-mark.ts';
import { onSend } from '#shared/words/en.ts';
import { type Asked, askGate, type GateQuestion } from './ask-gate.ts';
import { carriedTicket, noteGate, resultOf } from './carried-ticket.ts';

/** The server's answer is awaited this long. */
const GATE_CAP_MS = 2_000;
/** Whatever Outlook itself is slow at, the user's mail waits no longer. */
const WHOLE_CAP_MS = 2_900;
/** Outlook's own limit for what it shows. */
const MAX_MESSAGE = 500;
/** The manifest's button that opens the pane while writing. */
const PANE_COMMAND = 'ComposeOpenPane';

type Verdict = Office.SmartAlertsEventCompletedOptions;
const LET_IT_GO: Verdict = { allowEvent: true };

/** Outlook's event as the user presses Send. Mail without a ticket of ours goes at once. */
export function onMessageSend(event: Office.MailboxEvent): void {
  const item = Office.context.mailbox.item as Office.MessageCompose | undefined;
  const late = new Promise<Verdict>((resolve) => {
    setTimeout(() => resolve(LET_IT_GO), WHOLE_CAP_MS);
  });
  const decided = item === undefined ? Promise.resolve(LET_IT_GO) : decide(item);
  Promise.race([decided, late]).then(
    (verdict) => event.completed(verdict),
    () => event.completed(LET_IT_GO),
  );
}

function decide(item: Office.MessageCompose): Promise<Verdict> {
  return carriedTicket(item).then((ticket) => {
    if (ticket === null) return LET_IT_GO;
    return question(item, ticket)
      .then((asked) => askGate(asked, GATE_CAP_MS))
      .then((asked) => verdictOn(item, asked));
  });
}

function question(item: Office.MessageCompose, ticket: string): Promise<GateQuestion> {
  const lists = [item.to, item.cc, item.bcc].map((list) =>
    resultOf<Office.EmailAddressDetails[]>((done) => list.getAsync(done)),
  );
  // Three calls at a time are all that Outlook on the web takes.
  return Promise.all(lists).then((people) =>
    resultOf<string>((done) => item.subject.getAsync(done)).then((words) => {
      const asked: GateQuestion = { ticket, recipients: addressesOf(people) };
      if (words !== null) asked.subject = words.slice(0, MAX_MESSAGE);
      if (item.conversationId && item.conversationId.length <= MAX_MESSAGE) asked.conversation = item.conversationId;
      return asked;
    }),
  );
}

function addressesOf(lists: readonly (readonly Office.EmailAddressDetails[] | null)[]): string[] {
  const addresses: string[] = [];
  for (const list of lists)
    for (const { emailAddress } of list ?? []) addresses.push(emailAddress.slice(0, MAX_MESSAGE));
  return addresses.slice(0, MAX_MESSAGE);
}

function verdictOn(item: Office.MessageCompose, asked: Asked): Promise<Verdict> | Verdict {
  if (asked.as === 'unreached') return noteGate(item, GATE_NOT_REACHED).then(() => LET_IT_GO);
  if (asked.as === 'refused' || asked.answer.allowed) return LET_IT_GO;
  return {
    allowEvent: false,
    errorMessage: messageFor(asked.answer.reasons),
    commandId: PANE_COMMAND,
    cancelLabel: onSend.openPane,
  };
}

/** The reasons give way, for the sentence that says how to go on is needed most. */
function messageFor(reasons: readonly string[]): string {
  const { stopped, howOn } = onSend;
  const room = MAX_MESSAGE - stopped.length - howOn.length - 2;
  const why = reasons.join(' ');
  return `${stopped} ${why.length <= room ? why : `${why.slice(0, room - 1)}…`} ${howOn}`;
}
