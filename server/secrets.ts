import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'secrets.json';

/**
 * The secret of an installation that keeps its own database: made once, in DATA_DIR, readable by its owner alone.
 * Two processes that ask at once get the same one. Throws where the folder cannot be written or the file holds something else.
 */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, FILE);
  return read(file) ?? make(dataDir, file);
}

/** A secret for one purpose, from which neither the first one nor that of another purpose can be told. */
export function derivedSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}

function make(dataDir: string, file: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = join(dataDir, `.${FILE}-${randomUUID()}`);
  const sessionSecret = randomBytes(48).toString('base64url');
  writeFileSync(draft, `${JSON.stringify({ sessionSecret })}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link appears whole or not at all, and never replaces one that another process made meanwhile.
    linkSync(draft, file);
    return sessionSecret;
  } catch (error) {
    const theirs = read(file);
    if (theirs === null) throw error;
    return theirs;
  } finally {
    rmSync(draft);
  }
}

function read(file: string): string | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const { sessionSecret } = JSON.parse(text) as { sessionSecret?: unknown };
  if (typeof sessionSecret !== 'string' || sessionSecret.length < 32) throw new Error(`${FILE} holds no secret`);
  return sessionSecret;
}
