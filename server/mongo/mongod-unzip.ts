import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = Buffer.from('PK\u0005\u0006', 'latin1');
const DIRECTORY_ENTRY_BYTES = 46;
const FILE_HEADER_BYTES = 30;

/** The content of the first entry of a zip archive whose name ends so. Reads what wheels are made of: deflate, no encryption, below 4 GB. */
export async function entryOf(zip: Buffer, nameEnd: string): Promise<Buffer> {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  const entries = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry++) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + DIRECTORY_ENTRY_BYTES, at + DIRECTORY_ENTRY_BYTES + nameLength);
    if (name.endsWith(nameEnd)) {
      return unpack(zip, { header: zip.readUInt32LE(at + 42), packedBytes: zip.readUInt32LE(at + 20) });
    }
    at += DIRECTORY_ENTRY_BYTES + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive holds no ${nameEnd}`);
}

function unpack(zip: Buffer, { header, packedBytes }: { header: number; packedBytes: number }): Promise<Buffer> {
  const start = header + FILE_HEADER_BYTES + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  return promisify(inflateRaw)(zip.subarray(start, start + packedBytes)) as Promise<Buffer>;
}
