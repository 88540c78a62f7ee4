import { signal } from '@preact/signals';
import { type ApiClient, ApiError, ApiUnreachable } from '#shared/api/client.ts';
import { openSession, type SessionView } from '#shared/api/sessions.ts';
import type { Clock } from '../host/clock.ts';
import { type AccessToken, HostError, type MailHost } from '../host/mail-host.ts';
import type { SignedOutWhy } from './sidebar-state.ts';

/** A session this near its end is renewed before it is used. */
const RENEW_BEFORE_MS = 60_000;

/** The user's session with our server. Both tokens stay in memory, so that closing the pane ends it. */
export class Session {
  /** Null while nobody is signed in. */
  readonly current = signal<SessionView | null>(null);
  private access: AccessToken | null = null;
  private renewing: Promise<SessionView> | null = null;

  constructor(
    private readonly host: MailHost,
    /** Speaks to the server without a session. */
    private readonly openApi: ApiClient,
    private readonly clock: Clock,
  ) {}

  /** Signs in by the host's window; to be called from a click. Throws HostError, ApiError or ApiUnreachable. */
  async signIn(): Promise<void> {
    this.access = await this.host.signIn();
    await this.renew();
  }

  /** Forgets both tokens. */
  signOut(): void {
    this.access = null;
    this.current.value = null;
  }

  /** The session token for the next call, renewed where it is about to end; null where only a new sign-in helps. */
  async token(): Promise<string | null> {
    const session = this.current.value;
    if (session === null) return null;
    const left = Date.parse(session.expiresAt) - this.clock.now().getTime();
    if (left > RENEW_BEFORE_MS) return session.token;
    if (!this.canRenew()) return left > 0 ? session.token : null;
    return (await this.renew()).token;
  }

  /** After the server no longer took the session: tries once more with the access token. False where only a new sign-in helps. */
  async revive(): Promise<boolean> {
    if (!this.canRenew()) return false;
    try {
      await this.renew();
      return true;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }

  private canRenew(): boolean {
    return this.access !== null && this.access.expiresAt.getTime() > this.clock.now().getTime();
  }

  private renew(): Promise<SessionView> {
    this.renewing ??= this.open().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async open(): Promise<SessionView> {
    const { access } = this;
    if (access === null) throw new HostError('sign_in_refused', 'There is no access token.');
    const opened = await this.openApi.call(openSession, { body: { kind: 'entra', token: access.token } });
    // Whoever signed out meanwhile stays signed out.
    if (this.access === access) this.current.value = opened;
    return opened;
  }
}

/** Why a sign-in did not come about. Throws what is a fault of ours. */
export function whyOf(error: unknown): SignedOutWhy {
  if (error instanceof HostError) return error.failure;
  if (error instanceof ApiUnreachable) return 'unreachable';
  if (!(error instanceof ApiError)) throw error;
  if (error.code === 'user_disabled') return 'disabled';
  return error.status >= 500 || error.status === 429 ? 'unreachable' : 'refused';
}
