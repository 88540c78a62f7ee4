import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Express } from 'express';
import { Refused, type Shutdown } from '../process.ts';

const GRACE_MS = 10_000;

export interface ListenOn {
  /** All of the machine's addresses where it is undefined. */
  readonly host: string | undefined;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Serves an app until the shutdown. Throws Refused where the port cannot be had. */
export async function listen(app: Express, { host = '', port }: ListenOn, shutdown: Shutdown): Promise<Server> {
  const server = await new Promise<Server>((resolve, reject) => {
    const listening: Server = app.listen(port, host, (error) => {
      if (error === undefined) resolve(listening);
      else reject(refusal(error, port));
    });
  });
  const open = answersUnderWay(server, shutdown);
  shutdown.add(() => {
    for (const answer of open) endConnectionAfter(answer);
    return close(server);
  });
  return server;
}

/** The answers that are not yet given; from the shutdown on each one tells its caller to come with a new connection. */
function answersUnderWay(server: Server, shutdown: Shutdown): ReadonlySet<ServerResponse> {
  const open = new Set<ServerResponse>();
  server.prependListener('request', (_request: IncomingMessage, answer: ServerResponse) => {
    open.add(answer);
    answer.once('close', () => open.delete(answer));
    if (shutdown.begun) endConnectionAfter(answer);
  });
  return open;
}

/** A connection that is kept could bring a request at the moment at which it is closed, and that one would be cut. */
function endConnectionAfter(answer: ServerResponse): void {
  if (!answer.headersSent) answer.setHeader('Connection', 'close');
}

function refusal(error: Error, port: number): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return new Refused(`Port ${port} is in use; end what uses it, or choose another.`);
  if (code === 'EACCES') return new Refused(`Port ${port} may not be used by this user; choose one from 1024 on.`);
  return error;
}

/** Takes no new requests and waits for those under way, at most 10 s. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
  });
}
