import type { AdminLogService } from '../../identity/admin-log-service.ts';
import type { Clock } from '../../ports.ts';
import { AcknowledgementRepository } from './acknowledgement-repository.ts';
import { BrandRepository } from './brand-repository.ts';
import { BrandService } from './brand-service.ts';
import { ClauseLoading } from './clause-loading-service.ts';
import { ClauseRepository } from './clause-repository.ts';
import { ClauseService } from './clause-service.ts';
import { TemplateDesk } from './template-desk-service.ts';
import { TemplateRepository } from './template-repository.ts';
import { TemplateService } from './template-service.ts';

/** Templates and the clauses in them: what is sent from, and where they are written and approved. */
export function createTemplates({ adminLog }: { readonly adminLog: AdminLogService }, clock: Clock) {
  const templates = new TemplateRepository();
  const clauses = new ClauseRepository();
  const brandService = new BrandService({ brands: new BrandRepository(), templates, clauses, adminLog });
  const acknowledgements = new AcknowledgementRepository();
  const clauseService = new ClauseService({ clauses, acknowledgements, brands: brandService, adminLog, clock });
  const clauseLoading = new ClauseLoading(clauses, adminLog);
  return {
    brandService,
    clauseService,
    templateService: new TemplateService({ templates, clauseLoading, adminLog, clock }),
    templateDesk: new TemplateDesk({ templates, clauses: clauseService, brands: brandService, adminLog, clock }),
  };
}
