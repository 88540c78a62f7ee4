import type { Request } from 'express';
import { isForOpenMessage } from '../../gmail-addon/scopes.ts';
import type { Clock } from '../../server/ports.ts';
import { GmailRefusal } from './gmail-refusal.ts';
import type { GoogleTokens } from './google-tokens.ts';

const MINUTE_MS = 60_000;
const FULL = ['https://mail.google.com/', auth('modify')];
const METADATA = [auth('addons.current.message.metadata'), auth('metadata')];
const READING = [...FULL, ...METADATA, auth('addons.current.message.readonly'), auth('readonly')];
const READING_CLICKED = [...READING, auth('addons.current.message.action')];
const WRITING = [...FULL, auth('addons.current.action.compose'), auth('compose')];

/** What a method of Gmail's API costs, and which scopes open it: `gmail/v1` discovery of October 2026. */
export const METHODS = {
  'messages.get': { units: 20, scopes: READING_CLICKED },
  'threads.get': { units: 40, scopes: READING_CLICKED },
  'messages.send': { units: 100, scopes: [...WRITING, auth('send')] },
  'drafts.create': { units: 10, scopes: WRITING },
  'drafts.send': { units: 100, scopes: WRITING },
  /** Restricted scopes alone: an add-on cannot see what became of a draft of its own. */
  'drafts.get': { units: 5, scopes: [...FULL, auth('compose'), auth('readonly')] },
} as const;
export type MethodName = keyof typeof METHODS;

export interface GmailCaller {
  readonly email: string;
  /** The thread that the token for the open message is for; null where the scope needs no such token. */
  readonly conversation: string | null;
  /** Whether headers are all that may be read. */
  readonly metadataOnly: boolean;
}

/** Lets in only who brings what Google asks for: the method's scope, the token for the open message where the scope is for that alone, and no more than the quota. */
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
    const conversation = granted.every(isForOpenMessage) ? this.openConversation(req, grant.email) : null;
    this.spend(grant.email, units);
    return { email: grant.email, conversation, metadataOnly: granted.every((one) => METADATA.includes(one)) };
  }

  private openConversation(req: Request, email: string): string {
    const open = this.tokens.messageGrantOf(String(req.headers['x-goog-gmail-access-token'] ?? ''));
    if (open !== null && open.email === email) return open.conversation;
    throw new GmailRefusal(403, 'Missing access token for per message authorization.');
  }

  private spend(email: string, units: number): void {
    const now = this.clock.now().getTime();
    const known = this.used.get(email);
    const window = known !== undefined && now - known.since < MINUTE_MS ? known : { since: now, units: 0 };
    if (window.units + units > this.unitsPerMinute) throw new GmailRefusal(429, 'Quota exceeded for the user.');
    this.used.set(email, { since: window.since, units: window.units + units });
  }
}

function auth(name: string): string {
  return `https://www.googleapis.com/auth/gmail.${name}`;
}
