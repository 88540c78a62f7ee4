import type { PARTICIPANT_ROLES } from '#shared/api/thread-context.ts';

export type ItemMode = 'read' | 'compose';

export interface ItemParticipant {
  readonly role: (typeof PARTICIPANT_ROLES)[number];
  readonly address: string;
  readonly name: string;
}

/** What a message keeps of the template that was put into it. */
export interface CarriedDispatch {
  readonly dispatchId: string;
  /** True where the on-send handler got no answer, and let the mail go. */
  readonly gateNotReached: boolean;
}

/** The open message, read once into plain values: whatever happens to the host's item later, these stay those of one message. */
export interface OpenItem {
  /** Names the item among those of this mailbox, as far as the host can. */
  readonly key: string;
  readonly mode: ItemMode;
  readonly subject: string;
  readonly participants: readonly ItemParticipant[];
  /** The address of the mailbox's user. */
  readonly ownAddress: string;
  /** The mailbox that it lies in, where that is a shared or a delegate's one; null in the user's own. */
  readonly sharedMailbox: string | null;
  /** True where the client hands over no body because the message is encrypted or protected by rights. */
  readonly isProtected: boolean;
  /** When it was sent or received, UTC; null while it is being written and where the host does not say. */
  readonly sentAt: string | null;
  readonly conversation: string | null;
  readonly internetMessageId: string | null;
  /** The headers `In-Reply-To` and `References` as they stand; null where the host does not show them. */
  readonly references: string | null;
  /** The header `Reply-To` as it stands; null where there is none or the host does not show it. */
  readonly replyTo: string | null;
  /** The newest message's own words, without what it quotes; null where the host does not hand them over, as of encrypted mail. */
  readonly text: string | null;
  readonly carried: CarriedDispatch | null;
}

/** Why there is no message to look at. */
export const ABSENCES = ['none', 'several', 'not_a_message'] as const;
export type Absence = (typeof ABSENCES)[number];

/** What is open in the mail client. */
export type Opened =
  | { readonly is: 'message'; readonly item: OpenItem }
  | { readonly is: 'absent'; readonly why: Absence };

/** What this client can do; newer calls are looked for, never assumed. */
export interface HostAbilities {
  /** Opens a filled reply form. */
  readonly reply: boolean;
  /** Opens a filled form for a new message. */
  readonly newMessage: boolean;
  /** Takes files into the reply form that it opens; the form of a new message takes none anywhere. */
  readonly attachToForm: boolean;
  /** Takes files into the message that is being written. */
  readonly attachToDraft: boolean;
  /** Opens an address in the user's browser. */
  readonly browser: boolean;
  /** False on phones: card, call and promise, and no sending. */
  readonly sending: boolean;
}

/** A file on its way into a message. */
export interface FileToAttach {
  readonly name: string;
  readonly base64: string;
}

/** What Outlook's forms take of a body; they throw above it. */
const MAX_FORM_BYTES = 32 * 1024;

export function fitsForm(html: string): boolean {
  return new TextEncoder().encode(html).length <= MAX_FORM_BYTES;
}

/** A filled template on its way into a message. */
export interface MessageToPlace {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly dispatchId: string;
  readonly ticket: string;
  /** What goes with it into a reply form or a message being written. */
  readonly files: readonly FileToAttach[];
}

/** A token of the sign-in for our own API. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export const HOST_FAILURES = [
  'item_changed',
  'message_too_long',
  'no_such_mailbox',
  'not_supported',
  'popup_blocked',
  'dialog_closed',
  'dialog_open',
  'sign_in_refused',
  'host_refused',
] as const;
export type HostFailure = (typeof HOST_FAILURES)[number];

/** The mail client did not do what it was asked; `message` is its own account of it, for the one who helps. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    readonly failure: HostFailure,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type Theme = 'light' | 'dark';

/** The mail client around the pane. All that fails rejects with HostError. */
export interface MailHost {
  /** BCP 47, for dates and amounts. */
  readonly locale: string;
  readonly can: HostAbilities;
  /** The key of the item that is open at this moment; null where none is, or none that is a message. */
  openItemKey(): string | null;
  /** Reads what is open. Rejects with `item_changed` where another was opened meanwhile. */
  openItem(): Promise<Opened>;
  watchItem(changed: () => void): Promise<void>;
  /** Opens a reply with the template in it, to all where asked. Rejects with `item_changed` where the item of that key is no longer open. */
  reply(itemKey: string, message: MessageToPlace, toAll: boolean): Promise<void>;
  /** Opens a new message with the template in it. */
  newMessage(message: MessageToPlace, recipients: readonly string[]): Promise<void>;
  /** Puts the template at the top of the message that is being written; signature and quoted text stay. */
  insert(itemKey: string, message: MessageToPlace): Promise<void>;
  /** The names of the files that the message being written has; null where the client does not say. */
  attachedNames(itemKey: string): Promise<readonly string[] | null>;
  /** Puts files into the message that is being written, each name once. */
  attach(itemKey: string, files: readonly FileToAttach[]): Promise<void>;
  /** Null where the host does not say. */
  theme(): Theme | null;
  watchTheme(changed: () => void): Promise<void>;
  /** Opens an address in the user's browser. */
  openInBrowser(url: string): void;
  /** A token by the sign-in that the mail client has, else through a window; to be called from a click. */
  signIn(): Promise<AccessToken>;
  /** A token without asking the user; null where that is not possible. */
  signInSilently(): Promise<AccessToken | null>;
  /** Forgets the sign-in, as far as the mail client lets us. */
  signOut(): Promise<void>;
}
