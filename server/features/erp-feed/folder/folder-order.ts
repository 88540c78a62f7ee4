import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { DomainError } from '../../../errors.ts';
import { MAPPING_FILE, nullWhereGone, ORDER_FILE } from './folder-inbox.ts';

/** How the files of an inbox are to be taken, where `order.json` says so. */
const FolderOrder = z.strictObject({
  coverage: z.optional(z.enum(['delta', 'snapshot'])),
  onProblem: z.optional(z.enum(['refuse', 'skip'])),
});

export interface OrderBeside {
  /** Not looked at yet. */
  readonly mapping: unknown;
  readonly coverage: 'delta' | 'snapshot';
  readonly onProblem: 'refuse' | 'skip';
}

/** Reads what stands beside the files of an inbox. Throws DomainError `request_invalid` where it is not as it should be. */
export async function orderBeside(inbox: string): Promise<OrderBeside> {
  const mapping = (await jsonIn(inbox, MAPPING_FILE)) ?? {};
  const parsed = FolderOrder.safeParse((await jsonIn(inbox, ORDER_FILE)) ?? {});
  if (parsed.success) {
    const { coverage = 'delta', onProblem = 'refuse' } = parsed.data;
    return { mapping, coverage, onProblem };
  }
  const problem = 'says something else than coverage (delta or snapshot) and onProblem (refuse or skip)';
  throw invalid(ORDER_FILE, problem);
}

async function jsonIn(folder: string, name: string): Promise<unknown> {
  const text = await readFile(join(folder, name), 'utf8').catch(nullWhereGone);
  if (text === null) return null;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(name, `is not JSON: ${(error as Error).message}`);
  }
}

function invalid(field: string, problem: string): DomainError {
  return new DomainError('request_invalid', `The file ${field} beside it ${problem}.`, [{ field, problem }]);
}
