import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DryMongoBinary } from 'mongodb-memory-server-core';
import { type Say, withProgress } from './mongod-progress.ts';

/** Where mongodb-memory-server-core downloads from. */
export const DOWNLOAD_HOST = 'https://fastdl.mongodb.org';
/** The release that is downloaded: the one that mongodb-memory-server-core 11.3 knows and was tested with. */
const VERSION = '8.2.6';
const PROBE_LIMIT_MS = 3_000;
const DOWNLOAD_LIMIT_MS = 15 * 60_000;

const run = promisify(execFile);

/** The mongod downloaded before, or null. */
export function findDownloadedMongod(cacheDir: string): Promise<string | null> {
  return DryMongoBinary.locateBinary({ version: VERSION, downloadDir: downloadDirOf(cacheDir) }).then(
    (path) => path ?? null,
    // It throws where it knows no build for this system.
    () => null,
  );
}

/** Downloads a current mongod, where its host answers within 3 s and has a build for this system; else null. */
export async function downloadMongod(cacheDir: string, host: string, say: Say): Promise<string | null> {
  if (!(await answers(host))) {
    return null;
  }
  const downloadProcess = fileURLToPath(new URL('mongod-download-process.mjs', import.meta.url));
  try {
    await withProgress(`Downloading MongoDB ${VERSION} from ${new URL(host).host}`, say, () =>
      run(process.execPath, [downloadProcess, downloadDirOf(cacheDir), VERSION, host], { timeout: DOWNLOAD_LIMIT_MS }),
    );
  } catch (error) {
    say(`MongoDB ${VERSION} could not be downloaded: ${lastLine(error)}`);
    return null;
  }
  return findDownloadedMongod(cacheDir);
}

function downloadDirOf(cacheDir: string): string {
  return join(cacheDir, 'mongodb');
}

async function answers(host: string): Promise<boolean> {
  try {
    await fetch(host, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(PROBE_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
}

function lastLine(error: unknown): string {
  const { stderr = '', message = '' } = error as { stderr?: string; message?: string };
  const errorLine = stderr.split('\n').find((line) => /Error/.test(line));
  return (errorLine ?? message).trim();
}
