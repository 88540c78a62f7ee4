import * as z from 'zod/mini';

/** What the Outlook pane is told of its installation, at `GET /addin/config.json`. */
export const PaneConfig = z.strictObject({
  /** The OpenID provider to sign in with: its discovery document lies under this address. */
  issuer: z.string(),
  /** The pane's own client there; null where sign-in is not set up. */
  clientId: z.nullable(z.string()),
  /** The scope to ask for; a token with it is traded at `POST /api/sessions`. Null where sign-in is not set up. */
  scope: z.nullable(z.string()),
  /** For the sign-in that the mail client has already; null where only the pane's own window is used. */
  authority: z.nullable(z.string()),
  officeJs: z.string(),
});
export type PaneConfig = z.infer<typeof PaneConfig>;
