import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { nullWhereGone } from './folder-inbox.ts';

/** Within an inbox: the files that a process is at. Hidden, so that nobody takes them for new ones. */
export const TAKING = '.taking';

/** In bytes; file systems take 255. */
const LONGEST_NAME = 230;

/** A file that this process alone is at: it lies in a folder of its own, which bears the claim's id. */
export interface Claim {
  readonly id: string;
  /** How often the file was begun before and not brought to an end. */
  readonly attempts: number;
  readonly inbox: string;
  readonly folder: string;
  readonly name: string;
}

/** A new claim's id. */
export function claimId(attempts: number): string {
  return `${randomUUID()}.${attempts}`;
}

/** Moves a file of an inbox to a claim's folder. Null where another process was faster. */
export async function claimFile(inbox: string, name: string, id: string): Promise<Claim | null> {
  const folder = join(inbox, TAKING, id);
  await mkdir(folder, { recursive: true });
  const isMoved = await moved(join(inbox, name), join(folder, name));
  if (isMoved) return { id, attempts: attemptsOf(id), inbox, folder, name };
  await removeIfEmpty(folder);
  return null;
}

/** Takes over a claim that nobody holds any longer, under another id. Null where another process was faster, or nothing is in it. */
export async function takeOver(inbox: string, deadId: string, id: string): Promise<Claim | null> {
  const folder = join(inbox, TAKING, id);
  if (!(await moved(join(inbox, TAKING, deadId), folder))) return null;
  const [name] = await readdir(folder);
  if (name !== undefined) return { id, attempts: attemptsOf(id), inbox, folder, name };
  await removeIfEmpty(folder);
  return null;
}

export function attemptsOf(id: string): number {
  return Number(/\.(\d{1,6})$/.exec(id)?.[1] ?? 0);
}

/** Puts a claimed file into a folder of the inbox and writes beside it what came of it, both under names that are free there. Gives the file's. */
export async function putAway({ inbox, folder, name }: Claim, into: string, report: string): Promise<string> {
  const target = join(inbox, into);
  await mkdir(target, { recursive: true });
  const free = await reserve(target, name);
  await writeFile(join(target, reportNameOf(free)), report);
  // The name is ours since it was reserved, so nothing is lost under it.
  await rename(join(folder, name), join(target, free));
  await removeIfEmpty(folder);
  return free;
}

/** Puts a claimed file back to where it came from. False where there is another of its name by now. */
export async function putBack({ inbox, folder, name }: Claim): Promise<boolean> {
  const path = join(inbox, name);
  if (!(await created(path))) return false;
  await rename(join(folder, name), path);
  await removeIfEmpty(folder);
  return true;
}

/** Makes empty files under a name that is free together with that of its report, counting up until one is. */
async function reserve(folder: string, name: string): Promise<string> {
  const { name: stem, ext } = parse(name);
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? name : `${shortened(stem)} (${count})${ext}`;
    if (!(await created(join(folder, tried)))) continue;
    if (await created(join(folder, reportNameOf(tried)))) return tried;
    await rm(join(folder, tried));
  }
}

/** Makes an empty file. False where there is one of that name. */
async function created(path: string): Promise<boolean> {
  try {
    await (await open(path, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function reportNameOf(name: string): string {
  return `${shortened(name)}.txt`;
}

/** A name to which something can be added on any file system. */
function shortened(name: string): string {
  let short = name;
  while (Buffer.byteLength(short) > LONGEST_NAME) short = [...short].slice(0, -1).join('');
  return short;
}

async function moved(from: string, to: string): Promise<boolean> {
  return (await rename(from, to).then(() => true, nullWhereGone)) ?? false;
}

async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}
