import { SCOPE } from '#shared/api/gmail-scopes.ts';
import type { ActionArgs, ActionName } from '../actions.ts';
import type { TemplateDrafter } from '../draft-template.ts';
import type { TriggerName } from '../entry-points.ts';
import type { Answer } from '../envelopes.ts';
import type { GoogleRequest } from '../google-request.ts';
import type { TemplateSender } from '../send-template.ts';
import { onCompose } from './compose-handler.ts';
import { onDisputes, onGiveDispute, onOpenDispute, onResolveDispute } from './dispute-handlers.ts';
import { onDocuments, onOpenDocument } from './document-handlers.ts';
import { onMyFigures } from './figures-handlers.ts';
import { onChangeCode, onChangeParts, onChooseCode, onCorrect, onOpenForm } from './form-handlers.ts';
import {
  onRestore,
  onSaveCall,
  onSaveDispute,
  onSaveNote,
  onSavePromise,
  onSaveTask,
  onWithdraw,
} from './save-handlers.ts';
import { onChangeTask, onMoveTask, onOpenTask } from './task-handlers.ts';
import {
  onAcknowledgeClauses,
  onChooseTemplate,
  onDraft,
  onFillAgain,
  onLookAgain,
  onMarkSent,
  onNewMessage,
  onPreview,
  onSend,
} from './template-handlers.ts';
import { onLink, onMessageOpen, onSearch, onShowCustomer, onTick } from './thread-handlers.ts';
import { onSaid, onTimeline } from './timeline-handlers.ts';
import { onHome, onWorklist } from './worklist-handlers.ts';

type ActionHandler<N extends ActionName> = (
  request: GoogleRequest,
  args: ActionArgs<N>,
  key: string,
) => Promise<Answer>;

export type ActionHandlers = { readonly [N in ActionName]: ActionHandler<N> };

export const TRIGGER_HANDLERS: Readonly<Record<TriggerName, (request: GoogleRequest) => Promise<Answer>>> = {
  home: onHome,
  message: onMessageOpen,
  compose: onCompose,
  refresh: onMessageOpen,
  figures: onMyFigures,
};

export function actionHandlers({
  sender,
  drafter,
}: {
  sender: TemplateSender;
  drafter: TemplateDrafter;
}): ActionHandlers {
  return {
    'show-thread': onMessageOpen,
    'my-figures': onMyFigures,
    search: onSearch,
    'show-customer': onShowCustomer,
    link: onLink,
    tick: onTick,
    worklist: onWorklist,
    'open-form': onOpenForm,
    'choose-code': onChooseCode,
    'change-code': onChangeCode,
    'change-parts': onChangeParts,
    'save-call': onSaveCall,
    'save-promise': onSavePromise,
    'save-dispute': onSaveDispute,
    'save-task': onSaveTask,
    'save-note': onSaveNote,
    correct: onCorrect,
    withdraw: onWithdraw,
    restore: onRestore,
    'change-task': onChangeTask,
    'open-task': onOpenTask,
    'move-task': onMoveTask,
    disputes: onDisputes,
    documents: onDocuments,
    'open-document': onOpenDocument,
    'open-dispute': onOpenDispute,
    'resolve-dispute': onResolveDispute,
    'give-dispute': onGiveDispute,
    timeline: onTimeline,
    said: onSaid,
    'choose-template': onChooseTemplate,
    preview: onPreview,
    'fill-again': onFillAgain,
    'new-message': onNewMessage,
    'acknowledge-clauses': onAcknowledgeClauses,
    send: (request, args, key) => onSend(request, { args, key, sender }),
    draft: (request, args, key) => onDraft(request, { args, key, drafter }),
    'look-again': onLookAgain,
    'mark-sent': onMarkSent,
  };
}

const TO_KNOW_WHO = [SCOPE.email];
const TO_READ = [SCOPE.email, SCOPE.read];
const TO_SEND = [SCOPE.email, SCOPE.read, SCOPE.send];
const TO_DRAFT = [SCOPE.email, SCOPE.read, SCOPE.draft];

/** What the user has to have granted for a call. Beside no message there is nothing to read. */
export function scopesFor(entry: string, hasMessage: boolean): readonly string[] {
  if (entry === 'send') return TO_SEND;
  if (entry === 'draft') return TO_DRAFT;
  return hasMessage ? TO_READ : TO_KNOW_WHO;
}
