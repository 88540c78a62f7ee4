import type { Logger } from 'pino';
import { codeNames } from '#shared/api/company-codes.ts';
import type { SessionView } from '#shared/api/sessions.ts';
import { languageOf } from '#shared/words/catalogue.ts';
import { Formats } from '#shared/words/formats.ts';
import { type ActionArgs, type ActionName, type ActionSeals, SEAL, SealRefused } from './actions.ts';
import { CardKit } from './card-kit.ts';
import { type Words, wordsFor } from './card-words.ts';
import { accountCard, retryCard } from './cards/problem-card.ts';
import { TemplateDrafter } from './draft-template.ts';
import { Sessions, UserApi } from './duethread-api.ts';
import { type TriggerName, UNIVERSAL } from './entry-points.ts';
import { type Answer, type Envelope, wrapped } from './envelopes.ts';
import { accountTrouble, failureWords, isUndecided, TooSlow } from './failure-answer.ts';
import { EventUnreadable, GoogleEvent } from './google-event.ts';
import { GoogleRequest } from './google-request.ts';
import { type ActionHandlers, actionHandlers, scopesFor, TRIGGER_HANDLERS } from './handlers/handlers.ts';
import { readerCard } from './reader-card.ts';
import { missingScopes } from './scopes.ts';
import { TemplateSender } from './send-template.ts';
import { SentMailWatch } from './sent-mail-watch.ts';
import { ENVELOPE_OF_UNIVERSAL } from './unproven.ts';
import type { GoogleUser, GoogleVerifier } from './verify-google-request.ts';

export interface CallSettings {
  readonly endpoint: string;
  readonly serviceAccount: string;
  readonly clientId: string;
  readonly apiUrl: string;
  readonly gmailRoot: string;
  readonly actionSecret: string;
  readonly now: () => Date;
  /** After how long a card that is not ready gives way to one that says so; 8 seconds where it is left out. */
  readonly cardLimitMs?: number;
}

/** Google does not say how long it waits for a card. */
const CARD_LIMIT_MS = 8_000;

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
    const made = this.forUser(name, event, async (caller) => {
      const request = await this.requestOf(caller);
      return forReader(request, await TRIGGER_HANDLERS[name](request));
    });
    const answer = await inTime(made, this.settings.cardLimitMs ?? CARD_LIMIT_MS).catch((error: unknown) =>
      this.troubleCard(event, error, log),
    );
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
      const request = await this.requestOf(caller);
      return forReader(request, await handle(request, args, nonce));
    }).catch((error: unknown) => troubleNotice(error, wordsOf(event), log));
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
    const api = await UserApi.of({ sessions: this.sessions, apiUrl, user, locale: localeOf(event) });
    return new GoogleRequest({
      event,
      user,
      api,
      gmailRoot,
      sentMail: this.sentMail,
      now,
      kit: this.kitFor(event, user.subject, api.session),
    });
  }

  private kitFor(event: GoogleEvent, subject: string, session: SessionView | null): CardKit {
    const owner = { subject, messageId: messageIdOf(event) };
    const formats = new Formats(localeOf(event), session?.tenant.zone ?? 'UTC');
    const signing = { seals: this.seals, owner, endpoint: this.settings.endpoint };
    const codes = session?.tenant.codes;
    const words = wordsOf(event);
    const named = { ...words, codes: codeNames(words.codes, codes, languageOf(localeOf(event))) };
    return new CardKit(named, formats, signing, { mayChange: session?.user.role !== 'reader', codes });
  }

  private async troubleCard(event: GoogleEvent, error: unknown, log: Logger): Promise<Answer> {
    const account = accountTrouble(error);
    if (account !== null) return { show: 'push', card: accountCard(account, wordsOf(event)) };
    const words = failureWords(error, wordsOf(event));
    log.warn({ failure: (error as Error).name }, 'a card says what failed');
    const { subject } = await this.verifier.userOf(event.authorizationEventObject.userIdToken);
    return { show: 'push', card: retryCard(this.kitFor(event, subject, null), words) };
  }
}

/** Who may only read is offered nothing else. */
function forReader({ kit }: GoogleRequest, answer: Answer): Answer {
  return kit.mayChange || !('card' in answer) ? answer : { ...answer, card: readerCard(answer.card) };
}

function troubleNotice(error: unknown, words: Words, log: Logger): Answer {
  const account = accountTrouble(error);
  if (account !== null) return { show: 'notice', notice: words.cards.account[`${account}Why`] };
  const { why } = failureWords(error, words);
  if (!(error instanceof SealRefused)) log.warn({ failure: (error as Error).name }, 'a notice says what failed');
  else log.warn({ reason: error.message }, 'button refused');
  return { show: 'notice', notice: isUndecided(error) ? words.cards.problem.notSaved : why };
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

/** The locale that Gmail is in for the user; English where Google does not say it. */
function localeOf({ commonEventObject }: GoogleEvent): string {
  return commonEventObject.userLocale ?? 'en';
}

function wordsOf(event: GoogleEvent): Words {
  return wordsFor(localeOf(event));
}

/** The card in time, or none: what Google gives up on is a blank panel. */
async function inTime(made: Promise<Answer>, limitMs: number): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TooSlow()), limitMs);
  });
  try {
    return await Promise.race([made, late]);
  } finally {
    clearTimeout(timer);
  }
}
