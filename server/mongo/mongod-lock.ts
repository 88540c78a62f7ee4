import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { isRunning, markProcess, type ProcessMark } from './mongod-owner.ts';

interface Holder {
  readonly holder: ProcessMark;
  readonly ticket: string;
}

const POLL_MS = 50;

/**
 * Runs `work` while this process alone holds the lock file, and waits for as long as another living process holds it.
 * A lock whose holder was killed is taken over.
 */
export async function withLock<T>(lockFile: string, work: () => Promise<T>): Promise<T> {
  const mine: Holder = { holder: await markProcess(process.pid), ticket: randomUUID() };
  while (!(await create(lockFile, mine))) {
    const other = await read(lockFile);
    if (other && !(await isRunning(other.holder))) {
      await takeAway(lockFile, other, mine);
    } else {
      await pause(POLL_MS);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lockFile, { force: true });
  }
}

/** Makes the file with its content in one step, so that nobody ever sees a lock that does not say whose it is. */
async function create(file: string, content: Holder): Promise<boolean> {
  const draft = `${file}.${content.ticket}.draft`;
  await writeFile(draft, JSON.stringify(content));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Null where the file is gone again. */
async function read(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/**
 * Removes a dead process's lock. Of several that find it dead, only the one that can make the file named after its ticket
 * removes it, and only while it is still that lock: otherwise one could remove the lock that another has just taken.
 */
async function takeAway(lockFile: string, dead: Holder, mine: Holder): Promise<void> {
  const claim = `${lockFile}.${dead.ticket}`;
  if (!(await create(claim, mine))) {
    await pause(POLL_MS);
    return;
  }
  try {
    if ((await read(lockFile))?.ticket === dead.ticket) {
      await rm(lockFile, { force: true });
    }
  } finally {
    await rm(claim, { force: true });
  }
}
