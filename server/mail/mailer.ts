/** A finished mail of ours to one person. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Pictures that `html` shows as `cid:…`. */
  readonly pictures: readonly { readonly cid: string; readonly png: Uint8Array }[];
  /** What stands before the at-sign of the Message-ID; the same for the same mail. */
  readonly id: string;
  /** Where its reader ends it; null for a mail that comes once. */
  readonly endAddress: string | null;
}

/** The way out for mail of ours. */
export interface Mailer {
  /** Hands a mail over. Throws MailNotSent where it certainly did not leave; any other error leaves that open. */
  send(mail: Mail): Promise<void>;
}

/** The mail did not leave; the message is a sentence for its reader. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';

  constructor(
    message: string,
    /** Whether the same mail may be taken later. */
    readonly mayPass: boolean,
  ) {
    super(message);
  }
}

/** For an installation that has no way out for mail. */
export const NO_MAILER: Mailer = {
  send: async () => {
    throw new MailNotSent('This installation sends no mail: its admin has not set SMTP_URL.', false);
  },
};
