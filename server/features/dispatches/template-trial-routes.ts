import { previewTemplate, testSendTemplate } from '#shared/api/templates.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { TemplateTrials } from './template-trial-service.ts';

export function templateTrialEndpoints({ templateTrials }: { readonly templateTrials: TemplateTrials }): Endpoint[] {
  return [
    endpoint(previewTemplate, async ({ body, actor }) => templateTrials.preview(body, actor)),
    endpoint(testSendTemplate, async ({ params, body, actor }) =>
      templateTrials.send(params.id, body.customerId, actor),
    ),
  ];
}
