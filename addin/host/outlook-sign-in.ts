import type { PaneConfig } from '#shared/api/pane-config.ts';
import { type AccessToken, HostError } from './mail-host.ts';
import type { NestedAppAuth, NestedAppAuthConfig } from './nested-app-auth.ts';
import type { OfficeApi } from './outlook-call.ts';
import { signInByDialog } from './outlook-dialog.ts';
import { within } from './time-limit.ts';

export interface SignInLimits {
  /** For an answer that needs nobody. */
  readonly silentMs: number;
  /** For a person who is asked, with a second factor at hand. */
  readonly askingMs: number;
}

const LIMITS: SignInLimits = { silentMs: 10_000, askingMs: 180_000 };

/**
 * Signs the user in by the sign-in that Outlook has itself, and by a window of ours where that is unsupported or fails. What has failed once is not tried again while the pane is open: a browser lets
 * a window open only shortly after a click, and the next click is for the window.
 */
export class OutlookSignIn {
  private nested: NestedAppAuth | null = null;
  private hasFailed = false;

  constructor(
    private readonly office: OfficeApi,
    private readonly page: string,
    private readonly limits: SignInLimits = LIMITS,
  ) {}

  /** To be called from a click. Rejects with HostError. */
  async signIn(): Promise<AccessToken> {
    return (await this.byOutlook()) ?? signInByDialog(this.office, this.page);
  }

  /** A token without asking the user, where Outlook's own sign-in gave one before; else null. */
  async silently(): Promise<AccessToken | null> {
    const { nested } = this;
    if (nested === null) return null;
    return within(nested.silently(), this.limits.silentMs).catch(() => null);
  }

  /** The library's tokens lie in memory, with the object that got them. Outlook itself stays signed in. */
  forget(): void {
    this.nested = null;
  }

  /** Null where the window has to do it. */
  private async byOutlook(): Promise<AccessToken | null> {
    if (this.hasFailed || !isSupported(this.office)) return null;
    try {
      const config = await within(this.config(), this.limits.silentMs);
      return config === null ? null : await this.nestedToken(config);
    } catch (error) {
      if (error instanceof HostError) throw error;
      this.hasFailed = true;
      this.forget();
      return null;
    }
  }

  private async nestedToken(config: NestedAppAuthConfig): Promise<AccessToken> {
    const { silentMs, askingMs } = this.limits;
    const { NestedAppAuth, mustAsk } = await within(import('./nested-app-auth.ts'), silentMs);
    const nested = await within(NestedAppAuth.open(config), silentMs);
    const token = await within(nested.silently(), silentMs).catch((error: unknown) => {
      if (!mustAsk(error)) throw error;
      return within(nested.asking(), askingMs);
    });
    this.nested = nested;
    return token;
  }

  /** Null where the installation has not set it up. */
  private async config(): Promise<NestedAppAuthConfig | null> {
    const response = await fetch(new URL('config.json', this.page), { headers: { accept: 'application/json' } });
    if (!response.ok) throw new Error(`The pane's configuration was answered with ${response.status}.`);
    const { clientId, scope, authority } = (await response.json()) as PaneConfig;
    return clientId === null || scope === null || authority === null ? null : { clientId, scope, authority };
  }
}

/** What says that it is supported may still fail (office-js#6691, #5209, #6610). */
function isSupported({ context }: OfficeApi): boolean {
  try {
    return context.requirements?.isSetSupported('NestedAppAuth', '1.1') === true;
  } catch {
    return false;
  }
}
