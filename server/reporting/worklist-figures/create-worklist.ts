import { type WorklistParts, WorklistService } from '../../features/worklist/worklist-service.ts';
import type { Clock } from '../../ports.ts';
import { WorklistInFacts, type WorklistSources } from './worklist-in-facts.ts';

/** Makes what tells everybody what is theirs today. */
export function createWorklist(
  { tasks, tenants, facts, customers }: Omit<WorklistParts, 'figures'> & WorklistSources,
  clock: Clock,
): { worklist: WorklistService } {
  return {
    worklist: new WorklistService({ tasks, tenants, figures: new WorklistInFacts({ facts, customers }) }, clock),
  };
}
