import type { CommandStartedEvent, Document } from 'mongodb';
import { APPEND_ONLY_COLLECTIONS, TENANTLESS_COLLECTIONS } from './tenantless-collections.ts';

/** A command that would have changed what only ever grows. It did not leave the process. */
class AppendOnlyBreach extends Error {
  constructor(command: string, collection: string) {
    super(`Refused: ${command} on "${collection}", which is only ever added to.`);
    this.name = 'AppendOnlyBreach';
  }
}

const CHANGING = new Set(['update', 'delete', 'findAndModify', 'drop', 'renameCollection']);

/** A command that would have reached more than one tenant's data. It did not leave the process. */
class TenantLeak extends Error {
  constructor(command: string, collection: string, why: string) {
    super(`Refused: ${command} on "${collection}" ${why}. Every command names one tenant.`);
    this.name = 'TenantLeak';
  }
}

type Check = (command: Document, refuse: (why: string) => never) => void;

const CHECKS: Readonly<Record<string, Check>> = {
  find: (command, refuse) => requireFilter(command.filter, refuse),
  count: (command, refuse) => requireFilter(command.query, refuse),
  distinct: (command, refuse) => requireFilter(command.query, refuse),
  findAndModify: (command, refuse) => {
    requireFilter(command.query, refuse);
    requireStampOnUpsert(command, refuse);
  },
  update: (command, refuse) => {
    for (const update of listOf(command.updates)) requireFilter(update.q, refuse);
  },
  delete: (command, refuse) => {
    for (const remove of listOf(command.deletes)) requireFilter(remove.q, refuse);
  },
  insert: (command, refuse) => {
    for (const document of listOf(command.documents)) {
      if (!isTenant(document.tenantId)) refuse('inserts a document without a tenant');
    }
  },
  aggregate: (command, refuse) => requirePipeline(listOf(command.pipeline), refuse),
};

/**
 * Refuses, at the driver, every command on a tenant's collection that does not hold it to one tenant by equality, sub-pipelines of joins included.
 * Called for each command before it is written to the wire; what it throws rejects the operation.
 */
export function refuseTenantLeak({ commandName, command }: Pick<CommandStartedEvent, 'commandName' | 'command'>): void {
  const check = CHECKS[commandName];
  const collection: unknown = command[commandName];
  if (CHANGING.has(commandName) && APPEND_ONLY_COLLECTIONS.has(String(collection))) {
    throw new AppendOnlyBreach(commandName, String(collection));
  }
  if (check === undefined || typeof collection !== 'string') return;
  if (TENANTLESS_COLLECTIONS.has(collection) || collection.startsWith('system.')) return;
  check(command, (why) => {
    throw new TenantLeak(commandName, collection, why);
  });
}

function requireFilter(filter: unknown, refuse: (why: string) => never): void {
  if (!namesOneTenant(filter)) refuse('has no tenant in its filter');
}

/** Only equality holds: `$ne`, `$in` or a branch of `$or` also "contain" a tenant. `$and` is equality when one of its parts is. */
function namesOneTenant(filter: unknown): boolean {
  if (filter === null || typeof filter !== 'object') return false;
  const { tenantId, $and } = filter as Document;
  if (isTenant(tenantId)) return true;
  if (isTenant((tenantId as Document | undefined)?.$eq)) return true;
  return Array.isArray($and) && $and.some(namesOneTenant);
}

function requireStampOnUpsert(command: Document, refuse: (why: string) => never): void {
  if (command.upsert === true && !namesOneTenant(command.query)) refuse('upserts without a tenant');
}

function requirePipeline(pipeline: Document[], refuse: (why: string) => never): void {
  const [first] = pipeline;
  const filter = first?.$match ?? first?.$geoNear?.query ?? first?.$changeStream;
  if (first?.$changeStream === undefined && !namesOneTenant(filter)) refuse('does not begin with its tenant');
  requireJoins(pipeline, refuse);
}

function requireJoins(pipeline: Document[], refuse: (why: string) => never): void {
  for (const stage of pipeline) {
    for (const join of joinsOf(stage)) requireJoin(join, refuse);
    const graph: Document | undefined = stage.$graphLookup;
    if (graph !== undefined && !namesOneTenant(graph.restrictSearchWithMatch))
      refuse('joins by $graphLookup without a tenant');
    for (const facet of Object.values((stage.$facet ?? {}) as Document)) requireJoins(listOf(facet), refuse);
  }
}

function joinsOf({ $lookup, $unionWith }: Document): Document[] {
  const joins: Document[] = [];
  if ($lookup !== undefined) joins.push($lookup);
  if ($unionWith !== undefined) joins.push(typeof $unionWith === 'string' ? { coll: $unionWith } : $unionWith);
  return joins;
}

function requireJoin(join: Document, refuse: (why: string) => never): void {
  const collection = String(join.from ?? join.coll);
  if (TENANTLESS_COLLECTIONS.has(collection)) return;
  const pipeline = listOf(join.pipeline);
  if (!namesOneTenant(pipeline[0]?.$match)) refuse(`joins "${collection}" without a tenant`);
  requireJoins(pipeline, refuse);
}

function isTenant(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function listOf(value: unknown): Document[] {
  return Array.isArray(value) ? value : [];
}
