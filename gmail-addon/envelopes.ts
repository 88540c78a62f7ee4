import type { Card } from './card.ts';
import { DRAFT_ID_IN_MARKUP } from './unproven.ts';

/** What a handler wants the person to see. */
export type Answer =
  /** `replace` puts the card in the place of the one on top; `replaceCustomer` in that of the customer card, with all above it gone. */
  | {
      readonly show: 'push' | 'replace' | 'replaceRoot' | 'replaceCustomer';
      readonly card: Card;
      readonly notice?: string;
    }
  /** The card stays as it is, with what was typed. */
  | { readonly show: 'notice'; readonly notice: string }
  /** Gmail opens a draft that was made for it, and the card stays as it is. */
  | { readonly show: 'draft'; readonly draftId: string; readonly threadId: string; readonly notice: string }
  /** Gmail opens an address, and the card stays as it is. */
  | { readonly show: 'link'; readonly url: string; readonly notice?: string }
  /** Google asks the user for what is missing and calls again. */
  | { readonly show: 'consent'; readonly scopes: readonly string[] };

type Navigation =
  | { readonly pushCard: Card }
  | { readonly updateCard: Card }
  | { readonly popToRoot: true }
  | { readonly popToCard: string };

export interface RenderActions {
  readonly action: {
    readonly navigations?: readonly Navigation[];
    readonly notification?: { readonly text: string };
    readonly link?: { readonly url: string };
  };
  readonly hostAppAction?: {
    readonly gmailAction: {
      readonly openCreatedDraftActionMarkup: { readonly draftId: string; readonly draftThreadId: string };
    };
  };
}

export interface ScopesRequest {
  readonly requesting_google_scopes: { readonly scopes: readonly string[] };
}

/** The name of the card of the open thread's customer, and the beginning of the names of others', to which a person comes back. */
export const CUSTOMER_CARD = 'customer';

/** How each kind of entry point wraps its answer. Google parses strictly: the wrong wrapper fails the whole card. */
export type Envelope = 'trigger' | 'callback';

/** The body that Google expects from an entry point of that kind. */
export function wrapped(answer: Answer, envelope: Envelope): object {
  if (answer.show === 'consent') return scopesRequest(answer.scopes);
  const renderActions = renderActionsOf(answer, envelope);
  return envelope === 'trigger' ? renderActions : { renderActions };
}

function scopesRequest(scopes: readonly string[]): ScopesRequest {
  return { requesting_google_scopes: { scopes } };
}

function renderActionsOf(answer: Exclude<Answer, { show: 'consent' }>, envelope: Envelope): RenderActions {
  const { notice } = answer;
  const notification = notice === undefined ? {} : { notification: { text: notice } };
  if (answer.show === 'notice') return { action: notification };
  if (answer.show === 'link') return { action: { ...notification, link: { url: answer.url } } };
  if (answer.show === 'draft') return { action: notification, ...openingOf(answer) };
  return { action: { navigations: navigationsOf(answer, envelope), ...notification } };
}

function openingOf({ draftId, threadId }: { draftId: string; threadId: string }): Pick<RenderActions, 'hostAppAction'> {
  const shown = DRAFT_ID_IN_MARKUP === 'prefixed' ? `msg-a:${draftId}` : draftId;
  return {
    hostAppAction: { gmailAction: { openCreatedDraftActionMarkup: { draftId: shown, draftThreadId: threadId } } },
  };
}

/** A trigger begins a stack, so its card can only be pushed. */
function navigationsOf({ show, card }: { show: string; card: Card }, envelope: Envelope): Navigation[] {
  if (envelope === 'trigger' || show === 'push') return [{ pushCard: card }];
  if (show === 'replaceRoot') return [{ popToRoot: true }, { updateCard: card }];
  if (show === 'replaceCustomer') return [{ popToCard: card.name }, { updateCard: card }];
  return [{ updateCard: card }];
}
