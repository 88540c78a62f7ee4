import { randomUUID } from 'node:crypto';
import type { MAILED } from '#shared/api/users.ts';
import type { SignInLink, User } from '../../identity/user-service.ts';
import { type Mailer, MailNotSent } from '../../mail/mailer.ts';

export interface Invitation {
  readonly user: User;
  readonly link: SignInLink;
  /** The company's name. */
  readonly company: string;
}

/** Mails people their one-time links. */
export class InvitationMail {
  /** `mailer` is null where the installation sends no mail. */
  constructor(private readonly mailer: Mailer | null) {}

  /** Says what became of it; a mail of which that is not known counts as failed, since the link stands in the answer as well. */
  async send({ user, link, company }: Invitation): Promise<(typeof MAILED)[number]> {
    if (this.mailer === null) return 'no_mail';
    const lines = [
      `Hello ${user.name},`,
      `${company} works with Duethread, and you are one of its people there. Sign in once by this link, then with Microsoft or Google where your company has set that up:`,
      link.link,
      `The link works once, until ${link.expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. Pass it on to nobody.`,
    ];
    const to = { name: user.name, address: user.email };
    const html = lines.map((line) => `<p>${linked(escaped(line))}</p>`).join('\n');
    const subject = `Your sign-in to Duethread at ${company}`;
    try {
      await this.mailer.send({
        to,
        subject,
        html,
        text: `${lines.join('\n\n')}\n`,
        pictures: [],
        id: randomUUID(),
        endAddress: null,
      });
      return 'sent';
    } catch (error) {
      if (!(error instanceof MailNotSent) && !(error instanceof Error)) throw error;
      return 'failed';
    }
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function linked(line: string): string {
  return /^https?:\S+$/.test(line) ? `<a href="${line}">${line}</a>` : line;
}
