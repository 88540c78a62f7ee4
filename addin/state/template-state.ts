import type { CustomerRef } from '#shared/api/customers.ts';
import type {
  DispatchView,
  FilledMessage,
  GateVerdict,
  prepareDispatch,
  TemplateView,
} from '#shared/api/dispatches.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { OpenItem } from '../host/mail-host.ts';
import type { Failure } from './failure.ts';

/** For which message and customer a template is chosen; nothing of it outlives the message on screen. */
export interface TemplateTarget {
  readonly item: OpenItem;
  readonly customer: CustomerRef;
  readonly itemIds: readonly string[];
}

export interface Preview {
  readonly template: TemplateView;
  readonly filled: FilledMessage;
  readonly gate: GateVerdict;
  /** The reason for sending although the gate is closed, as typed. */
  readonly reason: string;
}

export type PrepareBody = BodyInput<typeof prepareDispatch>;

/** Where the choosing of a template stands. */
export type TemplateState =
  | { readonly at: 'closed' }
  | { readonly at: 'listing' }
  | {
      readonly at: 'choosing';
      readonly templates: readonly TemplateView[];
      readonly suggested: { readonly templateId: string; readonly reason: string } | null;
    }
  | { readonly at: 'filling' }
  | { readonly at: 'preview'; readonly preview: Preview; readonly hint: PreviewHint | null }
  | { readonly at: 'preparing'; readonly preview: Preview }
  /** The server did not answer: the same request is sent again with the same key. */
  | {
      readonly at: 'not_prepared';
      readonly preview: Preview;
      readonly body: PrepareBody;
      readonly key: string;
      readonly failure: Failure;
    }
  /** Prepared on the server, and the host did not take it. */
  | { readonly at: 'not_placed'; readonly dispatch: DispatchView; readonly failure: Failure }
  | { readonly at: 'placed'; readonly dispatch: DispatchView; readonly mode: OpenItem['mode'] }
  | { readonly at: 'problem'; readonly failure: Failure };

export type PreviewHint = 'overrideShort' | 'tooLate';

export const MIN_REASON = 3;
/** More are not named one by one: the server takes all that is past due. */
const MAX_ITEMS = 200;

/** What is asked of the server to prepare the message; null where the gate is closed and no reason given. */
export function prepareBody(
  target: TemplateTarget,
  preview: Preview,
  recipients: readonly string[],
): PrepareBody | null {
  const { gate, template, filled } = preview;
  const reason = preview.reason.trim();
  if (!gate.open && reason.length < MIN_REASON) return null;
  return {
    customerId: target.customer.id,
    templateId: template.id,
    itemIds: [...(filled.itemIds.length <= MAX_ITEMS ? filled.itemIds : target.itemIds)],
    via: 'outlook',
    recipients: [...recipients],
    ...(gate.open ? {} : { override: { reason, state: gate.state } }),
  };
}
