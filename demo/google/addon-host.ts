import { randomUUID } from 'node:crypto';
import { ADDON_TRIGGERS } from '#shared/api/gmail-deployment.ts';
import { ALL_SCOPES } from '#shared/api/gmail-scopes.ts';
import type { MailStore } from '../mail/mail-store.ts';
import { type GoogleCard, RenderActions, ScopesRequest, SubmitFormResponse } from './card-schema.ts';
import { CardStack } from './card-stack.ts';
import type { GmailDrafts } from './gmail-drafts.ts';
import { messagePageId, threadPageId } from './gmail-ids.ts';
import type { GooglePerson, GoogleTokens } from './google-tokens.ts';
import { linkProblem, linksIn } from './link-rules.ts';

export type FormInputs = Readonly<
  Record<string, { stringInputs: { value: string[] } } | { dateInput: { msSinceEpoch: string } }>
>;

/** Whom a mail that is being written is addressed to. */
export interface Recipients {
  readonly to: readonly string[];
  readonly cc: readonly string[];
}

/** A press of a button, as the panel reports it. */
export interface Press {
  readonly function: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly formInputs: FormInputs;
}

/** What the panel shows. */
export interface PanelScreen {
  readonly panel: string;
  readonly card: GoogleCard | null;
  /** Whether there is a card to go back to. */
  readonly canGoBack: boolean;
  /** Where the add-on failed, in the words of an installation in developer mode. */
  readonly error: string | null;
  readonly notification: string | null;
  /** What the user is asked to grant. */
  readonly consent: readonly string[] | null;
  /** The draft that Gmail opened for the add-on. */
  readonly openedDraft: string | null;
  /** The address that Gmail opened for the add-on. */
  readonly openedLink: string | null;
}

export interface AddonHostParts {
  readonly addonUrl: string;
  readonly tokens: GoogleTokens;
  readonly store: MailStore;
  readonly people: readonly GooglePerson[];
  readonly drafts: GmailDrafts;
  /** How the addresses that a card may open begin, as the deployment says it. */
  readonly linkPrefixes: readonly string[];
}

interface Call {
  readonly url: string;
  readonly kind: 'trigger' | 'callback';
  readonly press: Press | null;
}

interface Panel {
  readonly id: string;
  readonly person: GooglePerson;
  /** Null on the home page, and in the window in which a mail is written. */
  readonly messageId: number | null;
  /** Of the mail that is being written; null elsewhere. */
  readonly recipients: Recipients | null;
  readonly stack: CardStack;
  waiting: Call | null;
}

interface Answered {
  readonly error?: string;
  readonly notification?: string;
  readonly consent?: readonly string[];
  readonly draft?: string;
  readonly link?: string;
}

const PATIENCE_MS = 30_000;
const MAX_PANELS = 200;

/** Plays Google to the add-on: calls its addresses with signed tokens, takes its answers by the letter, keeps the cards. */
export class AddonHost {
  private readonly panels = new Map<string, Panel>();
  private readonly refused = new Map<string, Set<string>>();

  constructor(private readonly parts: AddonHostParts) {}

  /** Opens the panel beside a message, or on the home page. Throws RangeError for a person or message that is not there. */
  async open(email: string, messageId: number | null, locale = 'en'): Promise<PanelScreen> {
    const panel = this.newPanel(email, messageId);
    const path = messageId === null ? ADDON_TRIGGERS.home : ADDON_TRIGGERS.message;
    return this.call(panel, { url: this.parts.addonUrl + path, kind: 'trigger', press: null }, locale);
  }

  /** Opens the panel from the window in which a mail is written. Throws RangeError for a person who is not there. */
  async compose(email: string, recipients: Recipients, locale = 'en'): Promise<PanelScreen> {
    const panel = this.newPanel(email, null, recipients);
    return this.call(
      panel,
      { url: this.parts.addonUrl + ADDON_TRIGGERS.compose, kind: 'trigger', press: null },
      locale,
    );
  }

  /** Presses a button of the card on screen. */
  async press(panelId: string, press: Press, locale = 'en'): Promise<PanelScreen> {
    if (!press.function.startsWith(`${this.parts.addonUrl}/`)) throw new RangeError('No add-on has that address.');
    return this.call(this.panelOf(panelId), { url: press.function, kind: 'callback', press }, locale);
  }

  back(panelId: string): PanelScreen {
    const panel = this.panelOf(panelId);
    panel.stack.back();
    return screenOf(panel, {});
  }

  /** The user grants what was asked for, and Google calls again as before. */
  async consent(panelId: string): Promise<PanelScreen> {
    const panel = this.panelOf(panelId);
    this.refused.delete(panel.person.email);
    if (panel.waiting === null) throw new RangeError('Nothing was asked for.');
    return this.call(panel, panel.waiting, 'en');
  }

  /** Takes scopes away from a user, as an unticked box of Google's consent page does. */
  withhold(email: string, scopes: readonly string[]): void {
    this.refused.set(email, new Set(scopes));
  }

  /** What the add-on is sent, tokens included. */
  async eventFor(panelId: string, press: Press | null = null, locale = 'en'): Promise<Record<string, unknown>> {
    return this.event(this.panelOf(panelId), press, locale);
  }

  private async call(panel: Panel, call: Call, locale: string): Promise<PanelScreen> {
    panel.waiting = null;
    try {
      const event = await this.event(panel, call.press, locale);
      const response = await fetch(call.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await this.parts.tokens.systemIdToken(call.url)}`,
        },
        body: JSON.stringify(event),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      if (!response.ok) return screenOf(panel, { error: `The add-on answered with status ${response.status}.` });
      return screenOf(panel, this.take(panel, call, await response.json()));
    } catch (error) {
      return screenOf(panel, { error: `The add-on cannot be reached: ${(error as Error).message}` });
    }
  }

  private take(panel: Panel, call: Call, body: unknown): Answered {
    const asked = ScopesRequest.safeParse(body);
    if (asked.success) {
      panel.waiting = call;
      const { requesting_google_scopes: request } = asked.data;
      return { consent: 'scopes' in request ? request.scopes : ALL_SCOPES };
    }
    const read = readAnswer(call, body);
    return typeof read === 'string' ? { error: read } : this.follow(panel, read);
  }

  private follow(panel: Panel, { action, hostAppAction }: RenderActions): Answered {
    const { navigations = [], notification, link } = action;
    const problem = linkProblem(linksIn(action), this.parts.linkPrefixes);
    if (problem !== null) return { error: problem };
    const draft = hostAppAction?.gmailAction.openCreatedDraftActionMarkup.draftId;
    if (draft !== undefined && this.parts.drafts.find(panel.person.email, draft) === null) {
      return { error: `There is no draft "${draft}" to open.` };
    }
    try {
      panel.stack.follow(navigations);
    } catch (error) {
      return { error: (error as Error).message };
    }
    return {
      ...(notification === undefined ? {} : { notification: notification.text }),
      ...(draft === undefined ? {} : { draft }),
      ...(link === undefined ? {} : { link: link.url }),
    };
  }

  private async event(panel: Panel, press: Press | null, locale: string): Promise<Record<string, unknown>> {
    const { tokens } = this.parts;
    const { email } = panel.person;
    const withheld = this.refused.get(email) ?? new Set();
    const authorizedScopes = ALL_SCOPES.filter((scope) => !withheld.has(scope));
    return {
      commonEventObject: {
        hostApp: 'GMAIL',
        platform: 'WEB',
        userLocale: locale,
        timeZone: { id: 'Europe/Berlin', offset: 3_600_000 },
        ...(press === null ? {} : { formInputs: press.formInputs, parameters: press.parameters }),
      },
      authorizationEventObject: {
        userOAuthToken: tokens.userOAuthToken(email, authorizedScopes),
        userIdToken: await tokens.userIdToken(panel.person),
        systemIdToken: '',
        authorizedScopes,
      },
      ...this.gmailPart(panel),
    };
  }

  private gmailPart({ person: { email }, messageId, recipients }: Panel): object {
    if (recipients !== null) return { gmail: { toRecipients: recipients.to, ccRecipients: recipients.cc } };
    if (messageId === null) return {};
    const message = this.parts.store.message(email, messageId);
    const thread = message === null ? null : this.parts.store.thread(email, message.conversation);
    if (message === null || thread === null) throw new RangeError('There is no such message.');
    const accessToken = this.parts.tokens.messageAccessToken(email, message.conversation);
    return { gmail: { messageId: messagePageId(message), threadId: threadPageId(thread), accessToken } };
  }

  private newPanel(email: string, messageId: number | null, recipients: Recipients | null = null): Panel {
    const person = this.parts.people.find((one) => one.email === email);
    if (person === undefined) throw new RangeError(`${email} has no Gmail here.`);
    const [oldest] = this.panels.keys();
    if (this.panels.size >= MAX_PANELS && oldest !== undefined) this.panels.delete(oldest);
    const panel = { id: randomUUID(), person, messageId, recipients, stack: new CardStack(), waiting: null };
    this.panels.set(panel.id, panel);
    return panel;
  }

  private panelOf(id: string): Panel {
    const panel = this.panels.get(id);
    if (panel === undefined) throw new RangeError('The panel was closed; open the message again.');
    return panel;
  }
}

/** The answer by the letter, or what Google says of one that is not. */
function readAnswer({ kind }: Call, body: unknown): RenderActions | string {
  const parsed = kind === 'trigger' ? RenderActions.safeParse(body) : SubmitFormResponse.safeParse(body);
  if (parsed.success) return 'renderActions' in parsed.data ? parsed.data.renderActions : parsed.data;
  const issue = parsed.error.issues.find(({ code }) => code === 'unrecognized_keys') ?? parsed.error.issues[0];
  const message = kind === 'trigger' ? 'RenderActions' : 'SubmitFormResponse';
  const where = issue?.path.join('.') || 'its root';
  if (issue?.code === 'unrecognized_keys')
    return `Cannot find field: ${issue.keys.join(', ')} in message ${message} at ${where}`;
  return `Cannot parse ${message} at ${where}: ${issue?.message}`;
}

function screenOf({ id, stack }: Panel, { error, notification, consent, draft, link }: Answered): PanelScreen {
  return {
    panel: id,
    card: stack.top,
    canGoBack: stack.depth > 1,
    error: error ?? null,
    notification: notification ?? null,
    consent: consent ?? null,
    openedDraft: draft ?? null,
    openedLink: link ?? null,
  };
}
