import type { ActivityId } from '#shared/domain/ids.ts';

/** That a message was logged because it was seen. There is one for a Message-ID in a company. */
export interface LoggedMail {
  /** With its angle brackets. */
  readonly internetMessageId: string;
  readonly activityId: ActivityId;
}
