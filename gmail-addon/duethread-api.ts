import { ApiClient, ApiError, type CallInput } from '#shared/api/client.ts';
import { ERROR_KINDS } from '#shared/api/errors.ts';
import type { AnswerOf, Operation } from '#shared/api/operation.ts';
import { openSession, type SessionView } from '#shared/api/sessions.ts';
import { callId } from './call-log.ts';
import type { GoogleUser } from './verify-google-request.ts';

/** A session is not used in its last minute: the call it is for takes time. */
const MARGIN_MS = 60_000;
const MAX_KEPT = 1_000;
const CALL_LIMIT_MS = 8_000;

/** Trades users' Google tokens for sessions of ours and keeps these, in memory, for as long as they hold. */
export class Sessions {
  private readonly kept = new Map<string, SessionView>();

  constructor(
    private readonly apiUrl: string,
    private readonly now: () => Date,
  ) {}

  /** Throws ApiError where the user may not work here, ApiUnreachable. */
  async open(user: GoogleUser): Promise<SessionView> {
    const key = keyOf(user);
    const known = this.kept.get(key);
    if (known !== undefined && Date.parse(known.expiresAt) - MARGIN_MS > this.now().getTime()) return known;
    const client = new ApiClient({ baseUrl: this.apiUrl, token: () => null, fetch: impatientFetch });
    const session = await client.call(openSession, { body: { kind: 'google', token: user.idToken } });
    this.keep(key, session);
    return session;
  }

  forget(user: GoogleUser): void {
    this.kept.delete(keyOf(user));
  }

  private keep(key: string, session: SessionView): void {
    const [oldest] = this.kept.keys();
    if (this.kept.size >= MAX_KEPT && oldest !== undefined) this.kept.delete(oldest);
    this.kept.set(key, session);
  }
}

export interface UserApiParts {
  readonly sessions: Sessions;
  readonly apiUrl: string;
  readonly user: GoogleUser;
  /** In whose language the server gives its reasons. */
  readonly locale: string;
}

/** The Duethread API as one user. */
export class UserApi {
  private client: ApiClient;

  private constructor(
    private readonly parts: UserApiParts,
    public session: SessionView,
  ) {
    this.client = this.clientFor(session);
  }

  /** Throws ApiError where the user may not work here, ApiUnreachable. */
  static async of(parts: UserApiParts): Promise<UserApi> {
    return new UserApi(parts, await parts.sessions.open(parts.user));
  }

  /** Throws ApiError and ApiUnreachable. A session that the server does not know any more is opened anew once. */
  async call<O extends Operation>(operation: O, input: CallInput<O>): Promise<AnswerOf<O>> {
    try {
      return await this.client.call(operation, input);
    } catch (error) {
      if (!(error instanceof ApiError && ERROR_KINDS[error.code] === 'unauthenticated')) throw error;
      const { sessions, user } = this.parts;
      sessions.forget(user);
      this.session = await sessions.open(user);
      this.client = this.clientFor(this.session);
      return this.client.call(operation, input);
    }
  }

  private clientFor({ token }: SessionView): ApiClient {
    const { apiUrl: baseUrl, locale } = this.parts;
    return new ApiClient({ baseUrl, locale, token: () => token, fetch: impatientFetch });
  }
}

/** Google waits for a card only so long; an answer that comes later than that is none. */
const impatientFetch: typeof globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  const id = callId();
  if (id !== undefined) headers.set('X-Request-Id', id);
  return globalThis.fetch(input, { ...init, headers, signal: AbortSignal.timeout(CALL_LIMIT_MS) });
};

/** Google vouches for the person anew with each call, maybe by another token each time; the session is the person's. */
function keyOf({ subject, email }: GoogleUser): string {
  return `${subject} ${email}`;
}
