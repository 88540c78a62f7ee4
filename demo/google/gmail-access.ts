import type { Request } from 'express';
import { SCOPE } from '../../gmail-addon/scopes.ts';
import type { Clock } from '../../server/ports.ts';
import { GmailRefusal } from './gmail-refusal.ts';
import type { GoogleTokens } from './google-tokens.ts';

const METADATA = 'https://www.googleapis.com/auth/gmail.addons.current.message.metadata';
const MINUTE_MS = 60_000;

/** What a method of Gmail's API costs, and which scopes open it: `gmail/v1` discovery of October 2026. */
export const METHODS = {
  'messages.get': { units: 20, scopes: [SCOPE.read, METADATA] },
  'threads.get': { units: 40, scopes: [SCOPE.read] },
  'messages.send': { units: 100, scopes: [SCOPE.send] },
} as const;
export type MethodName = keyof typeof METHODS;

export interface GmailCaller {
  readonly email: string;
  /** The thread that the token for the open message is for. */
  readonly conversation: string;
  /** Whether headers are all that may be read. */
  readonly metadataOnly: boolean;
}

/** Lets in only who brings what Google asks for: both headers, the method's scope, and no more than the quota. */
export class GmailAccess {
  private readonly used = new Map<string, { since: number; units: number }>();

  constructor(
    private readonly tokens: GoogleTokens,
    private readonly clock: Clock,
    private readonly unitsPerMinute: number,
  ) {}

  /** Throws GmailRefusal 401, 403, 429. */
  callerOf(req: Request, method: MethodName): GmailCaller {
    const [, token = ''] = /^Bearer (.+)$/.exec(req.headers.authorization ?? '') ?? [];
    const grant = this.tokens.grantOf(token);
    if (grant === null) throw new GmailRefusal(401, 'Request had invalid authentication credentials.');
    const { units, scopes } = METHODS[method];
    const granted = scopes.filter((scope) => grant.scopes.includes(scope));
    if (granted.length === 0) throw new GmailRefusal(403, 'Request had insufficient authentication scopes.');
    const open = this.tokens.messageGrantOf(String(req.headers['x-goog-gmail-access-token'] ?? ''));
    if (open === null || open.email !== grant.email) {
      throw new GmailRefusal(403, 'Missing access token for per message authorization.');
    }
    this.spend(grant.email, units);
    return {
      email: grant.email,
      conversation: open.conversation,
      metadataOnly: granted.every((one) => one === METADATA),
    };
  }

  private spend(email: string, units: number): void {
    const now = this.clock.now().getTime();
    const known = this.used.get(email);
    const window = known !== undefined && now - known.since < MINUTE_MS ? known : { since: now, units: 0 };
    if (window.units + units > this.unitsPerMinute) throw new GmailRefusal(429, 'Quota exceeded for the user.');
    this.used.set(email, { since: window.since, units: window.units + units });
  }
}
