/** What the sign-in window hands to the pane. */
export type DialogMessage =
  | { readonly kind: 'access_token'; readonly token: string; readonly expiresAt: string }
  | { readonly kind: 'refused'; readonly detail: string };

export function writeDialogMessage(message: DialogMessage): string {
  return JSON.stringify(message);
}

/** Reads what came from the window; null for anything that it would not have written. */
export function readDialogMessage(text: string): DialogMessage | null {
  const value = parsed(text);
  if (value === null) return null;
  const { kind, token, expiresAt, detail } = value;
  if (kind === 'refused') return { kind, detail: typeof detail === 'string' ? detail : '' };
  if (kind !== 'access_token' || typeof token !== 'string' || typeof expiresAt !== 'string') return null;
  return Number.isNaN(Date.parse(expiresAt)) ? null : { kind, token, expiresAt };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
