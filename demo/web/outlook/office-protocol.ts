/** What the mailbox page and the stand-in for Office.js in a frame say to one another by postMessage. */

export interface MailPerson {
  readonly displayName: string;
  readonly emailAddress: string;
}

/** What the stand-in knows at once of the open item; everything else is asked for. `token` names this opening of it: an item that was left is stale. */
export interface ItemFacts {
  readonly token: string;
  readonly mode: 'read' | 'compose';
  readonly itemId: string;
  /** Null for a new message: the real host has none before the first save. */
  readonly conversationId: string | null;
  readonly internetMessageId: string;
  readonly subject: string;
  readonly created: string;
  readonly from: MailPerson | null;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
}

/** One place for what one mail client can and another cannot; more clients are more of these. */
export interface HostProfile {
  readonly platform: string;
  readonly mailboxSet: readonly [major: number, minor: number];
  readonly language: string;
}

export const OUTLOOK_ON_THE_WEB: HostProfile = { platform: 'OfficeOnline', mailboxSet: [1, 16], language: 'en-GB' };

export type Theme = 'light' | 'dark';

export interface HostState {
  readonly profile: HostProfile;
  readonly user: MailPerson;
  readonly theme: Theme;
  readonly item: ItemFacts | null;
}

export interface OfficeFailure {
  readonly code: number;
  readonly name: string;
  readonly message: string;
}

/** From the frame. */
export type FrameMessage =
  | { readonly office: 'hello' }
  | {
      readonly office: 'call';
      readonly id: number;
      readonly token: string;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly office: 'completed'; readonly launch: number; readonly options: unknown };

/** To the frame. */
export type HostMessage =
  | { readonly office: 'state'; readonly state: HostState }
  | { readonly office: 'reply'; readonly id: number; readonly value?: unknown; readonly failure?: OfficeFailure }
  | { readonly office: 'event'; readonly type: 'ItemChanged' | 'OfficeThemeChanged'; readonly state: HostState }
  | { readonly office: 'launch'; readonly launch: number; readonly functionName: string; readonly state: HostState };
