import type { Server } from 'node:http';
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
  shutdown.add(() => close(server));
  return server;
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
