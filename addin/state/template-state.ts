import type { CustomerRef } from '#shared/api/customers.ts';
import type {
  DispatchView,
  FilledMessage,
  GateVerdict,
  prepareDispatch,
  previewDispatch,
  TemplateView,
} from '#shared/api/dispatches.ts';
import type { AttachmentView } from '#shared/api/documents.ts';
import type { BodyInput } from '#shared/api/operation.ts';
import type { OpenItem } from '../host/mail-host.ts';
import type { Failure } from './failure.ts';
import { type CardContact, recipientsFor, type SendingWay } from './sending-ways.ts';
import { changedParts, type TemplateWork, tickedFiles } from './template-work.ts';
import { correlationOf } from './thread-body.ts';

/** For which message and customer a template is chosen. */
export interface TemplateTarget {
  /** Null where no message is open. */
  readonly item: OpenItem | null;
  readonly customer: CustomerRef;
  /** Among whom the recipients of a new message are chosen. */
  readonly contacts: readonly CardContact[];
  readonly itemIds: readonly string[];
}

export interface Preview {
  readonly template: TemplateView;
  readonly filled: FilledMessage;
  readonly gate: GateVerdict;
  /** Changed bank details that their reader has not acknowledged; the gate's warnings say the same words. */
  readonly warnings?: readonly BankWarning[] | undefined;
  /** What could go with it. */
  readonly attachable: readonly AttachmentView[];
  readonly work: TemplateWork;
  readonly way: SendingWay | null;
  /** Of a new message. */
  readonly recipients: readonly string[];
  /** Whether the server is filling it anew after a change, or would not. What was written stays either way. */
  readonly renewal: 'done' | 'under_way' | Failure;
}

export interface BankWarning {
  readonly clauseId: string;
  readonly text: string;
}

/** A preview whose reader has acknowledged what it warned of. */
export function acknowledged({ gate, warnings = [] }: Preview): Pick<Preview, 'gate' | 'warnings'> {
  const seen = new Set(warnings.map(({ text }) => text));
  return { gate: { ...gate, warnings: gate.warnings.filter((text) => !seen.has(text)) }, warnings: [] };
}

export type PreviewBody = BodyInput<typeof previewDispatch>;
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
  | {
      readonly at: 'not_placed';
      readonly dispatch: DispatchView;
      readonly way: SendingWay;
      readonly recipients: readonly string[];
      readonly failure: Failure;
    }
  | PlacedState
  | { readonly at: 'problem'; readonly failure: Failure };

/** The message is with the host, or its text with the person who copied it. */
export interface PlacedState {
  readonly at: 'placed';
  readonly dispatch: DispatchView;
  readonly way: SendingWay | 'copy';
  /** The files that did not go in with it. */
  readonly left: readonly AttachmentView[];
  /** Why the files did not go into the message that is being written. */
  readonly failure: Failure | null;
}

export type PreviewHint = 'overrideShort' | 'tooLate' | 'noRecipient' | 'tooLong';

export const MIN_REASON = 3;
/** More are not named one by one: the server takes all that is past due. */
const MAX_ITEMS = 200;

/** How and to whom, as chosen. */
type Addressing = Pick<Preview, 'way' | 'recipients'>;

/** What is asked of the server to fill the template with its own words. */
export function fillBody(target: TemplateTarget, templateId: string, addressing: Addressing): PreviewBody {
  const { item, customer, itemIds } = target;
  const message = item === null ? {} : { message: correlationOf(item) };
  const recipients = recipientsOf(target, addressing);
  return { customerId: customer.id, templateId, itemIds: [...itemIds], recipients, ...message };
}

/** What is asked of the server to fill the template with what was written and ticked. */
export function renewalBody(target: TemplateTarget, preview: Preview): PreviewBody {
  return { ...fillBody(target, preview.template.id, preview), ...choices(preview) };
}

/** What is asked of the server to prepare the message. */
export function prepareBody(target: TemplateTarget, preview: Preview): PrepareBody {
  const { gate, filled, work } = preview;
  return {
    ...renewalBody(target, preview),
    itemIds: [...(filled.itemIds.length <= MAX_ITEMS ? filled.itemIds : target.itemIds)],
    via: 'outlook',
    recipients: recipientsOf(target, preview),
    ...(gate.open ? {} : { override: { reason: work.reason.trim(), state: gate.state } }),
  };
}

/** What keeps the message from being prepared; null where nothing does. */
export function whatIsMissing(target: TemplateTarget, { gate, work, way, recipients }: Preview): PreviewHint | null {
  if (way === 'new' && recipientsFor(target.item, way, recipients).length === 0) return 'noRecipient';
  return !gate.open && work.reason.trim().length < MIN_REASON ? 'overrideShort' : null;
}

function choices({ filled, work, attachable }: Preview): Pick<PreviewBody, 'freeParts' | 'attachments'> {
  const freeParts = changedParts(work, filled);
  const attachments = tickedFiles(work, attachable).map(({ wish }) => wish);
  return {
    ...(freeParts.length === 0 ? {} : { freeParts }),
    ...(attachments.length === 0 ? {} : { attachments }),
  };
}

function recipientsOf({ item }: TemplateTarget, { way, recipients }: Addressing): string[] {
  return way === null ? [] : recipientsFor(item, way, recipients);
}
