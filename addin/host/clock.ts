/** The time, and names that are used once: what the pane needs from its surroundings beside the mail client. */
export interface Clock {
  readonly now: () => Date;
}

export const browserClock: Clock = { now: () => new Date() };

/** A new Idempotency-Key. */
export function newKey(): string {
  return crypto.randomUUID();
}
