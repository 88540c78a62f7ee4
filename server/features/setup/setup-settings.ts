/** What of the installation's configuration the set-up shows and tries. No secret is in it. */
export interface SetupSettings {
  /** The origin under which people reach the server. */
  readonly baseUrl: string;
  /** Where people sign in, by the kind of directory. */
  readonly signIn: {
    readonly entra: ProviderAddresses;
    readonly google: ProviderAddresses;
  };
  readonly entra: {
    readonly apiClientId: string | null;
    readonly paneClientId: string | null;
    /** Whether Outlook's own sign-in is used, which needs a second redirect. */
    readonly isNested: boolean;
  };
  readonly gmail: {
    readonly endpoint: string | null;
    readonly serviceAccount: string | null;
    readonly clientId: string | null;
  };
  /** The origins that may frame the pane. */
  readonly frameAncestors: readonly string[];
}

export interface ProviderAddresses {
  /** OpenID's discovery document lies under it. */
  readonly discovery: string;
  /** Its key set; `{tid}` stands for a directory's id. */
  readonly keys: string;
  /** The pages' client; null where the pages' sign-in is not set up. */
  readonly pagesClientId: string | null;
}
