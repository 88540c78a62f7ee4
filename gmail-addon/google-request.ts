import type { CardKit } from './card-kit.ts';
import type { UserApi } from './duethread-api.ts';
import { GmailFailure } from './gmail-failure.ts';
import { apiId } from './gmail-ids.ts';
import { GmailMailbox } from './gmail-mailbox.ts';
import type { GmailMessage } from './gmail-message.ts';
import type { GoogleEvent } from './google-event.ts';
import type { SentMailWatch } from './sent-mail-watch.ts';
import type { GoogleUser } from './verify-google-request.ts';

export interface GoogleRequestParts {
  readonly event: GoogleEvent;
  readonly user: GoogleUser;
  readonly api: UserApi;
  readonly kit: CardKit;
  readonly gmailRoot: string;
  readonly sentMail: SentMailWatch;
  readonly now: () => Date;
}

/** One verified call of Google's, for one user of ours. Its tokens end with it. */
export class GoogleRequest {
  readonly event: GoogleEvent;
  readonly user: GoogleUser;
  readonly api: UserApi;
  readonly kit: CardKit;
  readonly sentMail: SentMailWatch;
  readonly now: () => Date;

  constructor(private readonly parts: GoogleRequestParts) {
    const { event, user, api, kit, sentMail, now } = parts;
    this.event = event;
    this.user = user;
    this.api = api;
    this.kit = kit;
    this.sentMail = sentMail;
    this.now = now;
  }

  /** Gmail as the user, with the token for the open message. Throws GmailFailure where Google gave no tokens. */
  mailbox(): GmailMailbox {
    const { userOAuthToken = '' } = this.event.authorizationEventObject;
    const { accessToken = '' } = this.event.gmail ?? {};
    if (userOAuthToken === '' || accessToken === '') throw new GmailFailure('not_granted', null);
    return new GmailMailbox(this.parts.gmailRoot, { userOAuthToken, accessToken });
  }

  /** Reads the open message. Throws GmailFailure. */
  async readMessage(mailbox = this.mailbox()): Promise<GmailMessage> {
    const id = apiId(this.event.gmail?.messageId ?? '');
    if (id === null) throw new GmailFailure('not_found', null);
    return mailbox.read(id);
  }
}
