import MongoStore from 'connect-mongo';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import type { SignInChecks } from '../identity/page-provider.ts';
import type { SessionSubject } from '../identity/session-tokens.ts';
import type { Directory } from '../identity/tenant-repository.ts';
import type { Clock } from '../ports.ts';

declare module 'express-session' {
  interface SessionData {
    pending: PendingSignIn;
    signedIn: StoredSignIn;
  }
}

/** A sign-in that is under way: what has to come back from where, and where the person wanted to go. */
export interface PendingSignIn extends SignInChecks {
  readonly kind: Directory['kind'];
  readonly to: string;
}

/** Who signed in to the pages; instants in milliseconds. */
interface StoredSignIn {
  readonly userId: string;
  readonly tenantId: string;
  readonly signedInAt: number;
  readonly seenAt: number;
}

const HOUR_MS = 60 * 60_000;
const IDLE_MS = 8 * HOUR_MS;
const ABSOLUTE_MS = 24 * HOUR_MS;

/** The store's documents, known here for their index alone: MongoDB removes them when they have run out. */
const schema = new mongoose.Schema({ expires: Date }, { collection: 'pageSessions', versionKey: false });
schema.index({ expires: 1 }, { expireAfterSeconds: 0 });
mongoose.model('PageSession', schema);

/**
 * The pages' session: a random id in a cookie that no script reads, everything else in the collection `pageSessions`.
 * The store is made with the first request, since it needs the database's connection.
 */
export function pageSession({ secret, secure }: { secret: string; secure: boolean }): RequestHandler {
  let handle: RequestHandler | null = null;
  return (req, res, next) => {
    handle ??= session({
      name: secure ? '__Host-duethread' : 'duethread',
      secret,
      resave: false,
      saveUninitialized: false,
      // Where people reach us by https, a proxy that ends it says so itself.
      proxy: secure,
      cookie: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      store: MongoStore.create({
        client: mongoose.connection.getClient(),
        dbName: mongoose.connection.name,
        collectionName: 'pageSessions',
        ttl: IDLE_MS / 1000,
        stringify: false,
        autoRemove: 'disabled',
      }),
    });
    handle(req, res, next);
  };
}

/** Begins a session for a user under a new id, so that an id that someone else planted is worth nothing. */
export async function beginSignedIn(req: Request, { userId, tenantId }: SessionSubject, clock: Clock): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  const now = clock.now().getTime();
  req.session.signedIn = { userId, tenantId, signedInAt: now, seenAt: now };
  await settled((done) => req.session.save(done));
}

/** Who is signed in; null for nobody, after 8 hours without a request, or 24 hours after the sign-in. Counts as a request. */
export function readSignedIn({ session: current }: Request, clock: Clock): SessionSubject | null {
  const { signedIn } = current;
  if (signedIn === undefined) return null;
  const now = clock.now().getTime();
  if (now - signedIn.seenAt > IDLE_MS || now - signedIn.signedInAt > ABSOLUTE_MS) return null;
  current.signedIn = { ...signedIn, seenAt: now };
  return { userId: signedIn.userId as UserId, tenantId: signedIn.tenantId as TenantId };
}

/** Keeps what the session holds before the browser is sent elsewhere. */
export function saveSession(req: Request): Promise<void> {
  return settled((done) => req.session.save(done));
}

/** Ends a session; its cookie opens nothing any more. */
export function endSession(req: Request): Promise<void> {
  return settled((done) => req.session.destroy(done));
}

function settled(work: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    work((error) => (error === undefined || error === null ? resolve() : reject(error)));
  });
}
