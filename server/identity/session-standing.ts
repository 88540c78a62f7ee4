/** What a user's sessions are held against. */
export interface SessionGround {
  /** How often they were signed out everywhere. */
  readonly sessionEpoch: number;
  /** The sign-ins that were ended one by one, while they might still be shown to us. */
  readonly endedSessions: readonly string[];
}

/** What a session or a token says of itself. */
export interface SessionClaim {
  /** The user's epoch when it was begun. */
  readonly epoch: number;
  /** The sign-in to the pages that it belongs to; null for one of a mail client. */
  readonly session: string | null;
}

/** Whether a session was ended neither by itself nor with all the others. */
export function isStanding({ sessionEpoch, endedSessions }: SessionGround, { epoch, session }: SessionClaim): boolean {
  return epoch === sessionEpoch && (session === null || !endedSessions.includes(session));
}

const HOUR_MS = 60 * 60_000;
/** How long a sign-in to the pages holds without a request, and in all. */
export const IDLE_MS = 8 * HOUR_MS;
const ABSOLUTE_MS = 24 * HOUR_MS;

/** Whether a sign-in has come to its end by itself; instants in milliseconds. */
export function hasRunOut({ seenAt, signedInAt }: { seenAt: number; signedInAt: number }, now: Date): boolean {
  return now.getTime() - seenAt > IDLE_MS || now.getTime() - signedInAt > ABSOLUTE_MS;
}
