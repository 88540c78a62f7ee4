import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { Clue, EvidenceKind, Weight } from '../../../../server/features/thread-context/clue.ts';
import { decideWhose, type ThreadFindings } from '../../../../server/features/thread-context/decide-whose.ts';
import { EVIDENCE_KINDS } from '../../../../shared/api/thread-context.ts';
import type { CustomerId } from '../../../../shared/domain/ids.ts';

const A = 'a' as CustomerId;
const B = 'b' as CustomerId;
const C = 'c' as CustomerId;

function clue(kind: EvidenceKind, weight: Weight, ...customers: CustomerId[]): Clue {
  return { kind, weight, customers, say: () => `${kind} of ${customers.join(' and ')}` };
}

function decide(clues: readonly Clue[], changes: Partial<ThreadFindings> = {}) {
  const findings = {
    clues,
    excluded: new Set<CustomerId>(),
    doubted: new Set<CustomerId>(),
    incomplete: false,
    ...changes,
  };
  return decideWhose(findings);
}

const contactOf = (...customers: CustomerId[]) => clue('contact_address', 'firm', ...customers);
const domainOf = (...customers: CustomerId[]) => clue('mail_domain', 'firm', ...customers);
const linkedTo = (...customers: CustomerId[]) => clue('address_linked', 'firm', ...customers);
const invoiceOf = (...customers: CustomerId[]) => clue('invoice_number', 'firm', ...customers);
const bareNumberOf = (...customers: CustomerId[]) => clue('invoice_number', 'asks', ...customers);
const customerNumberOf = (...customers: CustomerId[]) => clue('customer_number', 'asks', ...customers);
const loggedFor = (...customers: CustomerId[]) => clue('earlier_message', 'firm', ...customers);
const personSaid = (...customers: CustomerId[]) => clue('thread_linked', 'settles', ...customers);
const nameOf = (...customers: CustomerId[]) => clue('customer_name', 'ranks', ...customers);

describe('decideWhose', () => {
  const cases: { because: string; clues: Clue[]; winner: CustomerId | null; first?: CustomerId }[] = [
    { because: 'nothing is known', clues: [], winner: null },
    { because: 'one contact', clues: [contactOf(A)], winner: A },
    { because: 'one domain', clues: [domainOf(A)], winner: A },
    { because: 'one invoice', clues: [invoiceOf(A)], winner: A },
    { because: 'a shared address', clues: [contactOf(A, B)], winner: null },
    { because: 'a shared address and an invoice', clues: [contactOf(A, B), invoiceOf(B)], winner: B },
    { because: 'a shared address and a bare number', clues: [contactOf(A, B), bareNumberOf(B)], winner: B },
    {
      because: 'a shared address and bare numbers of both',
      clues: [contactOf(A, B), bareNumberOf(A), bareNumberOf(B)],
      winner: null,
    },
    { because: 'a shared domain and a customer number', clues: [domainOf(A, B, C), customerNumberOf(C)], winner: C },
    { because: 'a shared domain and a name', clues: [domainOf(A, B), nameOf(B)], winner: null },
    { because: 'a contact against an invoice', clues: [contactOf(A), invoiceOf(B)], winner: null, first: B },
    { because: 'a remembered address against an invoice', clues: [linkedTo(A), invoiceOf(B)], winner: null, first: B },
    { because: 'an earlier message against a contact', clues: [loggedFor(A), contactOf(B)], winner: null, first: A },
    { because: 'a contact against a bare number', clues: [contactOf(A), bareNumberOf(B)], winner: null, first: A },
    { because: 'own and other bare numbers', clues: [contactOf(A), bareNumberOf(A), bareNumberOf(B)], winner: A },
    {
      because: 'two invoices of two customers',
      clues: [contactOf(A), invoiceOf(A), invoiceOf(B)],
      winner: null,
      first: A,
    },
    { because: 'a number of two customers and a contact', clues: [invoiceOf(A, B), contactOf(A)], winner: A },
    { because: 'contacts of two customers', clues: [contactOf(A), contactOf(B)], winner: null, first: A },
    { because: 'a bare number alone', clues: [bareNumberOf(A)], winner: null, first: A },
    { because: 'a customer number alone', clues: [customerNumberOf(A)], winner: null, first: A },
    { because: 'a name alone', clues: [nameOf(A)], winner: null, first: A },
    { because: 'a name of somebody else beside a contact', clues: [contactOf(A), nameOf(B)], winner: A },
    { because: 'a person, against all else', clues: [invoiceOf(A), contactOf(A), personSaid(B)], winner: B },
  ];
  for (const { because, clues, winner, first } of cases) {
    it(`says ${winner ?? 'that a person has to say'} for ${because}`, () => {
      const decided = decide(clues);
      expect(decided.winner).to.equal(winner);
      if (first !== undefined) expect(decided.candidates[0]?.customerId).to.equal(first);
    });
  }

  it('leaves out whom a person said it is not', () => {
    const { winner, candidates } = decide([contactOf(A, B)], { excluded: new Set([A]) });
    expect(winner).to.equal(B);
    expect(candidates.map(({ customerId }) => customerId)).to.deep.equal([B]);
  });

  it('asks where the winner is doubted, or not everything was looked at', () => {
    expect(decide([contactOf(A)], { doubted: new Set([A]) }).winner).to.equal(null);
    expect(decide([contactOf(A)], { doubted: new Set([B]) }).winner).to.equal(A);
    expect(decide([contactOf(A)], { incomplete: true }).winner).to.equal(null);
    expect(decide([personSaid(A)], { incomplete: true, doubted: new Set([A]) }).winner).to.equal(A);
  });

  it('never finds a customer whom a firm clue speaks against, and lists every customer that a clue names', () => {
    const customers = fc.subarray([A, B, C], { minLength: 1 });
    const anyClue = fc.record({
      kind: fc.constantFrom(...EVIDENCE_KINDS.filter((kind) => kind !== 'thread_linked')),
      weight: fc.constantFrom<Weight>('firm', 'asks', 'ranks'),
      customers,
      say: fc.string().map((text) => () => text),
    });
    fc.assert(
      fc.property(fc.array(anyClue, { maxLength: 6 }), (clues) => {
        const { winner, candidates } = decide(clues);
        const firm = clues.filter(({ weight }) => weight === 'firm');
        if (winner !== null) {
          expect(firm).to.not.deep.equal([]);
          expect(firm.every((one) => one.customers.includes(winner))).to.equal(true);
          expect(candidates[0]?.customerId).to.equal(winner);
        }
        const named = new Set(clues.flatMap((one) => one.customers));
        expect(new Set(candidates.map(({ customerId }) => customerId))).to.deep.equal(named);
      }),
    );
  });
});
