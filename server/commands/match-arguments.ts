import { access, constants, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import type { FeedMapping } from '#shared/api/feed-mapping.ts';
import type { MatchingRules } from '../features/cash-application/matching/match.ts';
import { mappingFor } from '../features/erp-feed/mapping.ts';
import { CommandFailed } from './command-context.ts';
import { INVOICE_TABLE, MATCH_TABLE, PAYMENT_TABLE } from './match-tables.ts';

export const MATCH_USAGE = `Usage: npm run match -- --invoices F --payments F [--matches F] [--mapping F] [--json]
The columns of the files and the mapping: docs/cash-application.md.`;

/** Where a person has not said otherwise: what is paid short by up to 1 % counts as paid. */
const USUAL_RULES: MatchingRules = { toleranceFraction: 0.01, toleranceAmount: 0, oldestFirst: false };

const Mapping = z.strictObject({
  about: z.optional(z.string()),
  invoices: z.optional(z.unknown()),
  payments: z.optional(z.unknown()),
  matches: z.optional(z.unknown()),
  rules: z.optional(
    z.strictObject({
      toleranceFraction: z.optional(z.number().check(z.minimum(0), z.maximum(0.5))),
      toleranceAmount: z.optional(z.number().check(z.minimum(0))),
      oldestFirst: z.optional(z.boolean()),
    }),
  ),
});

/** What the command was asked to do. */
export interface MatchArguments {
  readonly invoices: string;
  readonly payments: string;
  readonly matches: string | null;
  readonly mappings: { readonly invoices: FeedMapping; readonly payments: FeedMapping; readonly matches: FeedMapping };
  /** The amount of the tolerance as the files write amounts. */
  readonly rules: MatchingRules;
  readonly json: boolean;
}

/** Reads the command's arguments and its mapping file. Throws CommandFailed or DomainError with a sentence. */
export async function matchArguments(args: string[]): Promise<MatchArguments> {
  const file = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { invoices: file, payments: file, matches: file, mapping: file, json: { type: 'boolean' } },
  });
  const { invoices, payments, matches = null, mapping, json = false } = values;
  if (invoices === undefined || payments === undefined)
    throw new CommandFailed(`--invoices and --payments are needed.\n${MATCH_USAGE}`);
  for (const path of [invoices, payments, matches ?? invoices]) await requireFile(path);
  const given = mapping === undefined ? {} : await mappingIn(mapping);
  return {
    invoices,
    payments,
    matches,
    mappings: mappingsIn(given),
    rules: { ...USUAL_RULES, ...defined(given.rules ?? {}) },
    json,
  };
}

function mappingsIn({
  invoices = {},
  payments = {},
  matches = {},
}: z.infer<typeof Mapping>): MatchArguments['mappings'] {
  return {
    invoices: mappingFor(INVOICE_TABLE, invoices),
    payments: mappingFor(PAYMENT_TABLE, payments),
    matches: mappingFor(MATCH_TABLE, matches),
  };
}

async function mappingIn(path: string): Promise<z.infer<typeof Mapping>> {
  await requireFile(path);
  const text = await readFile(resolve(path), 'utf8');
  const parsed = Mapping.safeParse(jsonOf(text, path));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path: at, message }) => `${at.join('.') || 'it'}: ${message}`).join('; ');
  throw new CommandFailed(`The mapping ${path} does not fit: ${wrong}.`);
}

function jsonOf(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new CommandFailed(`The mapping ${path} is not JSON: ${error instanceof Error ? error.message : error}.`);
  }
}

async function requireFile(path: string): Promise<void> {
  await access(path, constants.R_OK).catch(() => {
    throw new CommandFailed(`There is no file ${path} that can be read.`);
  });
}

/** Without the members that are undefined, which would cover the usual ones. */
function defined(
  rules: { readonly [K in keyof MatchingRules]?: MatchingRules[K] | undefined },
): Partial<MatchingRules> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}
