import type { SetupFinding } from '#shared/api/setup.ts';
import { failed, finding, firstWrong, jsonOf, type Look, look, statusWrong } from '../finding.ts';
import { MANIFEST_PATH, makeManifest, type OutlookManifest } from '../outlook-manifest.ts';
import type { Answered } from '../own-addresses.ts';
import type { StepRule } from '../setup-facts.ts';
import type { SetupSettings } from '../setup-settings.ts';

const ICON_PIXELS = [16, 32, 64, 80, 128];
const PNG_START = '89504e470d0a1a0a';

export const OUTLOOK_STEP: StepRule = {
  step: 'outlook',
  href: '/admin/outlook',
  judge: (facts) => {
    const kinds = facts.tenant.directories.map(({ kind }) => kind);
    const isNotNeeded = kinds.length > 0 && !kinds.includes('entra');
    if (isNotNeeded) return { found: 'the company has no directory of Microsoft', missing: null, isNotNeeded };
    const lastTry = facts.tries.get('outlook');
    const unset = unsetIds(facts.settings);
    return {
      found: lastTry === undefined ? 'not tried' : 'tried by its self-test',
      missing: outlookMissing(unset, lastTry?.findings ?? null),
    };
  },
  attempt: async ({ settings }, { addresses }) => {
    const own = [httpsFinding(settings), manifestFinding(settings), idsFinding(settings)];
    const server = await look(addresses, serverLook(settings.baseUrl));
    // What is not reached at all has one fault, not twenty.
    if (!server.passed) return [...own, server];
    const looks = looksAt(settings).map((each) => look(addresses, each));
    return [...own, server, ...(await Promise.all(looks))];
  },
};

function outlookMissing(unset: readonly string[], findings: readonly SetupFinding[] | null): string | null {
  if (unset.length > 0) return `Register the pane in Entra, and set ${unset.join(' and ')} on the server.`;
  if (findings === null) return 'Try it: the self-test shows whether Outlook will load the pane.';
  const wrong = findings.filter(({ passed }) => !passed);
  if (wrong.length === 0) return null;
  return wrong.length === 1 ? `Its self-test found: ${wrong[0]?.what}.` : `Its self-test found ${wrong.length} faults.`;
}

function unsetIds({ entra }: SetupSettings): string[] {
  return [
    ...(entra.apiClientId === null ? ['ENTRA_API_CLIENT_ID'] : []),
    ...(entra.paneClientId === null ? ['ENTRA_PANE_CLIENT_ID'] : []),
  ];
}

function httpsFinding({ baseUrl }: SetupSettings): SetupFinding {
  const wrong = baseUrl.startsWith('https://') ? null : `BASE_URL is ${baseUrl}; Outlook loads the pane by https only.`;
  return finding('https', wrong, 'BASE_URL begins with https://.');
}

function manifestFinding(settings: SetupSettings): SetupFinding {
  const made = makeManifest(settings);
  if (!made.ok) return failed('Manifest', made.why);
  const [first] = made.manifest.problems;
  return finding('Manifest', first?.problem ?? null, 'Nothing in it would be refused.');
}

function idsFinding(settings: SetupSettings): SetupFinding {
  const unset = unsetIds(settings);
  const wrong = unset.length === 0 ? null : `${unset.join(' and ')} are not set.`;
  return finding('Ids of Entra', wrong, 'The server knows the API’s and the pane’s client ids.');
}

function serverLook(baseUrl: string): Look {
  return {
    what: 'The server',
    address: `${baseUrl}/healthz`,
    well: 'It is reached under BASE_URL.',
    judge: (answer) => statusWrong(answer),
  };
}

/** The sizes of the icons that the manifest names; those of the buttons where there is none. */
function iconPixels(manifest: OutlookManifest | null): number[] {
  if (manifest === null) return ICON_PIXELS;
  const named = [...manifest.xml.matchAll(/\/icon-(\d+)\.png/g)].map(([, pixels]) => Number(pixels));
  return [...new Set(named)].sort((a, b) => a - b);
}

/** Everything that a mail client fetches of us, as it fetches it. */
function looksAt(settings: SetupSettings): Look[] {
  const { baseUrl } = settings;
  const made = makeManifest(settings);
  const manifest = made.ok ? made.manifest : null;
  return [
    ...(manifest === null ? [] : [manifestLook(baseUrl, manifest)]),
    {
      what: 'The pane',
      address: `${baseUrl}/addin/index.html`,
      well: 'It comes, is not cached, and the mail clients may frame it.',
      judge: (answer) => firstWrong(answer, statusWrong, frameWrong(settings), scriptsWrong, cacheWrong),
    },
    {
      what: 'Launch events',
      address: `${baseUrl}/addin/events.js`,
      well: 'Their script comes as a script.',
      judge: (answer) => firstWrong(answer, statusWrong, typeWrong('javascript'), cacheWrong),
    },
    {
      what: '.well-known',
      address: `${baseUrl}/.well-known/microsoft-officeaddins-allowed.json`,
      well: 'It lets Outlook run the launch events’ script.',
      judge: (answer) => firstWrong(answer, statusWrong, allowedWrong(`${baseUrl}/addin/events.js`)),
    },
    {
      what: 'Managers’ pages',
      address: `${baseUrl}/sign-in`,
      well: 'Nobody may frame them.',
      judge: (answer) => firstWrong(answer, statusWrong, framedNowhereWrong),
    },
    ...iconPixels(manifest).map((pixels) => iconLook(baseUrl, pixels)),
  ];
}

function manifestLook(baseUrl: string, { xml }: OutlookManifest): Look {
  return {
    what: 'The manifest at its address',
    address: baseUrl + MANIFEST_PATH,
    well: 'It is the one that this server makes.',
    judge: (answer) =>
      firstWrong(answer, statusWrong, ({ body }) =>
        body.toString('utf8') === xml ? null : 'It is another one; does BASE_URL lead to another installation?',
      ),
  };
}

function iconLook(baseUrl: string, pixels: number): Look {
  return {
    what: `Icon of ${pixels} pixels`,
    address: `${baseUrl}/addin/icons/icon-${pixels}.png`,
    well: `It is a PNG of ${pixels} × ${pixels}.`,
    judge: (answer) => firstWrong(answer, statusWrong, typeWrong('image/png'), sizeWrong(pixels), embeddableWrong),
  };
}

function sizeWrong(pixels: number) {
  return ({ body }: Answered) => {
    if (body.length < 24 || body.subarray(0, 8).toString('hex') !== PNG_START) return 'It is no PNG file.';
    const [width, height] = [body.readUInt32BE(16), body.readUInt32BE(20)];
    return width === pixels && height === pixels ? null : `It is ${width} × ${height} pixels.`;
  };
}

/** Mail clients show icons in their own pages. */
function embeddableWrong({ headers }: Answered): string | null {
  const policy = headers['cross-origin-resource-policy'];
  if (policy === undefined || policy === 'cross-origin') return null;
  return `Cross-Origin-Resource-Policy is ${policy}: Outlook’s own page could not show it.`;
}

function typeWrong(expected: string) {
  return ({ headers }: Answered) => {
    const given = String(headers['content-type'] ?? 'none');
    return given.includes(expected) ? null : `Its content-type is ${given}, not ${expected}.`;
  };
}

function frameWrong({ frameAncestors }: SetupSettings) {
  return (answer: Answered) => {
    if (answer.headers['x-frame-options'] !== undefined) {
      return 'Something adds X-Frame-Options, with which Outlook shows an empty pane.';
    }
    const allowed = directive(answer, 'frame-ancestors');
    if (allowed === null) return 'Something takes the frame policy out of the answer.';
    const lacking = frameAncestors.filter((origin) => !allowed.includes(origin));
    return lacking.length === 0 ? null : `The frame policy lacks ${lacking.join(', ')}.`;
  };
}

function framedNowhereWrong(answer: Answered): string | null {
  const allowed = directive(answer, 'frame-ancestors');
  return allowed?.join(' ') === "'none'" ? null : 'Its frame policy is not none.';
}

function scriptsWrong({ headers }: Answered): string | null {
  const policy = String(headers['content-security-policy'] ?? '');
  return /'unsafe-(inline|eval|hashes)'/.test(policy) ? 'Its content policy lets unsafe scripts or styles run.' : null;
}

function cacheWrong({ headers }: Answered): string | null {
  const given = headers['cache-control'];
  return given === 'no-cache' ? null : `Its cache-control is ${given ?? 'missing'}, not no-cache.`;
}

function allowedWrong(script: string) {
  return (answer: Answered) => {
    const allowed = jsonOf(answer)?.allowed;
    return Array.isArray(allowed) && allowed.includes(script) ? null : `It does not name ${script}.`;
  };
}

/** The sources of a directive of the content security policy; null where there is none. */
function directive({ headers }: Answered, name: string): string[] | null {
  const parts = String(headers['content-security-policy'] ?? '').split(';');
  const found = parts.map((part) => part.trim().split(/\s+/)).find(([first]) => first === name);
  return found === undefined ? null : found.slice(1);
}
