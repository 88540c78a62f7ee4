import { expect } from 'chai';
import { describe, it } from 'mocha';
import { ColleagueNames } from '../../../../server/features/customer-card/colleague-names.ts';
import { DocumentsShown } from '../../../../server/features/customer-card/documents-shown.ts';
import { Held } from '../../../../server/features/customer-card/held.ts';
import { inTenant } from '../../../../server/mongo/tenancy.ts';
import type { CustomerCard } from '../../../../shared/api/customers.ts';
import type { ItemId, TenantId } from '../../../../shared/domain/ids.ts';

const [US, THEM] = ['us', 'them'] as TenantId[] as [TenantId, TenantId];

/** A clock that the test moves. */
function aWatch() {
  const watch = { ms: 0, elapsed: () => watch.ms };
  return watch;
}

describe('Held', () => {
  it('reads once in three seconds for all who ask, and for each company by itself', async () => {
    const watch = aWatch();
    let reads = 0;
    const held = new Held(async () => ++reads, watch.elapsed);
    const ask = (tenant = US) => inTenant(tenant, () => held.now());
    expect(await Promise.all([ask(), ask(), ask()])).to.deep.equal([1, 1, 1]);
    expect(await ask(THEM)).to.equal(2);
    watch.ms = 2_999;
    expect(await ask()).to.equal(1);
    watch.ms = 3_000;
    expect(await ask()).to.equal(3);
  });

  it('tells those who asked that it could not be read, and asks anew for the next', async () => {
    const answers = [Promise.reject(new Error('no database')), Promise.resolve('read')];
    const held = new Held(() => answers.shift() ?? Promise.resolve('nothing'), aWatch().elapsed);
    const ask = () => inTenant(US, () => held.now());
    const failed = await ask().catch((error: Error) => error.message);
    expect([failed, await ask()]).to.deep.equal(['no database', 'read']);
  });
});

describe('ColleagueNames', () => {
  it('knows those who work here, by their address however it is written', async () => {
    const people = [
      { email: 'ana@brightwater.example', name: 'Ana', disabled: false },
      { email: 'bo@brightwater.example', name: 'Bo', disabled: true },
    ];
    const names = new ColleagueNames({ list: async () => people });
    const asked = ['Ana@Brightwater.example', 'bo@brightwater.example', 'cy@brightwater.example', ''];
    const told = await inTenant(US, () => Promise.all(asked.map((email) => names.nameOf(email))));
    expect(told).to.deep.equal(['Ana', null, null, null]);
  });
});

describe('DocumentsShown', () => {
  const cardWith = (...items: string[]) =>
    ({ oldestItems: items.map((id) => ({ id, hasDocument: false })) }) as unknown as CustomerCard;

  function shown(kept: Set<string>) {
    const watch = aWatch();
    let asked = 0;
    const documents = new DocumentsShown(
      {
        hasAny: async () => kept.size > 0,
        hasDocuments: async (ids: readonly ItemId[]) => {
          asked += 1;
          return new Set(ids.filter((id) => kept.has(id)));
        },
      },
      watch.elapsed,
    );
    return { watch, documents, asked: () => asked };
  }

  it('asks of items only where there are documents, and once for cards that come together', async () => {
    const kept = new Set<string>();
    const { watch, documents, asked } = shown(kept);
    const card = cardWith('1', '2');
    expect(await inTenant(US, () => documents.on(card))).to.equal(card);
    expect(asked()).to.equal(0);
    kept.add('2');
    watch.ms = 3_000;
    const marked = await inTenant(US, () => Promise.all([documents.on(card), documents.on(cardWith('3'))]));
    expect(marked.map(({ oldestItems }) => oldestItems.map(({ hasDocument }) => hasDocument))).to.deep.equal([
      [false, true],
      [false],
    ]);
    expect(asked()).to.equal(1);
    expect(card.oldestItems[1]?.hasDocument).to.equal(false);
  });

  it('lets an answer hold for three seconds', () => {
    const { watch, documents } = shown(new Set());
    watch.ms = 10_000;
    const moment = documents.moment();
    watch.ms = 12_999;
    expect(documents.holds(moment)).to.equal(true);
    watch.ms = 13_000;
    expect(documents.holds(moment)).to.equal(false);
  });
});
