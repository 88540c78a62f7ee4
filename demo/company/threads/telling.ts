import type { ActivityCode } from '#shared/domain/activity-code.ts';
import { decimalOf, type Money } from '#shared/domain/money.ts';
import type { ExpectedMatch } from '../demo-thread.ts';
import { DEMO_TENANT, DEMO_USERS } from '../people.ts';
import type { SampleInvoice } from '../sample-company.ts';
import type { Cast, Role } from './cast.ts';
import type { MailPlan, ThreadPlan } from './compose-thread.ts';

/** A scene makes one thread with the customers that it finds in the cast. */
export type Scene = (cast: Cast) => ThreadPlan;

export interface Telling {
  /** In whose mailboxes it lies, by the first part of the address. */
  readonly in: readonly string[];
  readonly subject: string;
  /** Whose thread it is; a verdict other than *found* where it is nobody's or not to be said. */
  readonly whose: Role | 'ambiguous' | 'unknown' | 'internal';
  readonly why: string;
  readonly mails: readonly MailPlan[];
  readonly isProtected?: boolean;
  readonly sharedMailbox?: string;
}

/** Names the thread and says in full what a telling says in short. */
export function thread(id: string, { in: mailboxes, whose, why, ...told }: Telling): ThreadPlan {
  const expected: ExpectedMatch =
    typeof whose === 'string'
      ? { verdict: whose, why }
      : { verdict: 'found', customerNumber: whose.customer.number, why };
  const where = mailboxes.map((local) => {
    const { email, mailClient } = ours(local);
    return { owner: email, kind: mailClient ?? ('outlook' as const) };
  });
  return { id, mailboxes: where, expected, ...told };
}

type When = Pick<MailPlan, 'back' | 'at'>;

/** A mail from a customer's contact to one of ours, signed. */
export function fromContact(role: Role, to: string, mail: When & { text: string } & Partial<MailPlan>): MailPlan {
  return { from: header(role.contact), to: header(ours(to)), ...mail, text: `${mail.text}\n\n${signature(role)}` };
}

/** A mail from anybody to one of ours. */
export function from(sender: string, to: string, mail: When & { text: string } & Partial<MailPlan>): MailPlan {
  return { from: sender, to: header(ours(to)), ...mail };
}

/** A notice of ours about one invoice, as the log has it. */
export function reminder(
  role: Role,
  local: string,
  mail: When & { code: ActivityCode; invoice: SampleInvoice },
): MailPlan {
  const { code, invoice, ...when } = mail;
  const { name, email } = ours(local);
  const { language } = role.contact;
  const amount = amountIn(language, invoice.amount);
  const text =
    language === 'de'
      ? `Guten Tag ${role.contact.name},\n\nunsere Rechnung ${invoice.number} über ${amount} war am ${germanDay(invoice.dueOn)} fällig. Wann dürfen wir mit der Zahlung rechnen?\n\nMit freundlichen Grüßen\n${name}\n${DEMO_TENANT.name}`
      : `Dear ${role.contact.name},\n\nour invoice ${invoice.number} of ${amount} was due on ${invoice.dueOn}. When may we expect payment?\n\nKind regards\n${name}\n${DEMO_TENANT.name}`;
  return {
    from: header({ name, email }),
    to: header(role.contact),
    ...when,
    text,
    logged: { actorEmail: email, customerNumber: role.customer.number, code, itemNumbers: [invoice.number] },
  };
}

/** A reply of ours that asks for nothing, as the log has it. */
export function ourReply(role: Role, local: string, mail: When & { invoice: SampleInvoice; text: string }): MailPlan {
  const { invoice, text, ...when } = mail;
  const { name, email } = ours(local);
  return {
    from: header({ name, email }),
    to: header(role.contact),
    ...when,
    text: `${text}\n\n${name}\n${DEMO_TENANT.name}`,
    logged: {
      actorEmail: email,
      customerNumber: role.customer.number,
      code: 'email_reply',
      itemNumbers: [invoice.number],
    },
  };
}

/** The first of the invoices that the scene asked for. Throws RangeError where it asked for none. */
export function firstOf(invoices: readonly SampleInvoice[]): SampleInvoice {
  const [first] = invoices;
  if (first === undefined) throw new RangeError('The scene needs an invoice.');
  return first;
}

/** A `From` or `To` value as it stands in a message: quoted or encoded where the name needs it. */
export function header({ name, email }: { readonly name: string; readonly email: string }): string {
  if (/^[\w .-]*$/.test(name)) return `${name} <${email}>`;
  if (/^[ -~]*$/.test(name)) return `"${name}" <${email}>`;
  return `=?UTF-8?B?${Buffer.from(name, 'utf8').toString('base64')}?= <${email}>`;
}

/** One of the company's own people, by the first part of the address. */
export function ours(local: string): (typeof DEMO_USERS)[number] {
  const user = DEMO_USERS.find(({ email }) => email === `${local}@${DEMO_TENANT.ownDomain}`);
  if (user === undefined) throw new RangeError(`Nobody is called ${local}.`);
  return user;
}

export function amountIn(language: 'en' | 'de', amount: Money): string {
  const decimal = decimalOf(amount);
  return `${language === 'de' ? decimal.replace('.', ',') : decimal} ${amount.currency}`;
}

export function germanDay(day: string): string {
  return day.split('-').reverse().join('.');
}

/** The end of a customer's mail. */
function signature({ customer, contact }: Pick<Role, 'customer' | 'contact'>): string {
  const greeting = contact.language === 'de' ? 'Mit freundlichen Grüßen' : 'Kind regards';
  return `${greeting}\n${contact.name}\n${customer.name}\n${contact.phone}`;
}
