import { createHash } from 'node:crypto';
import { type ConsentFacts, consentFacts } from '../../manifest/consent-facts.ts';
import { lintManifest } from '../../manifest/lint-manifest.ts';
import type { ManifestProblem } from '../../manifest/manifest-problem.ts';
import { manifestSettings } from '../../manifest/manifest-settings.ts';
import { manifestXml } from '../../manifest/manifest-xml.ts';
import { paneIconSize } from '../../manifest/pane-icons.ts';
import type { SetupSettings } from './setup-settings.ts';

/** Where the manifest lies for the Microsoft 365 admin centre to fetch. */
export const MANIFEST_PATH = '/manifests/outlook.xml';

/** The manifest of this installation, made from its own settings. */
export interface OutlookManifest {
  readonly id: string;
  readonly version: string;
  readonly xml: string;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly problems: readonly ManifestProblem[];
  readonly facts: ConsentFacts;
}

export type MadeManifest =
  | { readonly ok: true; readonly manifest: OutlookManifest }
  | { readonly ok: false; readonly why: string };

/** The scope of the API that the pane asks for; null where the API has no client id. */
export function paneScope({ entra }: SetupSettings): string | null {
  return entra.apiClientId === null ? null : `api://${entra.apiClientId}/access_as_user`;
}

/** Makes the manifest; an address that Outlook does not take gives a sentence instead. */
export function makeManifest(settings: SetupSettings): MadeManifest {
  try {
    const values = manifestSettings(settings.baseUrl);
    const xml = manifestXml(values);
    const signIn = { scope: paneScope(settings), paneClientId: settings.entra.paneClientId };
    const hash = createHash('sha256').update(xml).digest('hex');
    const problems = lintManifest(xml, paneIconSize);
    return {
      ok: true,
      manifest: { id: values.id, version: values.version, xml, hash, problems, facts: consentFacts(xml, signIn) },
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, why: `BASE_URL is ${settings.baseUrl}: Outlook takes an https address without a path only.` };
  }
}
