import { DisputeAssignmentRepository } from '../../features/disputes/dispute-assignment-repository.ts';
import { type DisputeParts, DisputeService } from '../../features/disputes/dispute-service.ts';
import { type PromiseParts, PromiseService } from '../../features/promises-to-pay/promise-service.ts';
import type { TenantRepository } from '../../identity/tenant-repository.ts';
import { businessCalendarOf, FIRST_FIGURE_SETTINGS } from '../../identity/tenant-settings.ts';
import { currentTenant } from '../../mongo/tenancy.ts';
import type { Clock } from '../../ports.ts';
import { type PromiseRules, PromisesOfCustomer } from './promises-of-customer.ts';

export type ClaimSources = Omit<DisputeParts, 'assignments'> &
  Omit<PromiseParts, 'judge'> & { readonly tenants: TenantRepository };

/** Makes what keeps the word that customers gave: to pay, or that something is not owed. */
export function createClaims(sources: ClaimSources, clock: Clock) {
  const judge = new PromisesOfCustomer(async () => rulesOf(sources.tenants));
  return {
    promises: new PromiseService({ ...sources, judge }, clock),
    disputes: new DisputeService({ ...sources, assignments: new DisputeAssignmentRepository() }, clock),
  };
}

/** The rules of the current tenant. */
async function rulesOf(tenants: TenantRepository): Promise<PromiseRules> {
  const settings = (await tenants.findById(currentTenant()))?.settings ?? FIRST_FIGURE_SETTINGS;
  return { calendar: businessCalendarOf(settings), graceDays: settings.promiseGraceDays };
}
