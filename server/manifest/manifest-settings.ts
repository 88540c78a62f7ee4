import { createHash } from 'node:crypto';

/** What differs from one deployment's manifest to the next. */
export interface ManifestSettings {
  /** Where the server is reached: an https address without a path. */
  readonly baseUrl: string;
  /** Names the add-in to Microsoft 365; another one is another add-in. */
  readonly id: string;
  /** Four numbers; Microsoft 365 takes a changed manifest only with a higher one. */
  readonly version: string;
  readonly name: string;
  readonly provider: string;
  readonly supportUrl: string;
}

/** To be raised with every change of the template. */
const MANIFEST_VERSION = '1.1.0.0';

/** The manifest's values for an address; each can be given otherwise. Throws RangeError where the address is none that Outlook takes. */
export function manifestSettings(baseUrl: string, given: Partial<ManifestSettings> = {}): ManifestSettings {
  const origin = httpsOrigin(baseUrl);
  return {
    baseUrl: origin,
    id: given.id ?? idFor(origin),
    version: given.version ?? MANIFEST_VERSION,
    name: given.name ?? 'Duethread',
    provider: given.provider ?? 'Duethread',
    supportUrl: given.supportUrl ?? `${origin}/`,
  };
}

function httpsOrigin(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:' || url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new RangeError(
      `"${address}" is no address for a manifest; write https:// and the server's name, without a path.`,
    );
  }
  return url.origin;
}

/** The same address has the same id every time, so that a new manifest updates the add-in. A version 5 UUID (RFC 9562) in the namespace of URLs. */
function idFor(origin: string): string {
  const namespace = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex');
  const bytes = createHash('sha1').update(namespace).update(`${origin}/addin/`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
