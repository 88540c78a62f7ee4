import {
  announceSend,
  claimSending,
  type GateVerdict,
  listTemplates,
  overrideGate,
  prepareDispatch,
  previewDispatch,
  readDispatch,
  readDispatchAttachment,
  reportDelivery,
} from '#shared/api/dispatches.ts';
import type { CustomerId, DispatchId, ItemId, TemplateId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint, openEndpoint } from '../../http/endpoint.ts';
import type { TemplateService } from '../templates/template-service.ts';
import type { DispatchService } from './dispatch-service.ts';
import type { MessageAttachments } from './message-attachments.ts';
import { type MessagePlans, presentFilled } from './message-plan-service.ts';
import type { OnSendService } from './on-send-service.ts';
import type { PrepareDispatchService } from './prepare-dispatch-service.ts';

export interface DispatchServices {
  readonly templateService: TemplateService;
  readonly messagePlans: MessagePlans;
  readonly messageAttachments: MessageAttachments;
  readonly prepareDispatchService: PrepareDispatchService;
  readonly dispatchService: DispatchService;
  readonly onSendService: OnSendService;
}

export function dispatchEndpoints(services: DispatchServices): Endpoint[] {
  const { prepareDispatchService, dispatchService, onSendService } = services;
  return [
    ...planEndpoints(services),
    endpoint(prepareDispatch, async ({ body, actor, idempotencyKey: key }) =>
      prepareDispatchService.prepare(body, { actor, key }),
    ),
    endpoint(overrideGate, async ({ params, body, actor, idempotencyKey: key }) =>
      dispatchService.override(params.id as DispatchId, body, { actor, key }),
    ),
    endpoint(reportDelivery, async ({ params, body, actor, idempotencyKey: key }) =>
      dispatchService.report(params.id as DispatchId, body, { actor, key }),
    ),
    endpoint(claimSending, async ({ params, body, actor }) =>
      dispatchService.claim(params.id as DispatchId, body.claim, actor),
    ),
    endpoint(readDispatch, async ({ params, actor }) => dispatchService.read(params.id as DispatchId, actor)),
    endpoint(readDispatchAttachment, async ({ params, actor }) =>
      dispatchService.readAttachment(params.id as DispatchId, params.place, actor),
    ),
    openEndpoint(announceSend, async ({ body }) => onSendService.announce(body)),
  ];
}

/** What every client shows beside the gate, it says of the company's texts as well. */
function withWarnings(gate: GateVerdict, warnings: readonly { readonly text: string }[]): GateVerdict {
  return { ...gate, warnings: [...warnings.map(({ text }) => text), ...gate.warnings] };
}

function planEndpoints({ templateService, messagePlans, messageAttachments }: DispatchServices): Endpoint[] {
  return [
    endpoint(listTemplates, async ({ query, actor }) => {
      const { templates, suggestion } = await messagePlans.suggest(query.customerId as CustomerId, actor);
      const suggested = suggestion && { templateId: suggestion.template.id, reason: suggestion.reason };
      return { templates: templates.map((template) => templateService.present(template)), suggested };
    }),
    endpoint(previewDispatch, async ({ body, actor }) => {
      const wish = {
        customerId: body.customerId as CustomerId,
        templateId: body.templateId as TemplateId,
        itemIds: body.itemIds as ItemId[],
        recipients: body.recipients ?? [],
        freeParts: body.freeParts ?? [],
      };
      const { template, filled, debtor, gate } = await messagePlans.plan(wish, actor);
      const warnings = await messagePlans.warningsFor(actor);
      const { attachable, attachments } = await messageAttachments.preview(debtor, body.attachments ?? []);
      const shown = { ...presentFilled(filled, debtor.items), attachments };
      return {
        template: templateService.present(template),
        filled: shown,
        gate: withWarnings(gate, warnings),
        warnings,
        attachable,
      };
    }),
  ];
}
