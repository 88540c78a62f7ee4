import type { Response } from 'express';

const STATUS_NAMES = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
} as const;

/** Gmail's API says no. */
export class GmailRefusal extends Error {
  override readonly name = 'GmailRefusal';

  constructor(
    readonly code: keyof typeof STATUS_NAMES,
    message: string,
  ) {
    super(message);
  }
}

/** Answers as Google's APIs answer. */
export function answerRefusal({ code, message }: GmailRefusal, res: Response): void {
  res.status(code).json({ error: { code, message, status: STATUS_NAMES[code] } });
}
