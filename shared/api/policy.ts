import type { Role } from '../domain/role.ts';

/** Who may call an operation. Every operation names one of these; there is no default. */
export const POLICIES = {
  /** Anybody, without a session. */
  public: [],
  /** Anybody with a session. */
  signed_in: ['collector', 'manager', 'admin', 'reader'],
  /** Those who work on customers: read them, log, send. */
  collections: ['collector', 'manager'],
  /** Those who see customers: who works on them, and who only reads. */
  reading: ['collector', 'manager', 'reader'],
  /** Those who see the figures of the company. */
  figures: ['manager', 'admin', 'reader'],
  /** Those who answer for the figures. */
  management: ['manager', 'admin'],
  /** Those who run the company's set-up. */
  administration: ['admin'],
  /** The holder of one prepared message's ticket; the on-send handler has no session. */
  ticket: [],
} as const satisfies Record<string, readonly Role[]>;

export type Policy = keyof typeof POLICIES;
