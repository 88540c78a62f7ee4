import { addDays, type CalendarDate } from '#shared/domain/calendar-date.ts';
import type { DemoMailbox, DemoMessage, DemoThread, ExpectedMatch } from '../demo-thread.ts';
import { officeInstant, workingDayUpTo } from '../working-time.ts';

/** One mail of a thread as a scene tells it. */
export interface MailPlan {
  readonly from: string;
  readonly to: string;
  readonly cc?: string;
  readonly replyTo?: string;
  /** Left out: the thread's subject, with `Re:` from the second mail on. */
  readonly subject?: string;
  /** Working days before the last day. */
  readonly back: number;
  /** Time of day in the company's zone, `09:30`. */
  readonly at: string;
  /** Paragraphs are parted by an empty line; lines that begin with `>` are quoted. */
  readonly text: string;
  readonly logged?: NonNullable<DemoMessage['logged']>;
}

export interface ThreadPlan {
  readonly id: string;
  readonly mailboxes: readonly DemoMailbox[];
  readonly subject: string;
  readonly expected: ExpectedMatch;
  readonly mails: readonly MailPlan[];
  readonly isProtected?: boolean;
  readonly sharedMailbox?: string;
}

/** Makes the messages of a thread: ids, references, instants and HTML. */
export function composeThread({ mails, ...plan }: ThreadPlan, lastDay: CalendarDate): DemoThread {
  const messages: DemoMessage[] = [];
  for (const mail of mails) messages.push(composeMessage(mail, { plan, earlier: messages, lastDay }));
  return { ...plan, conversation: `conversation-${plan.id}`, messages };
}

interface Setting {
  readonly plan: Omit<ThreadPlan, 'mails'>;
  readonly earlier: readonly DemoMessage[];
  readonly lastDay: CalendarDate;
}

function composeMessage({ back, at, subject, ...mail }: MailPlan, { plan, earlier, lastDay }: Setting): DemoMessage {
  const ids = earlier.map(({ internetMessageId }) => internetMessageId);
  const answered = ids.at(-1);
  return {
    ...mail,
    ...(answered === undefined ? {} : { inReplyTo: answered, references: ids }),
    internetMessageId: `<${plan.id}.${ids.length + 1}@${hostOf(mail.from)}>`,
    subject: subject ?? (answered === undefined ? plan.subject : `Re: ${plan.subject}`),
    date: officeInstant(workingDayBack(lastDay, back), secondsOf(at)),
    html: htmlOf(mail.text),
  };
}

function workingDayBack(lastDay: CalendarDate, back: number): CalendarDate {
  let day = workingDayUpTo(lastDay);
  for (let left = back; left > 0; left -= 1) day = workingDayUpTo(addDays(day, -1));
  return day;
}

function secondsOf(time: string): number {
  const [hours = '0', minutes = '0'] = time.split(':');
  return (Number(hours) * 60 + Number(minutes)) * 60;
}

/** Only names the maker of the message id; headers are taken apart by a library where it matters. */
function hostOf(from: string): string {
  return /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? 'mail.example';
}

function htmlOf(text: string): string {
  if (text === '') return '';
  return text
    .split('\n\n')
    .map((paragraph) => {
      const quoted = paragraph.startsWith('>');
      const lines = paragraph.split('\n').map((line) => escaped(quoted ? line.replace(/^> ?/, '') : line));
      return quoted ? `<blockquote>${lines.join('<br>')}</blockquote>` : `<p>${lines.join('<br>')}</p>`;
    })
    .join('\n');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
