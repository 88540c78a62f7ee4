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

/** A filled template on its way into a message. */
export interface MessageToPlace {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly dispatchId: string;
  readonly ticket: string;
}

/** A token of the sign-in for our own API. */
export interface AccessToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export const HOST_FAILURES = [
  'item_changed',
  'message_too_long',
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
  /** Whether it opens a reply form for us. */
  readonly canReply: boolean;
  /** The key of the item that is open at this moment; null where none is, or none that is a message. */
  openItemKey(): string | null;
  /** Reads the open message; null where none is open. Rejects with `item_changed` where another was opened meanwhile. */
  openItem(): Promise<OpenItem | null>;
  watchItem(changed: () => void): Promise<void>;
  /** Opens a reply with the template in it, to all where asked. Rejects with `item_changed` where the item of that key is no longer open. */
  reply(itemKey: string, message: MessageToPlace, toAll: boolean): Promise<void>;
  /** Puts the template at the top of the message that is being written; signature and quoted text stay. */
  insert(itemKey: string, message: MessageToPlace): Promise<void>;
  /** Null where the host does not say. */
  theme(): Theme | null;
  watchTheme(changed: () => void): Promise<void>;
  /** Opens the sign-in window; to be called from a click. */
  signIn(): Promise<AccessToken>;
}
