import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { CopyDamaged } from './copy-file.ts';

const FILE = 'manifest.json';
const FORMAT = 1;

const Count = z.number().check(z.int(), z.minimum(0));
const Sha256 = z.string().check(z.regex(/^[\da-f]{64}$/));

/** How a company stood at the instant of a copy. */
const CompanyStand = z.object({
  id: z.string(),
  name: z.string(),
  /** The end of its activity log. */
  log: z.object({ seq: Count, hash: z.nullable(z.string()) }),
  /** The run that its ledger was at. */
  ledger: Count,
  /** What the figures were asked by, and the hash of the answer; null where the company was being changed while they were asked. */
  figures: z.nullable(z.object({ asOf: z.string(), knownAt: z.string(), sha256: Sha256 })),
});
export type CompanyStand = z.infer<typeof CompanyStand>;

const CopiedFile = z.object({
  collection: z.string().check(z.regex(/^[\w.-]+$/)),
  file: z.string().check(z.regex(/^[\w.-]+$/)),
  documents: Count,
  sum: Sha256,
  bytes: Count,
  sha256: Sha256,
});
export type CopiedFile = z.infer<typeof CopiedFile>;

const Manifest = z.object({
  format: z.literal(FORMAT),
  database: z.string(),
  /** The instant at which all that is in the copy was so, by the database's clock. */
  takenAt: z.string(),
  /** The last migration that was done. */
  migration: Count,
  companies: z.array(CompanyStand),
  files: z.array(CopiedFile),
});
/** What a copy holds, and how it was. */
export type Manifest = z.infer<typeof Manifest>;

export async function writeManifest(folder: string, manifest: Omit<Manifest, 'format'>): Promise<void> {
  const text = `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;
  await writeFile(join(folder, FILE), text, { flag: 'wx', mode: 0o600 });
}

/** Throws CopyDamaged where the folder holds no whole copy. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, FILE), 'utf8').catch(() => {
    throw new CopyDamaged(`${folder} holds no whole copy: there is no ${FILE}, which is written last.`);
  });
  const parsed = Manifest.safeParse(asJson(text));
  if (parsed.success) return parsed.data;
  throw new CopyDamaged(`${FILE} of ${folder} is not one of format ${FORMAT}.`);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
