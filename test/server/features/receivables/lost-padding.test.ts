import { expect } from 'chai';
import { LostPadding, type UnknownNumber } from '../../../../server/features/receivables/plan/lost-padding.ts';
import { useLedger } from '../../../support/ledger.ts';
import { applicationRow, customerRow, eur, itemRow, paymentRow } from '../../../support/ledger-rows.ts';

const NEWER = { dataAsOf: new Date('2026-11-20T00:00:00Z') };

describe('a file that has lost its padding zeros', function () {
  this.timeout(60_000);
  const ledger = useLedger();

  beforeEach(async () => {
    await ledger.take([
      customerRow('0000020017'),
      ...['0000611365', '0000611366', '0000611367'].map((number) => itemRow(number, { customerNumber: '0000020017' })),
    ]);
  });

  for (const onProblem of ['refuse', 'skip'] as const) {
    it(`is refused whole when its documents are the ledger's (${onProblem})`, async () => {
      const rows = ['611365', '611366', '611400'].map((number) => itemRow(number, { customerNumber: '0000020017' }));
      const { state, number, problems, notes } = await ledger.take(rows, { ...NEWER, onProblem });
      expect({ state, number }).to.deep.equal({ state: 'refused', number: null });
      expect(problems.map(({ column, value, problem }) => [column, value, problem])).to.deep.equal([
        ['number', '611365', 'is 0000611365 of the ledger without its padding zeros.'],
        ['number', '611366', 'is 0000611366 of the ledger without its padding zeros.'],
      ]);
      expect(notes.join(' ')).to.include('lost their padding zeros');
      expect(await ledger.all('itemVersions')).to.have.length(3);
    });

    it(`is refused whole when its customers are the ledger's (${onProblem})`, async () => {
      const rows = ['0000700001', '0000700002'].map((number) => itemRow(number, { customerNumber: '20017' }));
      const { state, problems } = await ledger.take(rows, { ...NEWER, onProblem });
      expect(state).to.equal('refused');
      expect(problems.map(({ column, value }) => [column, value])).to.deep.equal([
        ['customerNumber', '20017'],
        ['customerNumber', '20017'],
      ]);
      expect(await ledger.standing('customerVersions')).to.have.length(1);
    });

    it(`is refused whole when it is a list of customers (${onProblem})`, async () => {
      const { state } = await ledger.take([customerRow('20017'), customerRow('0000020018')], { ...NEWER, onProblem });
      expect(state).to.equal('refused');
    });

    it(`is refused whole when its applications name the ledger's documents (${onProblem})`, async () => {
      const rows = [paymentRow('P1', { customerNumber: '0000020017' }), applicationRow('611365', 'P1', eur(100))];
      const { state, problems } = await ledger.take(rows, { ...NEWER, onProblem });
      expect(state).to.equal('refused');
      expect(problems.map(({ problem }) => problem)).to.include(
        'is 0000611365 of the ledger without its padding zeros.',
      );
    });
  }

  it('is no such file when the number is of another series of documents', async () => {
    const other = itemRow('611365', { customerNumber: '0000020017', key: { companyCode: '2000' } });
    expect((await ledger.take([other], NEWER)).state).to.equal('committed');
  });

  it('is no such file when the ledger knows the number both ways', async () => {
    const both = itemRow('611365', { customerNumber: '0000020017', key: { documentType: 'RX' } });
    await ledger.take([both], NEWER);
    const again = itemRow('611365', { customerNumber: '0000020017', key: { documentType: 'RX' }, reference: 'x' });
    expect((await ledger.take([again], { dataAsOf: new Date('2026-11-21T00:00:00Z') })).state).to.equal('committed');
  });
});

describe('LostPadding', () => {
  const sound = (number: number) => ({ line: number, column: 'number', number: `9${number}`, known: [] });
  const lost = { line: 99, column: 'number', number: '7', known: ['007'] };

  function found(...parts: UnknownNumber[][]) {
    const padding = new LostPadding();
    const problems = parts.flatMap((part) => padding.find(part));
    return { problems, refusesWhole: padding.refusesWhole };
  }

  it('refuses a file whole from one unknown number in ten on', () => {
    expect(found([lost, ...Array.from({ length: 9 }, (_, number) => sound(number))]).refusesWhole).to.equal(true);
  });

  it('makes a problem of a single row below that, in whatever parts the numbers come', () => {
    const others = Array.from({ length: 10 }, (_, number) => sound(number));
    for (const parts of [
      [[lost, ...others]],
      [others, [lost]],
      [[lost], others],
      [...others, lost].map((one) => [one]),
    ]) {
      const { refusesWhole, problems } = found(...parts);
      expect(refusesWhole).to.equal(false);
      expect(problems.map(({ line, value }) => [line, value])).to.deep.equal([[99, '7']]);
    }
  });

  it('counts numbers, not rows', () => {
    const others = Array.from({ length: 9 }, (_, number) => sound(number));
    expect(found(...Array.from({ length: 30 }, () => others), [lost]).refusesWhole).to.equal(true);
  });

  it('judges each column by itself', () => {
    const others = Array.from({ length: 50 }, (_, number) => ({ ...sound(number), column: 'customerNumber' }));
    expect(found([lost, ...others]).refusesWhole).to.equal(true);
  });
});
