import { createHash, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type FeedFile, fileFromBytes } from '../../../../../server/features/erp-feed/feed-file.ts';
import { FileBlockRepository } from '../../../../../server/features/erp-feed/kept/file-block-repository.ts';
import { KeptFileRepository } from '../../../../../server/features/erp-feed/kept/kept-file-repository.ts';
import { KeptFiles } from '../../../../../server/features/erp-feed/kept/kept-files.ts';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { collectionNamed } from '../../../../../server/mongo/versions.ts';
import type { TenantId } from '../../../../../shared/domain/ids.ts';
import { useStore } from '../../../../support/app.ts';

const OURS = 'ours' as TenantId;
const THEIRS = 'theirs' as TenantId;
const DAY = 24 * 3_600_000;
const MONDAY = new Date('2026-11-16T09:00:00Z');
const LATER = new Date(MONDAY.getTime() + 30 * DAY);

interface Block {
  tenantId: string;
  content: { length(): number };
}

describe('KeptFiles', function () {
  this.timeout(120_000);
  useStore();
  const kept = new KeptFiles(new KeptFileRepository(), new FileBlockRepository());

  function hashOf(bytes: Buffer): string {
    return createHash('sha256').update(bytes).digest('hex');
  }

  async function keep(bytes: Buffer, at = MONDAY, tenant = OURS): Promise<string> {
    const hash = hashOf(bytes);
    expect(await inTenant(tenant, () => kept.keep(fileFromBytes('a.csv', bytes), hash, at))).to.equal(true);
    return hash;
  }

  async function read(hash: string, tenant = OURS): Promise<Buffer | null> {
    return await inTenant(tenant, async () => {
      const file = await kept.open(hash, 'a.csv');
      return file === null ? null : await bytesOf(file);
    });
  }

  async function blocks(tenant = OURS): Promise<Block[]> {
    return await inTenant(tenant, () => collectionNamed<Block>('feedFileBlocks').find({ tenantId: tenant }).toArray());
  }

  function sweep(before: Date, isNeeded = async (_hash: string) => false, now = LATER): Promise<number> {
    return inTenant(OURS, () => kept.sweep(before, { now, isNeeded }));
  }

  it('gives every file back byte for byte, whatever its size, however its bytes arrive', async () => {
    const sizes = fc.constantFrom(0, 1, 999_999, 1_000_000, 1_000_001, 2_500_000);
    await fc.assert(
      fc.asyncProperty(sizes, fc.integer({ min: 10_000, max: 1_500_000 }), async (size, chunk) => {
        const bytes = randomBytes(size);
        const file: FeedFile = {
          name: 'a.csv',
          async *chunks() {
            for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
          },
        };
        const hash = hashOf(bytes);
        await inTenant(OURS, () => kept.keep(file, hash, MONDAY));
        expect((await read(hash))?.equals(bytes)).to.equal(true);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps blocks that fit a document many times, and compresses what can be', async () => {
    await keep(randomBytes(3_200_000));
    await keep(Buffer.from('0071,C1,2026-08-03,5.00,EUR\n'.repeat(100_000)));
    const sizes = (await blocks()).map(({ content }) => content.length());
    expect(Math.max(...sizes)).to.be.lessThan(1_001_000);
    expect(sizes.filter((size) => size < 50_000)).to.have.length(3);
  });

  it('keeps a file once, also where it comes many times at once', async () => {
    const bytes = randomBytes(2_500_000);
    await Promise.all(Array.from({ length: 20 }, () => keep(bytes)));
    expect(await blocks()).to.have.length(3);
    expect((await read(await keep(bytes)))?.equals(bytes)).to.equal(true);
  });

  it('keeps nothing of a file whose bytes have changed', async () => {
    const isKept = await inTenant(OURS, () =>
      kept.keep(fileFromBytes('a', Buffer.from('new')), hashOf(Buffer.from('old')), MONDAY),
    );
    expect(isKept).to.equal(false);
    expect(await blocks()).to.deep.equal([]);
    expect(await read(hashOf(Buffer.from('new')))).to.equal(null);
  });

  it('gives no file to another company, and keeps its own for each', async () => {
    const hash = await keep(Buffer.from('ours'));
    expect(await read(hash, THEIRS)).to.equal(null);
    await keep(Buffer.from('ours'), MONDAY, THEIRS);
    expect(await blocks(THEIRS)).to.have.length(1);
    await sweep(LATER);
    expect((await read(hash, THEIRS))?.toString()).to.equal('ours');
  });

  it('removes what was last fed before an instant, but for what is needed', async () => {
    const old = await keep(Buffer.from('old'));
    const needed = await keep(Buffer.from('needed'));
    const again = await keep(Buffer.from('again'));
    await keep(Buffer.from('again'), LATER);
    expect(await sweep(MONDAY), 'what was fed at that instant stays').to.equal(0);
    expect(await sweep(new Date(MONDAY.getTime() + 1), async (hash) => hash === needed)).to.equal(1);
    expect([await read(old), (await read(needed))?.toString(), (await read(again))?.toString()]).to.deep.equal([
      null,
      'needed',
      'again',
    ]);
    expect(await blocks()).to.have.length(2);
  });

  it('removes what a copy that broke off has left, but not while it may be under way', async () => {
    const whole = await keep(Buffer.from('whole'));
    const broken: FeedFile = {
      name: 'a.csv',
      async *chunks() {
        yield randomBytes(1_000_000);
        throw new Error('The disk is gone.');
      },
    };
    const failure: unknown = await inTenant(OURS, () => kept.keep(broken, 'x', MONDAY)).catch(
      (error: unknown) => error,
    );
    expect(String(failure)).to.contain('The disk is gone.');
    await sweep(MONDAY, undefined, new Date(MONDAY.getTime() + DAY / 2));
    expect(await blocks()).to.have.length(2);
    await sweep(MONDAY, undefined, LATER);
    expect(await blocks()).to.have.length(1);
    expect((await read(whole))?.toString()).to.equal('whole');
  });

  it('never gives a part of a file for the whole', async () => {
    const hash = await keep(randomBytes(2_500_000));
    await inTenant(OURS, () => collectionNamed('feedFileBlocks').deleteOne({ tenantId: OURS, at: 2 }));
    const failure: unknown = await read(hash).catch((error: unknown) => error);
    expect(String(failure)).to.contain('2000000 bytes are left of 2500000');
  });
});

async function bytesOf(file: FeedFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of file.chunks()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
