import { hash } from 'node:crypto';

const BITS = 256n;

/** Counts documents and sums up their SHA-256, so that two collections can be held against one another whatever their order. */
export class DocumentSum {
  private total = 0n;
  documents = 0;

  add(bson: Uint8Array): void {
    this.documents += 1;
    this.total = BigInt.asUintN(Number(BITS), this.total + BigInt(`0x${hash('sha256', bson, 'hex')}`));
  }

  /** 64 hexadecimal digits. */
  get sum(): string {
    return this.total.toString(16).padStart(Number(BITS / 4n), '0');
  }
}
