import { hash } from 'node:crypto';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { LogEntry } from '../../../../server/features/activities/activity-entry.ts';
import { entryHash } from '../../../../server/features/activities/entry-hash.ts';
import { calendarDate } from '../../../../shared/domain/calendar-date.ts';
import { currencyCode } from '../../../../shared/domain/currency.ts';
import { money } from '../../../../shared/domain/money.ts';

const at = new Date('2026-11-20T09:00:00.000Z');
const EUR = currencyCode('EUR');
const CALL: LogEntry = {
  ...{ id: 'a1', seq: 7, kind: 'activity', refersTo: null, clientKey: 'key', actor: { id: 'ana', name: 'Ana' } },
  ...{ customerId: 'kestrel', itemIds: ['k1'], itemNumbers: ['104233'], contact: null, channel: 'phone' },
  ...{ code: 'phone_promise_to_pay', outcome: 'promised_in_full', reason: null, amount: money(900, EUR) },
  ...{ date: calendarDate('2026-12-04'), client: 'outlook', message: null, delivery: null, dispatchId: null },
  ...{ gate: null, occurredAt: at, recordedAt: at, businessDay: calendarDate('2026-11-20'), dataAsOf: null },
  ...{ noteHash: null, bodyHash: null },
} as object as LogEntry;

const part = (minor: number, day: string) => ({ amount: money(minor, EUR), promisedFor: calendarDate(day) });

describe('entryHash', () => {
  it('is over these parts of an entry, in this order, as it is in every log that there is', () => {
    const written =
      '["before",["a1",7,"activity",null,"key",{"id":"ana","name":"Ana"},"kestrel",["k1"],["104233"],null,"phone"],' +
      '["phone_promise_to_pay","promised_in_full",null,{"minor":900,"currency":"EUR"},"2026-12-04","outlook",null,null,null,null],' +
      '["2026-11-20T09:00:00.000Z","2026-11-20T09:00:00.000Z","2026-11-20",null,null,null]]';
    expect(entryHash('before', CALL)).to.equal(hash('sha256', written, 'base64url'));
  });

  it('tells instalments and resolutions apart', () => {
    const hashes = [
      CALL,
      { ...CALL, instalments: [part(400, '2026-11-27'), part(500, '2026-12-04')] },
      { ...CALL, instalments: [part(500, '2026-11-27'), part(400, '2026-12-04')] },
      { ...CALL, instalments: [part(400, '2026-11-28'), part(500, '2026-12-04')] },
      { ...CALL, resolution: 'accepted' as const },
      { ...CALL, resolution: 'rejected' as const },
    ].map((entry) => entryHash(null, entry));
    expect(new Set(hashes)).to.have.property('size', hashes.length);
  });
});
