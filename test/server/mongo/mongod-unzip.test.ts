import { deflateRawSync } from 'node:zlib';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { entryOf } from '../../../server/mongo/mongod-unzip.ts';

describe('entryOf', () => {
  const archive = zip([
    { name: 'package/__init__.py', content: 'no' },
    { name: 'package/bin/mongod', content: 'the server '.repeat(1000) },
  ]);

  it('unpacks the entry whose name ends so', async () => {
    expect((await entryOf(archive, 'bin/mongod')).toString()).to.equal('the server '.repeat(1000));
  });

  it('says which entry is not there', async () => {
    const error = await entryOf(archive, 'bin/mongos').catch((reason: Error) => reason);
    expect(error).to.be.an('error').with.property('message', 'the archive holds no bin/mongos');
  });
});

function zip(files: readonly { name: string; content: string }[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content } of files) {
    const packed = deflateRawSync(content);
    const header = Buffer.concat([Buffer.alloc(30), Buffer.from(name), Buffer.from('extra')]);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE('extra'.length, 28);
    const entry = Buffer.concat([Buffer.alloc(46), Buffer.from(name), Buffer.from('a comment')]);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE('a comment'.length, 32);
    entry.writeUInt32LE(Buffer.concat(bodies).length, 42);
    bodies.push(header, packed);
    directory.push(entry);
  }
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(bodies).length, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}
