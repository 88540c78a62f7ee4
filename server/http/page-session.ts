import { randomBytes, timingSafeEqual } from 'node:crypto';
import MongoStore from 'connect-mongo';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import mongoose from 'mongoose';
import { PAGE_HEADER } from '#shared/api/sessions.ts';
import type { TenantId, UserId } from '#shared/domain/ids.ts';
import { DomainError } from '../errors.ts';
import { deviceWords, shortenedAddress } from '../identity/device-words.ts';
import type { SignInChecks } from '../identity/page-provider.ts';
import type { StoredSignIn } from '../identity/page-session-repository.ts';
import { hasRunOut, IDLE_MS } from '../identity/session-standing.ts';
import type { SessionSubject, TokenSubject } from '../identity/session-tokens.ts';
import type { Directory } from '../identity/tenant-repository.ts';
import type { Clock } from '../ports.ts';

declare module 'express-session' {
  interface SessionData {
    pending: PendingSignIn;
    signedIn: StoredSignIn;
    /** What a form of ours carries, so that no other page can send it in the person's name. */
    formToken: string;
  }
}

/** A sign-in that is under way: what has to come back from where, and where the person wanted to go. */
export interface PendingSignIn extends SignInChecks {
  readonly kind: Directory['kind'];
  readonly to: string;
  /** In milliseconds. */
  readonly begunAt: number;
}

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
export async function beginSignedIn(
  req: Request,
  { userId, tenantId, epoch }: SessionSubject & { readonly epoch: number },
  clock: Clock,
): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  const now = clock.now().getTime();
  req.session.signedIn = {
    userId,
    tenantId,
    signedInAt: now,
    seenAt: now,
    session: randomBytes(12).toString('hex'),
    epoch,
    device: deviceWords(req.get('user-agent') ?? ''),
    place: shortenedAddress(req.ip ?? ''),
  };
  await settled((done) => req.session.save(done));
}

/** Who is signed in; null for nobody, after 8 hours without a request, or 24 hours after the sign-in. Counts as a request. */
export function readSignedIn({ session: current }: Request, clock: Clock): TokenSubject | null {
  const { signedIn } = current;
  if (signedIn === undefined || hasRunOut(signedIn, clock.now())) return null;
  current.signedIn = { ...signedIn, seenAt: clock.now().getTime() };
  const { userId, tenantId, epoch = 0, session: name = null } = signedIn;
  return { userId: userId as UserId, tenantId: tenantId as TenantId, epoch, session: name };
}

/** The token that a form of this browser's session carries; made with the first form. */
export async function formTokenOf(req: Request): Promise<string> {
  if (req.session.formToken === undefined) {
    req.session.formToken = randomBytes(32).toString('base64url');
    await saveSession(req);
  }
  return req.session.formToken;
}

/** Refuses a form that is not of this browser's session. A page of ours that sends no form sends the header instead, which no form can. */
export function requireOwnForm(req: Request): void {
  if (req.get(PAGE_HEADER) !== undefined) return;
  const { formToken = '' } = (req.body ?? {}) as { formToken?: unknown };
  const given = Buffer.from(String(formToken));
  const own = Buffer.from(req.session.formToken ?? '');
  const isOwn = own.length > 0 && given.length === own.length && timingSafeEqual(given, own);
  if (!isOwn) throw new DomainError('not_allowed', 'This form is of another visit; open the page again.');
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
