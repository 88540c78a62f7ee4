/** What the mailbox page and the stand-in for Office.js in a frame say to one another by postMessage. */

export interface MailPerson {
  readonly displayName: string;
  readonly emailAddress: string;
}

/** A file in a message that is being written. */
export interface DraftFile {
  readonly name: string;
  readonly base64: string;
}

/** What the stand-in knows at once of the open item; everything else is asked for. `token` names this opening of it: an item that was left is stale. */
export interface ItemFacts {
  readonly token: string;
  readonly mode: 'read' | 'compose';
  readonly itemType: 'message' | 'appointment';
  readonly itemClass: string;
  readonly itemId: string;
  /** Null for a new message: the real host has none before the first save (office-js#3818). */
  readonly conversationId: string | null;
  readonly internetMessageId: string;
  readonly subject: string;
  readonly created: string;
  readonly from: MailPerson | null;
  readonly to: readonly MailPerson[];
  readonly cc: readonly MailPerson[];
  readonly files: readonly { readonly name: string; readonly size: number }[];
  /** Whether the item lies in a shared or a delegate's mailbox. */
  readonly isShared: boolean;
}

export type Theme = 'light' | 'dark';

export interface HostState {
  /** BCP 47. */
  readonly language: string;
  readonly user: MailPerson;
  readonly theme: Theme;
  /** Null where nothing is open, and where several are selected. */
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
      /** Empty for a call that is not on an item. */
      readonly token: string;
      readonly method: string;
      readonly args: readonly unknown[];
    }
  | { readonly office: 'completed'; readonly launch: number; readonly options: unknown };

/** To the frame. */
export type HostMessage =
  | { readonly office: 'state'; readonly state: HostState }
  | { readonly office: 'reply'; readonly id: number; readonly value?: unknown; readonly failure?: OfficeFailure }
  | { readonly office: 'event'; readonly type: HostEvent; readonly state: HostState }
  | { readonly office: 'launch'; readonly launch: number; readonly functionName: string; readonly state: HostState };

export type HostEvent = 'ItemChanged' | 'OfficeThemeChanged';
