import { HostError } from './mail-host.ts';

/** Office.js as the adapter uses it: handed in, so that a test can hand in its own. */
export type OfficeApi = Pick<typeof Office, 'context' | 'EventType' | 'AsyncResultStatus' | 'CoercionType'>;

type Start<T> = (callback: (result: Office.AsyncResult<T>) => void) => void;

/** Outlook on the web and on phones refuses a fourth call while three are under way. */
const MOST_AT_ONCE = 3;

interface Line {
  underWay: number;
  readonly waiting: (() => void)[];
}
const lines = new WeakMap<OfficeApi, Line>();

/** Turns a callback call of Office.js into a promise, three at a time. Rejects with HostError on anything but success. */
export async function called<T>(office: OfficeApi, start: Start<T>): Promise<T> {
  const line = lines.get(office) ?? { underWay: 0, waiting: [] };
  lines.set(office, line);
  if (line.underWay < MOST_AT_ONCE) line.underWay += 1;
  else await new Promise<void>((resolve) => line.waiting.push(resolve));
  try {
    return await answered(office, start);
  } finally {
    const next = line.waiting.shift();
    if (next === undefined) line.underWay -= 1;
    else next();
  }
}

function answered<T>(office: OfficeApi, start: Start<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    try {
      start((result) => {
        if (result.status === office.AsyncResultStatus.Succeeded) resolve(result.value);
        else reject(refusal(result.error));
      });
    } catch (cause) {
      // Office.js throws what it finds wrong before it begins.
      reject(new HostError('host_refused', String(cause), { cause }));
    }
  });
}

/** Whether the client has a call that is newer than the manifest's floor. */
export function has(thing: unknown, call: string): boolean {
  return typeof thing === 'object' && thing !== null && typeof (thing as Record<string, unknown>)[call] === 'function';
}

function refusal(error: Office.Error | undefined): HostError {
  const words = error === undefined ? 'Outlook gave no reason.' : `${error.name}: ${error.message} (${error.code})`;
  return new HostError('host_refused', words, { cause: error });
}
