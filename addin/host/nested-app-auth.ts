import {
  AuthError,
  BrowserCacheLocation,
  createNestablePublicClientApplication,
  InteractionRequiredAuthError,
  type IPublicClientApplication,
  PublicClientApplication,
} from '@azure/msal-browser';
import { type AccessToken, HostError } from './mail-host.ts';

export interface NestedAppAuthConfig {
  readonly clientId: string;
  readonly authority: string;
  /** Of our own API, and of no other. */
  readonly scope: string;
}

/** The library's words for a person who closed the sign-in; its parts spell it in two ways. */
const CANCELLED: readonly string[] = ['user_canceled', 'user_cancelled'];
const NO_ACCOUNT = 'no_account_found';

/**
 * Tokens by the sign-in that the mail client has itself. The library keeps what it got in memory, for as long as this object is kept, and nowhere else. It is large, so this
 * file is loaded only when somebody signs in.
 */
export class NestedAppAuth {
  private constructor(
    private readonly app: IPublicClientApplication,
    private readonly config: NestedAppAuthConfig,
  ) {}

  /** Rejects where the mail client has no bridge, or it does not work. */
  static async open(config: NestedAppAuthConfig): Promise<NestedAppAuth> {
    const { clientId, authority } = config;
    let isNested = false;
    const app = await createNestablePublicClientApplication(
      { auth: { clientId, authority }, cache: { cacheLocation: BrowserCacheLocation.MemoryStorage } },
      undefined,
      // Called for a working bridge alone; without one the library would open windows of its own.
      (configuration, controller) => {
        isNested = true;
        return new PublicClientApplication(configuration, controller);
      },
    );
    if (!isNested) throw new Error('The mail client has no bridge for nested app authentication.');
    return new NestedAppAuth(app, config);
  }

  /** Without asking the user. */
  async silently(): Promise<AccessToken> {
    return tokenOf(await this.app.acquireTokenSilent(this.request()));
  }

  /** The mail client may ask the user; to be called from a click. Rejects with HostError `dialog_closed` where the user closed it. */
  async asking(): Promise<AccessToken> {
    try {
      return tokenOf(await this.app.acquireTokenPopup(this.request()));
    } catch (error) {
      if (!(error instanceof AuthError) || !CANCELLED.includes(error.errorCode)) throw error;
      throw new HostError('dialog_closed', `${error.errorCode}: ${error.errorMessage}`, { cause: error });
    }
  }

  private request() {
    const { scope, authority } = this.config;
    return { scopes: [scope], authority };
  }
}

/** Whether the user has to be asked, which is no failure. */
export function mustAsk(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError || (error instanceof AuthError && error.errorCode === NO_ACCOUNT)
  );
}

function tokenOf({ accessToken, expiresOn }: { accessToken: string; expiresOn: Date | null }): AccessToken {
  if (accessToken === '' || expiresOn === null) throw new Error('The mail client gave no token.');
  return { token: accessToken, expiresAt: expiresOn };
}
