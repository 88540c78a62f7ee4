import { languageOf, type OnSendWords } from '#shared/words/catalogue.ts';
import { onSend as german } from '#shared/words/de.ts';
import { onSend as english } from '#shared/words/en.ts';
import { GATE_NOT_REACHED } from '../host/ticket-mark.ts';
import { type Asked, askGate, type GateQuestion } from './ask-gate.ts';
import { carriedTicket, noteGate, resultOf } from './carried-ticket.ts';
import { within } from './within.ts';

/** The server's answer is awaited this long. */
const GATE_CAP_MS = 2_000;
/** Whatever Outlook itself is slow at, the user's mail waits no longer. */
const WHOLE_CAP_MS = 2_900;
/** Outlook's own limit for what it shows. */
const MAX_MESSAGE = 500;
/** The manifest's button that opens the pane while writing. */
const PANE_COMMAND = 'ComposeOpenPane';
/** `Office.MailboxEnums.SendModeOverride.PromptUser`, which a client that knows it need not carry by name. */
const PROMPT_USER = 'promptUser' as Office.MailboxEnums.SendModeOverride;

type Verdict = Office.SmartAlertsEventCompletedOptions;
const LET_IT_GO: Verdict = { allowEvent: true };

/** Outlook's event as the user presses Send. Mail without a ticket of ours goes at once, and whatever fails or hangs, the mail goes within three seconds. */
export function onMessageSend(event: Office.MailboxEvent): void {
  const decided = within<Verdict>(WHOLE_CAP_MS, LET_IT_GO, () => {
    const item = Office.context.mailbox.item as Office.MessageCompose | null | undefined;
    return item === undefined || item === null ? LET_IT_GO : decide(item);
  });
  void decided.then((verdict) => event.completed(verdict));
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
  const { reasons, mayGoAnyway } = asked.answer;
  const words = wordsOfOutlook();
  const asks = mayGoAnyway && canAsk();
  const verdict: Verdict = {
    allowEvent: false,
    errorMessage: messageFor(reasons, words.stopped, asks ? words.howOnAnyway : words.howOn),
    commandId: PANE_COMMAND,
    cancelLabel: words.openPane,
  };
  if (asks) verdict.sendModeOverride = PROMPT_USER;
  return verdict;
}

/** Outlook's own language; the server's reasons come in the reader's. */
function wordsOfOutlook(): OnSendWords {
  return languageOf(Office.context.displayLanguage || 'en') === 'de' ? german : english;
}

/** Whether this Outlook can ask instead of stopping; an older one stops. */
function canAsk(): boolean {
  const requirements: Office.RequirementSetSupport | undefined = Office.context.requirements;
  return requirements?.isSetSupported('Mailbox', '1.14') === true;
}

/** The reasons give way, for the sentence that says how to go on is needed most. */
function messageFor(reasons: readonly string[], stopped: string, howOn: string): string {
  const room = MAX_MESSAGE - stopped.length - howOn.length - 2;
  const why = reasons.join(' ');
  return `${stopped} ${why.length <= room ? why : `${why.slice(0, room - 1)}…`} ${howOn}`;
}
