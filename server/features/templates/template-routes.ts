import { acknowledgeClause, changeClauseDraft, draftClause, listClauses, stepClause } from '#shared/api/clauses.ts';
import {
  changeBrands,
  changeTemplateDraft,
  compareTemplates,
  draftTemplate,
  listTemplateVersions,
  readTemplateVersion,
  stepTemplate,
} from '#shared/api/templates.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { BrandService } from './brand-service.ts';
import type { ClauseService } from './clause-service.ts';
import type { TemplateDesk } from './template-desk-service.ts';

export interface TemplateServices {
  readonly templateDesk: TemplateDesk;
  readonly clauseService: ClauseService;
  readonly brandService: BrandService;
}

export function templateEndpoints({ templateDesk, clauseService, brandService }: TemplateServices): Endpoint[] {
  return [
    endpoint(listTemplateVersions, async ({ query, actor }) => templateDesk.list(query, actor)),
    endpoint(readTemplateVersion, async ({ params, actor }) => templateDesk.read(params.id, actor)),
    endpoint(draftTemplate, async ({ body, actor, idempotencyKey: key }) => templateDesk.draft(body, { actor, key })),
    endpoint(changeTemplateDraft, async ({ params, body, actor }) => templateDesk.change(params.id, body, actor)),
    endpoint(stepTemplate, async ({ params, body, actor }) => templateDesk.step(params.id, body, actor)),
    endpoint(compareTemplates, async ({ query, actor }) => templateDesk.compare(query, actor)),
    endpoint(listClauses, async ({ actor }) => ({ clauses: await clauseService.list(actor) })),
    endpoint(draftClause, async ({ body, actor, idempotencyKey: key }) => clauseService.draft(body, { actor, key })),
    endpoint(changeClauseDraft, async ({ params, body, actor }) => clauseService.change(params.id, body, actor)),
    endpoint(stepClause, async ({ params, body, actor }) => clauseService.step(params.id, body, actor)),
    endpoint(acknowledgeClause, async ({ params, actor }) => {
      await clauseService.acknowledge(params.id, actor);
      return {};
    }),
    endpoint(changeBrands, async ({ body, actor }) => ({ brands: await brandService.change(body.brands, actor) })),
  ];
}
