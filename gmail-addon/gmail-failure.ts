/** What a person can do about it. */
export type GmailTrouble = 'not_granted' | 'not_found' | 'too_many' | 'refused' | 'unreachable';

/** Gmail's API did not do what was asked. It holds nothing of the request: the library's own error carries tokens and the whole mail. */
export class GmailFailure extends Error {
  override readonly name = 'GmailFailure';

  constructor(
    readonly trouble: GmailTrouble,
    /** The status of the answer; null where none came. */
    readonly status: number | null,
  ) {
    super(`Gmail's API: ${trouble}, status ${status ?? 'none'}.`);
  }

  /** Whether the request may have had its effect all the same: only an answer that refuses it says that it had none. */
  get mayHaveHappened(): boolean {
    return this.status === null || this.status < 400 || this.status === REQUEST_TIMEOUT || this.status >= 500;
  }
}

/** An answer between us and Gmail gave up waiting; what came after nobody knows. */
const REQUEST_TIMEOUT = 408;
const TROUBLE_OF: Readonly<Record<number, GmailTrouble>> = {
  401: 'not_granted',
  403: 'not_granted',
  404: 'not_found',
  429: 'too_many',
};
/** Gmail says with 403 as well that a quota is used up. */
const QUOTA_REASON = /LimitExceeded$/;

/** Puts an error of Gmail's library into our terms; nothing of its message, request or cause is taken over. */
export function gmailFailure(error: unknown): GmailFailure {
  const { response } = error as { response?: { status?: unknown; data?: unknown } };
  const status = typeof response?.status === 'number' ? response.status : null;
  if (status === null || status >= 500 || status === REQUEST_TIMEOUT) return new GmailFailure('unreachable', status);
  if (status === 403 && isQuota(response?.data)) return new GmailFailure('too_many', status);
  return new GmailFailure(TROUBLE_OF[status] ?? 'refused', status);
}

function isQuota(data: unknown): boolean {
  const { error } = (data ?? {}) as { error?: { errors?: readonly { reason?: unknown }[] } };
  const reasons = Array.isArray(error?.errors) ? error.errors : [];
  return reasons.some((one) => QUOTA_REASON.test(String(one?.reason)));
}
