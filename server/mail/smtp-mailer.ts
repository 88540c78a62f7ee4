import { PassThrough } from 'node:stream';
import { createTransport } from 'nodemailer';
import { type Mail, type Mailer, MailNotSent } from './mailer.ts';

export interface SmtpSettings {
  /** `smtps://user:password@mail.example:465`, or `smtp://…`. */
  readonly url: string;
  /** The sender's address, with or without a name before it. */
  readonly from: string;
}

const CONNECT_MS = 15_000;
const ANSWER_MS = 60_000;
/** The server asks to be tried again: RFC 5321, 4yz. */
const MAY_PASS_BELOW = 500;
interface SmtpError {
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

/** Sends mail over SMTP, a connection a mail. */
export class SmtpMailer implements Mailer {
  constructor(private readonly settings: SmtpSettings) {}

  async send({ to, subject, html, text, pictures, id, endAddress }: Mail): Promise<void> {
    const { from } = this.settings;
    const { transport, progress } = this.open();
    try {
      await transport.sendMail({
        from,
        to,
        subject,
        html,
        text,
        attachments: pictures.map(({ cid, png }) => ({
          filename: `${cid}.png`,
          content: Buffer.from(png),
          contentType: 'image/png',
          contentDisposition: 'inline',
          cid,
        })),
        messageId: `<${id}@${domainOf(from)}>`,
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(endAddress === null ? {} : { 'List-Unsubscribe': `<${endAddress}>` }),
        },
      });
    } catch (error) {
      throw notSent(error as SmtpError, progress.isBegun) ?? error;
    } finally {
      transport.close();
    }
  }

  /** A way out for one mail. `isBegun` turns true before the first byte of the mail is given to a server that is ready for it: the errors do not tell. */
  private open() {
    const progress = { isBegun: false };
    const transport = createTransport({
      url: this.settings.url,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      // Nothing in a mail of ours is fetched from anywhere.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    transport.use('stream', ({ message }, done) => {
      message.transform(() => {
        progress.isBegun = true;
        return new PassThrough();
      });
      done();
    });
    return { transport, progress };
  }
}

function domainOf(from: string): string {
  return /@([^\s>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
}

/** What is known of a failure: an answer of the server, or an end before the mail was begun, means that it did not leave. */
function notSent({ responseCode, response, message = '' }: SmtpError, isBegun: boolean): MailNotSent | null {
  if (responseCode !== undefined && responseCode >= 400) {
    return new MailNotSent(`The mail server refused it: ${response ?? responseCode}`, responseCode < MAY_PASS_BELOW);
  }
  return isBegun ? null : new MailNotSent(`The mail server could not be reached: ${message}`, true);
}
