import { expect } from 'chai';
import { describe, it } from 'mocha';
import { inTenant } from '../../../../../server/mongo/tenancy.ts';
import { useApp } from '../../../../support/app.ts';
import { FedLedger } from '../fed-ledger.ts';
import { bankFixture } from './read-statement.ts';

const DAY = '2026-11-20';

/** A statement of the next day with one return in it. */
function mt940(endToEndId: string, amount = '500,00', closing = '945,'): string {
  return [
    '{1:F01BANKDEFFXXXX0000000000}{2:O940BANKDEFFXXXXN}{3:}{4:',
    ':20:STARTUMS',
    ':25:10020030/1234567',
    ':28C:00234/00001',
    ':60F:C261119EUR1445,',
    `:61:2611201120RC${amount}NRTINONREF//2026112000009`,
    `:86:109?00RUECKLASTSCHRIFT?20EREF+${endToEndId}?21SVWZ+Konto geschlossen`,
    `:62F:C261120EUR${closing}`,
    '-}',
    '',
  ].join('\r\n');
}

const CAMT = `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>STMT-20261120</MsgId><CreDtTm>2026-11-21T05:00:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>STMT-20261120-1</Id><ElctrncSeqNb>222</ElctrncSeqNb>
<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">2305.50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1520.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-20</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">785.50</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-20</Dt></BookgDt><ValDt><Dt>2026-11-20</Dt></ValDt><AcctSvcrRef>2026112000009</AcctSvcrRef>
<NtryDtls><TxDtls><Refs><EndToEndId>DD-1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>`;

const BAI2 = `01,122099999,123456789,261121,0500,8,80,,2/
02,031001234,122099999,1,261120,2359,,2/
03,0123456789,,010,163000,,,015,113000,,/
16,555,50000,0,RT2611200001,PO-77,NSF CHECK/
49,326000,3/
98,326000,1,5/
99,326000,1,7/
`;

const FORMATS = [
  { profile: 'mt940', first: bankFixture('mt940.sta'), later: mt940('PO-77'), payment: '500.00' },
  { profile: 'camt', first: bankFixture('camt053.xml'), later: CAMT, payment: '785.50' },
  { profile: 'bai2', first: bankFixture('bai2.txt'), later: BAI2, payment: '500.00' },
] as const;

describe('a return of a payment that came in an earlier file', function () {
  this.timeout(180_000);
  const app = useApp();
  const ledger = new FedLedger(() => app.services);

  for (const { profile, first, later, payment } of FORMATS) {
    it(`takes it back once, however often the files are fed: ${profile}`, async () => {
      const { id } = await app.tenant();
      await inTenant(id, async () => {
        await ledger.feed({ profile, file: first });
        const before = await ledger.openOn(DAY);
        const taken = await ledger.feed({ profile, file: later });
        expect(taken.state, JSON.stringify([taken.problems, taken.holds])).to.equal('committed');
        expect(taken.notes.join()).to.not.contain('Returned by the bank');
        const after = await ledger.openOn(DAY);
        expect(before.filter((line) => !after.includes(line)).map((line) => line.split('/').at(-1))).to.have.length(1);
        expect(before.find((line) => !after.includes(line))).to.contain(`${payment} payment`);
        for (const file of [first, later, `${later}\n`]) {
          const again = await ledger.feed({ profile, file });
          expect([again.state, again.counts.new, again.counts.changed], again.problems.join()).to.deep.equal([
            'unchanged',
            0,
            0,
          ]);
        }
        expect(await ledger.openOn(DAY)).to.deep.equal(after);
      });
    });
  }

  for (const [what, later, said] of [
    ['none is named by it', mt940('PO-78'), '(PO-78)'],
    ['none has so much left', mt940('PO-77', '500,01', '944,99'), '500.01 EUR'],
  ] as const) {
    it(`is left to a person, and refuses nothing, where ${what}`, async () => {
      const { id } = await app.tenant();
      await inTenant(id, async () => {
        await ledger.feed({ profile: 'mt940', file: bankFixture('mt940.sta') });
        const open = await ledger.openOn(DAY);
        const { state, notes, problems } = await ledger.feed({ profile: 'mt940', file: later });
        expect([state, problems]).to.deep.equal(['unchanged', []]);
        expect(notes.find((note) => note.startsWith('Returned by the bank'))).to.contain(said);
        expect(await ledger.openOn(DAY)).to.deep.equal(open);
      });
    });
  }

  it('is left to a person who is told the payments, where several fit', async () => {
    const { id } = await app.tenant();
    await inTenant(id, async () => {
      const first = bankFixture('mt940.sta');
      const second = first
        .replace('00233/', '00232/')
        .replace('2026111900001', '2026111900055')
        .replace('2026111900009', '2026111900056');
      await ledger.feed({ profile: 'mt940', file: first });
      await ledger.feed({ profile: 'mt940', file: second });
      const open = await ledger.openOn(DAY);
      const { notes } = await ledger.feed({ profile: 'mt940', file: mt940('PO-77') });
      const note = notes.find((one) => one.startsWith('Returned by the bank')) ?? '';
      expect(note).to.contain('which may be any of');
      expect(note).to.contain('2026111900001').and.contain('2026111900055');
      expect(await ledger.openOn(DAY)).to.deep.equal(open);
    });
  });
});
