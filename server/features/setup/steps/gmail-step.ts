import { ADDON_TRIGGERS, gmailDeployment, problemsWithDeployment } from '#shared/api/gmail-deployment.ts';
import type { SetupFinding } from '#shared/api/setup.ts';
import { failed, finding, firstWrong, jsonOf, type Look, look, statusWrong } from '../finding.ts';
import type { StepRule } from '../setup-facts.ts';
import type { SetupSettings } from '../setup-settings.ts';

export const GMAIL_STEP: StepRule = {
  step: 'gmail',
  href: '/admin/gmail',
  judge: (facts) => {
    const kinds = facts.tenant.directories.map(({ kind }) => kind);
    const isNotNeeded = kinds.length > 0 && !kinds.includes('google');
    if (isNotNeeded) return { found: 'the company has no domain of Google', missing: null, isNotNeeded };
    const lastTry = facts.tries.get('gmail');
    const unset = unsetIds(facts.settings);
    return {
      found: lastTry === undefined ? 'not tried' : 'tried by its self-test',
      missing: gmailMissing(unset, lastTry?.findings ?? null),
    };
  },
  attempt: async ({ settings }, { addresses }) => {
    const { endpoint } = settings.gmail;
    const unset = unsetIds(settings);
    const ids = finding(
      'Ids of Google',
      unset.length === 0 ? null : `${unset.join(', ')}: not set.`,
      'The server knows them.',
    );
    if (endpoint === null) return [ids, failed('The add-on', 'GMAIL_ADDON_ENDPOINT is not set.')];
    const looks = looksAt(settings.baseUrl, endpoint).map((each) => look(addresses, each));
    return [ids, deploymentFinding(settings.baseUrl, endpoint), ...(await Promise.all(looks))];
  },
};

function gmailMissing(unset: readonly string[], findings: readonly SetupFinding[] | null): string | null {
  if (unset.length > 0) return `Create the deployment at Google, and set ${unset.join(', ')} on the server.`;
  if (findings === null) return 'Try it: the self-test shows whether the add-on answers Google and nobody else.';
  const wrong = findings.filter(({ passed }) => !passed);
  if (wrong.length === 0) return null;
  return wrong.length === 1 ? `Its self-test found: ${wrong[0]?.what}.` : `Its self-test found ${wrong.length} faults.`;
}

function unsetIds({ gmail }: SetupSettings): string[] {
  return [
    ...(gmail.endpoint === null ? ['GMAIL_ADDON_ENDPOINT'] : []),
    ...(gmail.serviceAccount === null ? ['GMAIL_ADDON_SERVICE_ACCOUNT'] : []),
    ...(gmail.clientId === null ? ['GOOGLE_ADDON_CLIENT_ID'] : []),
  ];
}

function deploymentFinding(baseUrl: string, addonUrl: string): SetupFinding {
  const [first] = problemsWithDeployment(gmailDeployment({ baseUrl, addonUrl }));
  return finding('deployment.json', first ?? null, 'Google would take it.');
}

function looksAt(baseUrl: string, endpoint: string): Look[] {
  return [
    {
      what: 'The add-on',
      address: `${endpoint}/healthz`,
      well: 'It is reached, and alive.',
      judge: (answer) =>
        firstWrong(answer, statusWrong, (one) => (jsonOf(one)?.alive === true ? null : 'It is not the add-on.')),
    },
    {
      what: 'Calls of strangers',
      address: endpoint + ADDON_TRIGGERS.home,
      method: 'POST',
      well: 'A call that Google did not sign is refused.',
      judge: (answer) => statusWrong(answer, 401),
    },
    {
      what: 'Logo',
      address: `${baseUrl}/addin/icons/icon-128.png`,
      well: 'Google can show it.',
      judge: (answer) =>
        firstWrong(answer, statusWrong, ({ headers }) =>
          headers['content-type'] === 'image/png' ? null : 'It does not come as image/png.',
        ),
    },
  ];
}
