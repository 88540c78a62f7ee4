import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ACTION_NAMES } from '../../gmail-addon/actions.ts';
import { deploymentFor } from '../../gmail-addon/deployment.ts';
import { actionPath, TRIGGERS } from '../../gmail-addon/entry-points.ts';
import { lintDeployment } from '../../gmail-addon/lint-deployment.ts';

const SAMPLE = {
  endpoint: 'https://gmail.duethread.example',
  logoUrl: 'https://duethread.example/addin/icons/icon-128.png',
};
const FILE = JSON.parse(readFileSync(new URL('../../gmail-addon/deployment.json', import.meta.url), 'utf8'));

type Loose = { [key: string]: Loose };
const changed = (change: (deployment: Loose) => void): unknown => {
  const copy = structuredClone(FILE);
  change(copy);
  return copy;
};

describe('deployment.json', () => {
  it('is what the sources make for the sample address', () => {
    expect(FILE).to.deep.equal(JSON.parse(JSON.stringify(deploymentFor(SAMPLE))));
  });

  it('passes its linter', () => {
    expect(lintDeployment(FILE)).to.deep.equal([]);
  });

  it('names addresses that are told apart from one another and from every button’s', () => {
    const paths = [...Object.values(TRIGGERS), ...ACTION_NAMES.map(actionPath)];
    expect(new Set(paths).size).to.equal(paths.length);
  });
});

describe('lintDeployment', () => {
  const cases: [string, unknown, string][] = [
    [
      'an unknown field',
      changed((file) => Object.assign(file.addOns?.common ?? {}, { colour: 'red' })),
      'unknown field colour',
    ],
    ['an address without https', deploymentFor({ ...SAMPLE, endpoint: 'http://gmail.duethread.example' }), 'https://'],
    [
      'a query',
      changed((file) =>
        Object.assign(file.addOns?.common?.homepageTrigger ?? {}, { runFunction: 'https://x.example/home?a=1' }),
      ),
      'without query',
    ],
    [
      'two places',
      changed((file) =>
        Object.assign(file.addOns?.common?.homepageTrigger ?? {}, { runFunction: 'https://x.example/home' }),
      ),
      'several origins',
    ],
    [
      'a restricted scope',
      changed((file) =>
        Object.assign(file, { oauthScopes: [...FILE.oauthScopes, 'https://www.googleapis.com/auth/gmail.readonly'] }),
      ),
      'restricted',
    ],
    [
      'a scope too few',
      changed((file) => Object.assign(file, { oauthScopes: FILE.oauthScopes.slice(1) })),
      'is missing',
    ],
    [
      'the user’s token in the header',
      changed((file) => Object.assign(file.addOns?.httpOptions ?? {}, { authorizationHeader: 'USER_ID_TOKEN' })),
      'authorizationHeader',
    ],
    ['nothing', null, 'the file'],
  ];
  for (const [title, deployment, problem] of cases) {
    it(`refuses ${title}`, () => {
      expect(lintDeployment(deployment).join('\n')).to.contain(problem);
    });
  }
});
