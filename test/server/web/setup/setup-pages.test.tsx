import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { CompanyView } from '../../../../server/web/setup/CompanyView.tsx';
import { GmailView } from '../../../../server/web/setup/GmailView.tsx';
import { OutlookView } from '../../../../server/web/setup/OutlookView.tsx';
import { SetupView } from '../../../../server/web/setup/SetupView.tsx';
import {
  changeCompany,
  type GmailSetupView,
  type OutlookSetupView,
  readCompany,
  readGmailSetup,
  readOutlookSetup,
  readSetup,
  type SetupStepView,
  takeManifest,
  trySetupStep,
} from '../../../../shared/api/setup.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { eventually } from '../../../addin/support/eventually.ts';
import { Refusal } from '../../../addin/support/fake-api.ts';
import { draw, PageApi, usePages } from '../support/a-page.tsx';

const TRIED = { at: '2026-11-22T09:00:00.000Z', by: 'tomas@own.example' };

function aStep(told: Partial<SetupStepView> = {}): SetupStepView {
  return {
    step: 'feed',
    state: 'missing',
    found: 'no file taken yet',
    missing: 'Feed the ERP’s customers and open items.',
    href: '/feeds',
    lastTry: null,
    ...told,
  };
}

function anOutlook(told: Partial<OutlookSetupView> = {}): OutlookSetupView {
  return {
    manifest: { id: 'b3a6', version: '1.1.0.0', address: 'https://own.example/manifests/outlook.xml', problems: [] },
    whyNoManifest: null,
    registration: [{ heading: 'The API', values: [{ label: 'Scope', value: 'access_as_user', note: null }] }],
    consentLinks: [{ directory: 'd1ce', href: 'https://login.example/d1ce/v2.0/adminconsent' }],
    taken: null,
    lastTry: null,
    ...told,
  };
}

function aGmail(told: Partial<GmailSetupView> = {}): GmailSetupView {
  return {
    deployment: { json: '{"oauthScopes":[]}', problems: [] },
    whyNoDeployment: null,
    scopes: [{ scope: 'openid', class: 'not_sensitive', reason: 'Makes it a signed token.' }],
    ids: [],
    lastTry: null,
    ...told,
  };
}

describe('the checklist of the set-up', () => {
  usePages();

  it('counts what is done of what is needed', async () => {
    const steps = [
      aStep({ step: 'company', state: 'done', missing: null }),
      aStep(),
      aStep({ step: 'gmail', state: 'not_needed', missing: null }),
    ];
    const page = await draw(
      new PageApi().on(readSetup, () => ({ steps })),
      '/admin/setup',
      <SetupView />,
    );
    await page.findByText('1 of 2 steps are done.');
    expect(page.getByRole('link', { name: 'Open: Feed of the ERP' }).getAttribute('href')).to.equal('/feeds');
    expect(page.queryByRole('button', { name: 'Try it: Gmail' })).to.equal(null);
  });

  it('tries a step, and opens what did not pass', async () => {
    let step = aStep();
    const api = new PageApi()
      .on(readSetup, () => ({ steps: [step] }))
      .on(trySetupStep, () => {
        const findings = [
          { what: 'The last file', passed: true, sentence: 'It was taken.' },
          { what: 'Its age', passed: false, sentence: 'What it says is 5 days old.' },
        ];
        step = aStep({ lastTry: { ...TRIED, passed: false, findings } });
        return step;
      });
    const page = await draw(api, '/admin/setup', <SetupView />);
    fireEvent.click(await page.findByRole('button', { name: 'Try it: Feed of the ERP' }));
    await page.findByText(/1 of 2 did not pass/);
    expect(page.container.querySelector('details.try')?.hasAttribute('open')).to.equal(true);
    expect(page.getByText('What it says is 5 days old.', { exact: false })).not.to.equal(null);
    expect(api.of(trySetupStep)[0]?.path).to.equal('/api/setup/checks/feed');
  });
});

describe('the page of the company', () => {
  usePages();
  const company = {
    name: 'Own GmbH',
    zone: 'Europe/Berlin',
    currency: currencyCode('EUR'),
    isCurrencyFixed: true,
    ownDomains: ['own.example'],
  };

  it('sends what is written, and says the server’s sentence where it is refused', async () => {
    const api = new PageApi()
      .on(readCompany, () => company)
      .on(changeCompany, () => {
        throw new Refusal('company_refused');
      });
    const page = await draw(api, '/admin/company', <CompanyView />);
    fireEvent.input(await page.findByLabelText(/^Own mail domains/), { target: { value: 'own.example, own.test' } });
    fireEvent.submit(page.getByRole('form', { name: 'Company' }));
    await page.findByRole('alert');
    expect(api.of(changeCompany)[0]?.body).to.deep.equal({
      name: 'Own GmbH',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      ownDomains: ['own.example', 'own.test'],
    });
    expect(page.getByLabelText(/^Currency/).hasAttribute('readonly')).to.equal(true);
  });
});

describe('the page of Outlook', () => {
  usePages();

  it('hands the manifest out, and the server knows it', async () => {
    const api = new PageApi()
      .on(readOutlookSetup, () => anOutlook())
      .on(takeManifest, () => ({ fileName: 'duethread-1.1.0.0.xml', xml: '<OfficeApp/>' }));
    const saved: Blob[] = [];
    URL.createObjectURL = (given) => {
      saved.push(given as Blob);
      return 'blob:manifest';
    };
    // A browser keeps the file; here the click would lead away from the page.
    HTMLElement.prototype.click = () => {};
    const page = await draw(api, '/admin/outlook', <OutlookView />);
    fireEvent.click(await page.findByRole('button', { name: 'Download the manifest' }));
    await page.findByText('It is in your downloads.');
    await eventually(() => saved.length === 1);
    expect([saved[0]?.type, await saved[0]?.text()]).to.deep.equal(['application/xml', '<OfficeApp/>']);
    expect(api.of(takeManifest)).to.have.lengthOf(1);
    expect(page.getByText('https://own.example/manifests/outlook.xml')).not.to.equal(null);
    const consent = page.getByRole('link', { name: 'Consent in the directory d1ce' });
    expect(consent.getAttribute('rel')).to.equal('noreferrer');
  });

  const taken = { at: TRIED.at, by: TRIED.by, version: '1.0.0.0' };
  it('warns with before and after where consent will be asked again', async () => {
    const consentChanges = [{ what: 'permissions', before: 'ReadWriteItem', after: 'ReadWriteMailbox' }];
    const setup = anOutlook({ taken: { ...taken, isSame: false, consentChanges } });
    const page = await draw(
      new PageApi().on(readOutlookSetup, () => setup),
      '/admin/outlook',
      <OutlookView />,
    );
    expect((await page.findByRole('alert')).textContent).to.include('Consent will be asked again.');
    const row = page.getByRole('row', { name: /permissions/ });
    expect(row.textContent).to.match(/ReadWriteItem.*ReadWriteMailbox/);
  });

  it('warns of nothing where only the looks have changed', async () => {
    const setup = anOutlook({ taken: { ...taken, isSame: false, consentChanges: [] } });
    const page = await draw(
      new PageApi().on(readOutlookSetup, () => setup),
      '/admin/outlook',
      <OutlookView />,
    );
    await page.findByText(/nobody is asked to consent/);
    expect(page.queryByRole('alert')).to.equal(null);
  });

  it('says what Outlook would refuse', async () => {
    const [manifest] = [anOutlook().manifest];
    if (manifest === null || manifest === undefined) throw new Error('It has one.');
    const setup = anOutlook({ manifest: { ...manifest, problems: [{ line: 7, problem: 'The name is too long.' }] } });
    const page = await draw(
      new PageApi().on(readOutlookSetup, () => setup),
      '/admin/outlook',
      <OutlookView />,
    );
    await page.findByText('Line 7: The name is too long.');
  });
});

describe('the page of Gmail', () => {
  usePages();

  it('has the scopes with their reasons, and the line for Cloud Shell', async () => {
    const page = await draw(
      new PageApi().on(readGmailSetup, () => aGmail()),
      '/admin/gmail',
      <GmailView />,
    );
    await page.findByText(/gcloud workspace-add-ons deployments create/);
    expect(page.getByRole('row', { name: /openid/ }).textContent).to.include('not sensitive');
  });

  it('says what Google would not take, and offers no line for it', async () => {
    const setup = aGmail({ deployment: { json: '{}', problems: ['oauthScopes: needs a scope at least.'] } });
    const page = await draw(
      new PageApi().on(readGmailSetup, () => setup),
      '/admin/gmail',
      <GmailView />,
    );
    await page.findByText('oauthScopes: needs a scope at least.');
    expect(page.queryByText(/gcloud/)).to.equal(null);
  });

  it('says why there is none', async () => {
    const setup = aGmail({ deployment: null, whyNoDeployment: 'GMAIL_ADDON_ENDPOINT is not set.' });
    const page = await draw(
      new PageApi().on(readGmailSetup, () => setup),
      '/admin/gmail',
      <GmailView />,
    );
    await page.findByText('GMAIL_ADDON_ENDPOINT is not set.');
  });
});
