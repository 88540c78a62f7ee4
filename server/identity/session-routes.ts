import type { Request } from 'express';
import {
  endMySession,
  endMySessions,
  endSessionsOf,
  type IdentityView,
  listMySessions,
  type PageSessionView,
} from '#shared/api/page-sessions.ts';
import type { UserId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../http/endpoint.ts';
import type { StoredSignIn } from './page-session-repository.ts';
import type { SessionService } from './session-service.ts';
import type { SessionTokens } from './session-tokens.ts';
import type { Identity, UserRepository } from './user-repository.ts';

interface Sources {
  readonly sessions: SessionService;
  readonly sessionTokens: SessionTokens;
  readonly users: UserRepository;
}

/** Somebody's own sessions, and an admin's way to end those of others. */
export function sessionEndpoints({ sessions, sessionTokens, users }: Sources): Endpoint[] {
  return [
    endpoint(listMySessions, async ({ actor, req }) => {
      const { session } = sessionTokens.read(bearerOf(req));
      const [own, user] = [await sessions.list(actor.userId), await users.findById(actor.userId)];
      return {
        sessions: own.map((signIn) => present(signIn, session)),
        identities: (user?.identities ?? []).map(presentIdentity),
      };
    }),
    endpoint(endMySession, async ({ actor, params }) => {
      await sessions.endOne(actor.userId, params.id);
      return { ended: 1 };
    }),
    endpoint(endMySessions, async ({ actor }) => ({ ended: await sessions.endAll(actor.userId) })),
    endpoint(endSessionsOf, async ({ actor, params }) => {
      return { ended: await sessions.endAllOf(params.userId as UserId, actor) };
    }),
  ];
}

function bearerOf(req: Request): string {
  return (req.headers.authorization ?? '').replace(/^Bearer /, '');
}

function present(signIn: StoredSignIn & { readonly session: string }, thisOne: string | null): PageSessionView {
  const { session, device = 'A browser', place = 'unknown', signedInAt, seenAt } = signIn;
  return {
    id: session,
    device,
    place,
    begunAt: new Date(signedInAt).toISOString(),
    lastSeenAt: new Date(seenAt).toISOString(),
    isThisOne: session === thisOne,
  };
}

function presentIdentity({ issuer }: Identity): IdentityView {
  return { kind: kindOf(issuer), issuer };
}

function kindOf(issuer: string): IdentityView['kind'] {
  const { hostname } = new URL(issuer);
  if (hostname === 'login.microsoftonline.com') return 'Microsoft';
  return hostname === 'accounts.google.com' ? 'Google' : 'other';
}
