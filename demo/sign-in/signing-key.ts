import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** The private key that one of the demo's stand-ins signs with: made at its first start and kept in the data folder. */
export async function keptSigningKey(dataDir: string, name: string): Promise<JWK> {
  const file = join(dataDir, `${name}-key.json`);
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const key = await newSigningKey(name);
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, JSON.stringify(key), { mode: 0o600 });
  return key;
}

/** A new RSA key pair as a private JWK, with a `kid` that begins with its name. */
export async function newSigningKey(name: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: `${name}-${jwk.n?.slice(0, 8)}`, alg: 'RS256', use: 'sig' };
}
