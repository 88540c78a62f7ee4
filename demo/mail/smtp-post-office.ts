import type { AddressInfo } from 'node:net';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import type { MailStore } from './mail-store.ts';
import { contentOfMime } from './mailbox-message.ts';

/** A message that went out to an address outside the company. It is kept here and goes nowhere. */
export interface OutsideMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly mime: Buffer;
}

const MAX_BYTES = 25 * 1024 * 1024;

/**
 * A small SMTP server on loopback, through which all mail of the demo goes. Recipients with a mailbox get it; others are taken and kept;
 * an address that begins with `bounce` is refused with 550, as an unknown mailbox is.
 */
export class SmtpPostOffice {
  readonly outside: OutsideMail[] = [];
  private readonly server: SMTPServer;

  private constructor(private readonly store: MailStore) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      size: MAX_BYTES,
      logger: false,
      onRcptTo: ({ address }, _session, done) => {
        done(address.toLowerCase().startsWith('bounce') ? refusal(address) : null);
      },
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          const to = envelope.rcptTo.map(({ address }) => address.toLowerCase());
          this.take({ from, to, mime: Buffer.concat(chunks) }).then(
            () => done(null),
            (error: Error) => done(error),
          );
        });
      },
    });
  }

  /** Opens on a free port of loopback. */
  static async open(store: MailStore): Promise<SmtpPostOffice> {
    const office = new SmtpPostOffice(store);
    await new Promise<void>((resolve, reject) => {
      office.server.once('error', reject);
      office.server.listen(0, '127.0.0.1', resolve);
    });
    return office;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** Sends a finished MIME message over SMTP. Rejects with the server's answer when a recipient is refused. */
  async send({ from, to, mime }: { from: string; to: readonly string[]; mime: Buffer | string }): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: this.port, secure: false, ignoreTLS: true });
    try {
      await transport.sendMail({ envelope: { from, to: [...to] }, raw: mime });
    } finally {
      transport.close();
    }
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(() => resolve());
    });
  }

  private async take(mail: OutsideMail): Promise<void> {
    const content = await contentOfMime(mail.mime, new Date());
    for (const owner of mail.to.filter((address) => this.store.has(address))) {
      this.store.file({ owner, content, sent: false });
    }
    if (mail.to.some((address) => !this.store.has(address))) this.outside.push(mail);
  }
}

function refusal(address: string): Error {
  return Object.assign(new Error(`5.1.1 <${address}>: no such mailbox`), { responseCode: 550 });
}
