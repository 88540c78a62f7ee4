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
    return this.status === null || this.status < 400 || this.status >= 500;
  }
}

const TROUBLE_OF: Readonly<Record<number, GmailTrouble>> = {
  401: 'not_granted',
  403: 'not_granted',
  404: 'not_found',
  429: 'too_many',
};

/** Puts an error of Gmail's library into our terms; nothing of its message, request or cause is taken over. */
export function gmailFailure(error: unknown): GmailFailure {
  const { response } = error as { response?: { status?: unknown } };
  const status = typeof response?.status === 'number' ? response.status : null;
  if (status === null || status >= 500) return new GmailFailure('unreachable', status);
  return new GmailFailure(TROUBLE_OF[status] ?? 'refused', status);
}
