import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../server/mongo/versions.ts';
import type { TemplateId, TenantId } from '../../../../shared/domain/ids.ts';
import { useApp } from '../../../support/app.ts';

const TENANT = 'a'.repeat(24) as TenantId;
const OTHER = 'b'.repeat(24) as TenantId;

function aTemplate(changes: object = {}): object {
  return {
    name: 'Reminder',
    stage: 'first_notice',
    language: 'en',
    subject: 'Hi',
    html: '<p>{{ total }}</p>',
    ...changes,
  };
}

describe('TemplateService', function () {
  this.timeout(60_000);
  const app = useApp();
  const { templateService } = app.services;
  const load = (...templates: object[]) => inTenant(TENANT, () => templateService.loadFile({ templates }, 'ana'));
  const stored = () =>
    collectionNamed<{ version: number; state: string }>('templates')
      .find({ tenantId: TENANT } as never)
      .sort({ name: 1, language: 1, version: 1 })
      .toArray();
  const states = async () => (await stored()).map(({ version, state }) => `${version} ${state}`);

  it('makes what it loads live, approved by who loads it', async () => {
    const { loaded, unchanged } = await load(aTemplate(), aTemplate({ language: 'de' }));
    expect(unchanged).to.deep.equal([]);
    expect(loaded.map(({ name, language, version }) => `${name} ${language} ${version}`)).to.deep.equal([
      'Reminder en 1',
      'Reminder de 1',
    ]);
    const [first] = await stored();
    expect(first).to.deep.include({
      state: 'live',
      approvedBy: 'ana',
      approvedAt: app.clock.now(),
      variables: ['total'],
    });
  });

  it('leaves what has the same words, and makes other words the next version', async () => {
    await load(aTemplate(), aTemplate({ language: 'de' }));
    const { loaded, unchanged } = await load(
      aTemplate({ html: ['<p>', '{{ total }} please</p>'] }),
      aTemplate({ language: 'de' }),
    );
    expect(loaded.map(({ version }) => version)).to.deep.equal([2]);
    expect(unchanged.map(({ language }) => language)).to.deep.equal(['de']);
    expect(await states()).to.deep.equal(['1 live', '1 retired', '2 live']);
  });

  it('does not bring a retired version back, but makes its words a new one', async () => {
    await load(aTemplate());
    await load(aTemplate({ subject: 'Hello' }));
    await load(aTemplate());
    expect(await states()).to.deep.equal(['1 retired', '2 retired', '3 live']);
  });

  it('loads all or none', async () => {
    const failed = await load(aTemplate(), aTemplate({ name: 'Second', html: '<p>{{ iban }}</p>' })).catch(
      (error) => error,
    );
    expect(failed).to.include({ code: 'request_invalid' });
    expect(await stored()).to.deep.equal([]);
  });

  it('has one live version of a template when two load at once', async () => {
    await Promise.allSettled([
      load(aTemplate()),
      load(aTemplate({ subject: 'Hello' })),
      load(aTemplate({ subject: 'Bonjour' })),
    ]);
    expect((await states()).filter((state) => state.endsWith('live'))).to.have.length(1);
  });

  it('finds a template by its id, live ones only, in its own company only', async () => {
    const first = (await load(aTemplate())).loaded[0]?.id as TemplateId;
    const template = await inTenant(TENANT, () => templateService.readLive(first));
    expect(template).to.include({ subject: 'Hi', state: 'live' });
    const foreign = await inTenant(OTHER, () => templateService.readLive(first)).catch((error) => error);
    expect(foreign).to.include({ code: 'template_not_found' });
    await load(aTemplate({ subject: 'Hello' }));
    const retired = await inTenant(TENANT, () => templateService.readLive(first)).catch((error) => error);
    expect(retired).to.include({ code: 'template_not_live' });
  });
});
