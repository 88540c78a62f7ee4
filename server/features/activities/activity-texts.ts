import type { ActivityId } from '#shared/domain/ids.ts';
import type { RewrittenPart, SentFile } from './activity-entry.ts';

/** A text with the salt of its hash. Both go when it is erased; then the hash in the log tells nothing of it. */
export interface SaltedText {
  readonly text: string;
  readonly salt: string;
}

/** The texts of one entry of the log, as far as they have not been erased. */
export interface ActivityTexts {
  readonly activityId: ActivityId;
  readonly note?: SaltedText;
  /** The body of a message of ours, as HTML. */
  readonly body?: SaltedText;
  /** The same body as plain text. */
  readonly plainBody?: string;
  readonly subject?: string;
  readonly recipients?: readonly string[];
  readonly rewritten?: readonly RewrittenPart[];
  readonly files?: readonly SentFile[];
}
