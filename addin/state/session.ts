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
  private renewing: Promise<SessionView | null> | null = null;
  /** How often the user has signed out, so that what was begun before comes to nothing. */
  private signOuts = 0;

  constructor(
    private readonly host: MailHost,
    /** Speaks to the server without a session. */
    private readonly openApi: ApiClient,
    private readonly clock: Clock,
  ) {}

  /** Signs in by the host; to be called from a click. Throws HostError, ApiError or ApiUnreachable. */
  async signIn(): Promise<void> {
    const { signOuts } = this;
    const access = await this.host.signIn();
    if (signOuts !== this.signOuts) return;
    this.access = access;
    await this.renew();
  }

  /** Forgets all tokens, ours and the host's; needs no connection. */
  signOut(): void {
    this.signOuts += 1;
    this.access = null;
    this.renewing = null;
    this.current.value = null;
    // What the mail client cannot forget it keeps; here everything is forgotten by now.
    this.host.signOut().catch(() => undefined);
  }

  /** The session token for the next call, renewed where it is about to end; null where only a new sign-in helps. */
  async token(): Promise<string | null> {
    const session = this.current.value;
    if (session === null) return null;
    const left = Date.parse(session.expiresAt) - this.clock.now().getTime();
    if (left > RENEW_BEFORE_MS) return session.token;
    const renewed = await this.renew();
    if (renewed !== null) return renewed.token;
    return left > 0 ? (this.current.value?.token ?? null) : null;
  }

  /** After the server no longer took the session: tries once more with an access token. False where only a new sign-in helps. */
  async revive(): Promise<boolean> {
    if (this.current.value === null) return false;
    try {
      return (await this.renew()) !== null;
    } catch (error) {
      if (error instanceof ApiError) return false;
      throw error;
    }
  }

  /** Once for all who ask at the same time; null where no access token can be had without the user. */
  private renew(): Promise<SessionView | null> {
    const renewing = this.renewing ?? this.open();
    this.renewing = renewing;
    return renewing.finally(() => {
      if (this.renewing === renewing) this.renewing = null;
    });
  }

  private async open(): Promise<SessionView | null> {
    const { signOuts } = this;
    const access = await this.validAccess();
    if (access === null || signOuts !== this.signOuts) return null;
    const opened = await this.openApi.call(openSession, { body: { kind: 'entra', token: access.token } });
    // Whoever signed out meanwhile stays signed out.
    if (signOuts !== this.signOuts) return null;
    this.access = access;
    this.current.value = opened;
    return opened;
  }

  /** What the sign-in brought, while it is good for a while; else what the host has without asking anybody. */
  private async validAccess(): Promise<AccessToken | null> {
    const { access } = this;
    const left = (access?.expiresAt.getTime() ?? 0) - this.clock.now().getTime();
    if (access !== null && left > RENEW_BEFORE_MS) return access;
    const silent = await this.host.signInSilently();
    return silent ?? (left > 0 ? access : null);
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
