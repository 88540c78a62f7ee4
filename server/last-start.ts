import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from './config-variables.ts';

const FILE = 'last-start.json';

/** What a command cannot know of the server that runs beside it. */
export interface Start {
  readonly dataDir: string;
  readonly demo: boolean;
  readonly demoUrl: string | null;
  readonly scriptTokens: boolean;
  readonly http: { readonly baseUrl: string };
}

/** Keeps how the server of a data folder was started, so that commands on the same folder print the right addresses and know the demo. */
export function keepStart({ dataDir, demo, demoUrl, scriptTokens, http }: Start): void {
  const kept: Record<string, string> = {
    BASE_URL: http.baseUrl,
    ...(demo && demoUrl !== null ? { DEMO: 'on', DEMO_URL: demoUrl } : {}),
    ...(scriptTokens && !demo ? { DEV_SIGN_IN: 'on' } : {}),
  };
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, FILE), `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
}

/** The environment of a command: its own, and what it leaves out as the server of the data folder was last started. */
export function withLastStart(environment: Environment): Environment {
  // Whoever brings a database brings the whole environment.
  if (environment.MONGODB_URI) return environment;
  const kept = read(environment.DATA_DIR || '.data');
  const saysOtherwise = environment.DEMO && environment.DEMO !== (kept.DEMO ?? 'off');
  return saysOtherwise ? environment : { ...kept, ...environment };
}

function read(dataDir: string): Environment {
  try {
    return JSON.parse(readFileSync(join(dataDir, FILE), 'utf8')) as Environment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
