import { signal } from '@preact/signals';
import { ApiClient, ApiError } from '#shared/api/client.ts';
import { openSession, PAGE_HEADER, type SessionView } from '#shared/api/sessions.ts';

export type SessionState =
  | { readonly as: 'opening' }
  | { readonly as: 'signed_out' }
  | { readonly as: 'failed'; readonly why: string }
  | { readonly as: 'open'; readonly user: SessionView['user']; readonly tenant: SessionView['tenant'] };

/** A token is renewed this long before its end, so that no request carries one that has just run out. */
const AHEAD_MS = 60_000;

/** Trades the sign-in of the page, a cookie that no script reads, for a session token that is kept in memory only. */
export class PageSession {
  readonly state = signal<SessionState>({ as: 'opening' });
  readonly api = new ApiClient({ baseUrl: '', token: () => this.token() });
  private current: SessionView | null = null;
  private opening: Promise<SessionView> | null = null;
  private readonly door = new ApiClient({
    baseUrl: '',
    token: () => null,
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init?.headers, [PAGE_HEADER]: '1' } }),
  });

  /** Opens the session, or says in `state` why it cannot be opened. */
  async open(): Promise<void> {
    this.state.value = { as: 'opening' };
    await this.renewed().catch(() => undefined);
  }

  /** A token that holds. Throws what the server answered where there is none to be had. */
  async token(): Promise<string> {
    const { current } = this;
    const holds = current !== null && Date.parse(current.expiresAt) - Date.now() > AHEAD_MS;
    return (holds ? current : await this.renewed()).token;
  }

  private renewed(): Promise<SessionView> {
    this.opening ??= this.renew().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async renew(): Promise<SessionView> {
    try {
      const view = await this.door.call(openSession, { body: { kind: 'page' } });
      this.current = view;
      this.state.value = { as: 'open', user: view.user, tenant: view.tenant };
      return view;
    } catch (error) {
      this.state.value = stateAfter(error);
      throw error;
    }
  }
}

function stateAfter(error: unknown): SessionState {
  if (error instanceof ApiError && error.status === 401) return { as: 'signed_out' };
  return { as: 'failed', why: error instanceof Error ? error.message : String(error) };
}
