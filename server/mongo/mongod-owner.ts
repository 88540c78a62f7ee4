import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** A process, told apart from a later one that was given the same number. */
export interface ProcessMark {
  readonly pid: number;
  /** When it was started, as the system tells it; empty where the system does not. */
  readonly startedAt: string;
}

const run = promisify(execFile);
/** Where the start time stands among the fields that follow the state in /proc/PID/stat. */
const START_TIME = 18;

/** Marks a running process. */
export async function markProcess(pid: number): Promise<ProcessMark> {
  return { pid, startedAt: await startOf(pid) };
}

/** Whether the very process that was marked still runs. */
export async function isRunning(mark: ProcessMark): Promise<boolean> {
  return isAlive(mark.pid) && (await startOf(mark.pid)) === mark.startedAt;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function startOf(pid: number): Promise<string> {
  try {
    return process.platform === 'linux' ? await linuxStartOf(pid) : await posixStartOf(pid);
  } catch {
    return '';
  }
}

async function linuxStartOf(pid: number): Promise<string> {
  const [bootId, stat] = await Promise.all([
    readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    readFile(`/proc/${pid}/stat`, 'utf8'),
  ]);
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; only its parent has not yet asked.
  return state === 'Z' ? 'ended' : `${bootId.trim()}/${fields[START_TIME]}`;
}

async function posixStartOf(pid: number): Promise<string> {
  const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return stdout.trim();
}
