import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerEnvelope } from 'smtp-server';

export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly mime: Buffer;
}

export interface MailServer {
  readonly url: string;
  readonly taken: TakenMail[];
  /** What the server does otherwise from now on. */
  behave(manners: MailManners): void;
  close(): Promise<void>;
}

export interface MailManners {
  /** Answers with a code to the recipient, or to the finished mail. */
  readonly refuse?: { readonly at: 'recipient' | 'data'; readonly code: number };
  /** Ends the connection when the mail is there, without an answer. */
  readonly hangUpAfterData?: boolean;
}

/** A real SMTP server on a free port of loopback that keeps what it takes. */
export async function openMailServer(first: MailManners = {}): Promise<MailServer> {
  let manners = first;
  const taken: TakenMail[] = [];
  const refusalAt = (at: 'recipient' | 'data') => {
    const { refuse } = manners;
    if (refuse?.at !== at) return null;
    return Object.assign(new Error('not today'), { responseCode: refuse.code });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => done(refusalAt('recipient')),
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const refusal = refusalAt('data');
        if (refusal === null) taken.push(takenOf(envelope, Buffer.concat(parts)));
        if (manners.hangUpAfterData === true) hangUp(server);
        else done(refusal);
      });
    },
  });
  // A connection that ends early is an error to the server as well.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    behave: (next) => {
      manners = next;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function takenOf({ mailFrom, rcptTo }: SMTPServerEnvelope, mime: Buffer): TakenMail {
  return { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), mime };
}

function hangUp(server: SMTPServer): void {
  for (const connection of server.connections as Set<{ _socket: { destroy(): void } }>) connection._socket.destroy();
}
