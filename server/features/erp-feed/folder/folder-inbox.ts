import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FEED_PROFILES, type FeedProfileName } from '#shared/api/feed-mapping.ts';
import type { Tenant } from '../../../identity/tenant-repository.ts';

/** What stands beside the files and says how they are to be read and taken. */
export const MAPPING_FILE = 'mapping.json';
export const ORDER_FILE = 'order.json';

/** The folder of one company and profile. */
export interface Inbox {
  readonly tenant: Tenant;
  readonly profile: FeedProfileName;
  readonly path: string;
}

/** A file as it was seen at one look. */
export interface SeenFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export interface FoundInboxes {
  readonly inboxes: readonly Inbox[];
  /** Folders that are for no company, or no profile. */
  readonly strays: readonly string[];
}

/** The folders of a watched folder, by company and then in the order in which profiles build on one another. */
export async function inboxesIn(folder: string, tenants: readonly Tenant[]): Promise<FoundInboxes> {
  const inboxes: Inbox[] = [];
  const strays: string[] = [];
  for (const name of await foldersIn(folder)) {
    const tenant = tenantOf(name, tenants);
    const path = join(folder, name);
    if (tenant === undefined) {
      strays.push(path);
      continue;
    }
    const names = await foldersIn(path);
    const profiles = FEED_PROFILES.filter((profile) => names.includes(profile));
    inboxes.push(...profiles.map((profile) => ({ tenant, profile, path: join(path, profile) })));
    strays.push(
      ...names.filter((other) => !profiles.some((profile) => profile === other)).map((other) => join(path, other)),
    );
  }
  return { inboxes, strays };
}

/** The files of an inbox that are there to be taken, the oldest first. */
export async function filesIn({ path }: Inbox): Promise<SeenFile[]> {
  const entries = (await entriesOf(path)).filter((entry) => entry.isFile() && isForTaking(entry.name));
  const seen = await Promise.all(entries.map(({ name }) => seenFile(name, join(path, name))));
  return seen.filter((file) => file !== null).sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
}

/** The names of the folders in a folder; none where it is not there. */
export async function foldersIn(path: string): Promise<string[]> {
  const folders = (await entriesOf(path)).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort();
}

/** Hidden files, and those that programs write beside a file until it is whole, are none of ours. */
function isForTaking(name: string): boolean {
  if (name === MAPPING_FILE || name === ORDER_FILE) return false;
  if (name.startsWith('.') || name.startsWith('~') || name.endsWith('~')) return false;
  return !/\.(part|partial|filepart|crdownload|tmp|temp|swp|lock)$/i.test(name);
}

/** An empty file waits: what makes it may not have begun to write. */
async function seenFile(name: string, path: string): Promise<SeenFile | null> {
  const stat = await lstat(path).catch(nullWhereGone);
  return stat?.isFile() && stat.size > 0 ? { name, path, size: stat.size, mtimeMs: stat.mtimeMs } : null;
}

async function entriesOf(path: string): Promise<Dirent[]> {
  return (await readdir(path, { withFileTypes: true }).catch(nullWhereGone)) ?? [];
}

/** Null for what another process has taken away meanwhile. */
export function nullWhereGone(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}

function tenantOf(name: string, tenants: readonly Tenant[]): Tenant | undefined {
  return tenants.find(({ id }) => id === name) ?? tenants.find((tenant) => tenant.name === name);
}
