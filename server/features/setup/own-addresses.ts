import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** What an address of ours answered. */
export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An address gave no answer; the message says why in words for an admin. */
export class Unreached extends Error {}

const LIMIT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/** Why nothing came, by the code of Node's network errors. */
const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name cannot be looked up',
  EHOSTUNREACH: 'the host is not reached',
  ENETUNREACH: 'the network is not reached',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
  CERT_HAS_EXPIRED: 'its certificate has run out',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted: a certificate between is missing',
  ABORT_ERR: 'it did not answer in time',
};

/**
 * Asks addresses that the installation itself is configured with, as a browser or a mail client would. Follows no redirect and reads no more than 256 kB, so that it can be made to look at nothing else.
 */
export class OwnAddresses {
  private readonly origins: ReadonlySet<string>;

  /** `configured` are the only addresses whose origins are asked. */
  constructor(
    configured: readonly (string | null)[],
    private readonly limitMs = LIMIT_MS,
  ) {
    const known = configured.filter((address): address is string => address !== null && URL.canParse(address));
    this.origins = new Set(known.map((address) => new URL(address).origin));
  }

  /** The answer of an address. Throws Unreached where none comes within five seconds, RangeError for an address that is not configured. */
  ask(address: string, method: 'GET' | 'POST' = 'GET'): Promise<Answered> {
    const url = new URL(address);
    if (!this.origins.has(url.origin)) throw new RangeError(`${url.origin} is no address of this installation.`);
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(unreached(error));
      const signal = AbortSignal.timeout(this.limitMs);
      const asked = start(url, { method, signal, agent: false }, (answer) => {
        bodyOf(answer).then((body) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }), fail);
      });
      asked.on('error', fail).end();
    });
  }
}

/** The body as far as it is read; what is longer is left. */
async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= MAX_BYTES) break;
  }
  return Buffer.concat(parts).subarray(0, MAX_BYTES);
}

function unreached(error: Error & { code?: unknown }): Unreached {
  const code = error.name === 'TimeoutError' ? 'ABORT_ERR' : String(error.code);
  return new Unreached(REASONS[code] ?? 'it could not be asked');
}
