import { ExactSum } from '../formats/exact-sum.ts';
import type { Bai2Record } from './bai2-records.ts';

interface Level {
  readonly name: string;
  sum: ExactSum;
  /** Parts one level below. */
  parts: number;
  records: number;
}

/** The sums and counts that the trailers of a BAI2 file (49, 98, 99) state, held against what was read. */
export class Bai2Control {
  private readonly account: Level = level('account');
  private readonly group: Level = level('group');
  private readonly file: Level = level('file');

  constructor(private readonly differs: (sentence: string) => void) {}

  /** Counts the lines of a record at every level that it is part of. */
  count({ code, lines }: Bai2Record): void {
    if (code === '01') this.reset(this.file);
    if (code === '02') this.reset(this.group);
    if (code === '03') this.reset(this.account);
    this.file.records += lines;
    if (code === '01' || code === '99') return;
    this.group.records += lines;
    if (code === '02' || code === '98') return;
    this.account.records += lines;
  }

  /** An amount of an account's summary or detail, in whole minor units. */
  add(minor: string): void {
    if (/^[+-]?\d{1,18}$/.test(minor)) this.account.sum.add(minor);
  }

  endAccount(record: Bai2Record, [total = '', records = '']: readonly string[]): void {
    this.compare(this.account, { record, total, records });
    this.raise(this.account, this.group);
  }

  endGroup(record: Bai2Record, [total = '', accounts = '', records = '']: readonly string[]): void {
    this.compare(this.group, { record, total, records, parts: accounts, of: 'accounts' });
    this.raise(this.group, this.file);
  }

  endFile(record: Bai2Record, [total = '', groups = '', records = '']: readonly string[]): void {
    this.compare(this.file, { record, total, records, parts: groups, of: 'groups' });
  }

  private compare(
    found: Level,
    stated: { record: Bai2Record; total: string; records: string; parts?: string; of?: string },
  ): void {
    const place = `The ${found.name} that ends at line ${stated.record.line}`;
    if (/^[+-]?\d{1,18}$/.test(stated.total) && !found.sum.equals(stated.total)) {
      this.differs(
        `${place} states a control total of ${Number(stated.total)}, and its amounts come to ${whole(found.sum)}`,
      );
    }
    if (/^\d{1,9}$/.test(stated.records) && Number(stated.records) !== found.records) {
      this.differs(`${place} states ${Number(stated.records)} records and has ${found.records}`);
    }
    if (stated.parts !== undefined && /^\d{1,9}$/.test(stated.parts) && Number(stated.parts) !== found.parts) {
      this.differs(`${place} states ${Number(stated.parts)} ${stated.of} and has ${found.parts}`);
    }
  }

  private raise(from: Level, to: Level): void {
    to.sum.add(from.sum.decimal);
    to.parts += 1;
  }

  private reset(at: Level): void {
    Object.assign(at, level(at.name));
  }
}

function level(name: string): Level {
  return { name, sum: new ExactSum(), parts: 0, records: 0 };
}

function whole(sum: ExactSum): string {
  return sum.decimal.replace(/\.00$/, '');
}
