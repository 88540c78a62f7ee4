import type { CustomerService } from '../../features/customers/customer-service.ts';
import type { WorklistFigures, WorklistFound, WorklistQuestion } from '../../features/worklist/worklist-figures.ts';
import type { CustomerIndex, Facts } from '../facts/facts.ts';
import type { FactsSource } from '../facts/facts-source.ts';
import { duePromises } from './due-promises.ts';
import { untouchedCustomers } from './untouched-customers.ts';

/** How often it is begun anew because the ledger went on meanwhile, before it is answered as of then. */
const MAX_TRIES = 3;

export interface WorklistSources {
  readonly facts: FactsSource;
  readonly customers: CustomerService;
}

/** Promises and customers of a worklist, from the same facts as the reports. */
export class WorklistInFacts implements WorklistFigures {
  constructor(private readonly sources: WorklistSources) {}

  async find(question: WorklistQuestion): Promise<WorklistFound> {
    const { facts, customers } = this.sources;
    for (let tries = 1; ; tries += 1) {
      const { position } = await facts.head();
      const shunned = await customers.findNotToContact(question.reader.email, position.run);
      // Facts as of the run before would have to be read anew, which takes far longer than asking again.
      if (tries < MAX_TRIES && facts.hasMovedPast(position)) continue;
      return { dataAsOf: position.dataAsOf, ...foundIn(await facts.factsAt(position), question, new Set(shunned)) };
    }
  }
}

function foundIn(
  facts: Facts,
  question: WorklistQuestion,
  shunned: ReadonlySet<string>,
): Pick<WorklistFound, 'promises' | 'untouched'> {
  const own = ownCustomers(facts, question.reader.email);
  const contactable = [...own].filter((customer) => !shunned.has(facts.customers.id(customer)));
  return {
    promises: duePromises(facts, own, question),
    untouched: untouchedCustomers(facts, contactable, question),
  };
}

function ownCustomers({ customers }: Facts, email: string): ReadonlySet<CustomerIndex> {
  const owner = email.trim().toLowerCase();
  const own = new Set<CustomerIndex>();
  for (const customer of customers.all()) if (customers.owner(customer) === owner) own.add(customer);
  return own;
}
