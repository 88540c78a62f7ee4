import type { Logger } from 'pino';
import { Formats } from '#shared/words/formats.ts';
import { type ActionArgs, type ActionName, type ActionSeals, SEAL, SealRefused } from './actions.ts';
import { CardKit } from './card-kit.ts';
import { accountCard, retryCard } from './cards/problem-card.ts';
import { TemplateDrafter } from './draft-template.ts';
import { Sessions, UserApi } from './duethread-api.ts';
import { type TriggerName, UNIVERSAL } from './entry-points.ts';
import { type Answer, type Envelope, wrapped } from './envelopes.ts';
import { accountTrouble, failureWords, isUndecided } from './failure-answer.ts';
import { EventUnreadable, GoogleEvent } from './google-event.ts';
import { GoogleRequest } from './google-request.ts';
import { type ActionHandlers, actionHandlers, scopesFor, TRIGGER_HANDLERS } from './handlers/handlers.ts';
import { missingScopes } from './scopes.ts';
import { TemplateSender } from './send-template.ts';
import { SentMailWatch } from './sent-mail-watch.ts';
import { ENVELOPE_OF_UNIVERSAL } from './unproven.ts';
import type { GoogleUser, GoogleVerifier } from './verify-google-request.ts';
import { en } from './words/en.ts';

export interface CallSettings {
  readonly endpoint: string;
  readonly serviceAccount: string;
  readonly clientId: string;
  readonly apiUrl: string;
  readonly gmailRoot: string;
  readonly actionSecret: string;
  readonly now: () => Date;
}

interface Caller {
  readonly event: GoogleEvent;
  readonly user: GoogleUser;
}

/** Answers Google's calls. The caller is Google already; here it is told for which user, and what that user may see and do. */
export class AddonCalls {
  private readonly sessions: Sessions;
  private readonly handlers: ActionHandlers = actionHandlers({
    sender: new TemplateSender(),
    drafter: new TemplateDrafter(),
  });
  private readonly sentMail: SentMailWatch;

  constructor(
    private readonly settings: CallSettings,
    private readonly verifier: GoogleVerifier,
    private readonly seals: ActionSeals,
    log: Logger,
  ) {
    this.sessions = new Sessions(settings.apiUrl, settings.now);
    this.sentMail = new SentMailWatch((failure) => {
      log.warn({ failure: failure.name }, 'the sent mail of a thread was not reported');
    });
  }

  /** Throws CallRefused and KeysUnavailable. */
  async trigger(name: TriggerName, body: unknown, log: Logger): Promise<object> {
    const envelope: Envelope = UNIVERSAL.has(name) ? ENVELOPE_OF_UNIVERSAL : 'trigger';
    const event = eventOf(body);
    const answer = await this.forUser(name, event, async (caller) => {
      const request = await this.requestOf(caller);
      return TRIGGER_HANDLERS[name](request);
    }).catch((error: unknown) => this.troubleCard(event, error, log));
    return wrapped(answer, envelope);
  }

  /** Throws CallRefused and KeysUnavailable. */
  async action<N extends ActionName>(name: N, body: unknown, log: Logger): Promise<object> {
    const event = eventOf(body);
    const answer = await this.forUser(name, event, async (caller) => {
      const { args, nonce } = this.opened(name, caller);
      const handle = this.handlers[name] as (
        request: GoogleRequest,
        args: ActionArgs<N>,
        key: string,
      ) => Promise<Answer>;
      return handle(await this.requestOf(caller), args, nonce);
    }).catch((error: unknown) => troubleNotice(error, log));
    return wrapped(answer, 'callback');
  }

  private async forUser(entry: string, event: GoogleEvent, work: (caller: Caller) => Promise<Answer>): Promise<Answer> {
    const missing = missingScopes(event, scopesFor(entry, messageIdOf(event) !== ''));
    if (missing.length > 0) return { show: 'consent', scopes: missing };
    const user = await this.verifier.userOf(event.authorizationEventObject.userIdToken);
    return work({ event, user });
  }

  /** Whatever is wrong with a button's parameters, the user is told the same. */
  private opened<N extends ActionName>(name: N, { event, user }: Caller) {
    const seal = event.commonEventObject.parameters?.[SEAL];
    return this.seals.open(name, seal, { subject: user.subject, messageId: messageIdOf(event) });
  }

  private async requestOf({ event, user }: Caller): Promise<GoogleRequest> {
    const { apiUrl, gmailRoot, now } = this.settings;
    const api = await UserApi.of(this.sessions, apiUrl, user);
    return new GoogleRequest({
      event,
      user,
      api,
      gmailRoot,
      sentMail: this.sentMail,
      now,
      kit: this.kitFor(event, user.subject, api.session.tenant.zone),
    });
  }

  private kitFor(event: GoogleEvent, subject: string, zone: string): CardKit {
    const owner = { subject, messageId: messageIdOf(event) };
    const formats = new Formats(event.commonEventObject.userLocale ?? 'en', zone);
    return new CardKit(en, formats, { seals: this.seals, owner, endpoint: this.settings.endpoint });
  }

  private async troubleCard(event: GoogleEvent, error: unknown, log: Logger): Promise<Answer> {
    const account = accountTrouble(error);
    if (account !== null) return { show: 'push', card: accountCard(account) };
    const words = failureWords(error);
    log.warn({ failure: (error as Error).name }, 'a card says what failed');
    const { subject } = await this.verifier.userOf(event.authorizationEventObject.userIdToken);
    return { show: 'push', card: retryCard(this.kitFor(event, subject, 'UTC'), words) };
  }
}

function troubleNotice(error: unknown, log: Logger): Answer {
  const account = accountTrouble(error);
  if (account !== null) return { show: 'notice', notice: en.account[`${account}Why`] };
  const { why } = failureWords(error);
  if (!(error instanceof SealRefused)) log.warn({ failure: (error as Error).name }, 'a notice says what failed');
  else log.warn({ reason: error.message }, 'button refused');
  return { show: 'notice', notice: isUndecided(error) ? en.problem.notSaved : why };
}

/** Throws EventUnreadable. */
function eventOf(body: unknown): GoogleEvent {
  const parsed = GoogleEvent.safeParse(body);
  if (!parsed.success) throw new EventUnreadable();
  return parsed.data;
}

function messageIdOf({ gmail }: GoogleEvent): string {
  return gmail?.messageId ?? '';
}
