import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  LINK_KEY,
  saidOfAddress,
  saidOfThread,
  type ThreadLink,
} from '../../../../server/features/thread-context/thread-links.ts';
import type { CustomerId } from '../../../../shared/domain/ids.ts';

const A = 'a' as CustomerId;
const B = 'b' as CustomerId;
const AP = 'ap@tallytower.example';
let minute = 0;

function said(decision: ThreadLink['decision'], customerId: CustomerId, ...keys: string[]): ThreadLink {
  minute += 1;
  return { keys, customerId, decision, by: 'Ana', at: new Date(Date.UTC(2026, 10, 20, 9, minute)) };
}

const thread = (id: string) => LINK_KEY.conversation(id);
const ap = LINK_KEY.address(AP);
const customersOf = ({ is }: { is: readonly ThreadLink[] }) => is.map(({ customerId }) => customerId);

describe('what was said of a thread', () => {
  it('is the latest word', () => {
    const links = [said('is', A, thread('1')), said('is', B, thread('1'))];
    expect(customersOf(saidOfThread(links, [thread('1')]))).to.deep.equal([B]);
  });

  it('holds for a colleague who knows only one of its messages', () => {
    const message = LINK_KEY.message('<1@x.example>');
    const links = [said('is', A, thread('1'), message)];
    expect(customersOf(saidOfThread(links, [thread('other'), message]))).to.deep.equal([A]);
  });

  it('says nothing of another thread', () => {
    expect(customersOf(saidOfThread([said('is', A, thread('1'))], [thread('2')]))).to.deep.equal([]);
  });

  it('is taken back by "is not", which "is" takes back again', () => {
    const links = [said('is', A, thread('1')), said('is_not', A, thread('1'))];
    expect(saidOfThread(links, [thread('1')])).to.deep.equal({ is: [], isNot: new Set([A]) });
    const again = saidOfThread([...links, said('is', A, thread('1'))], [thread('1')]);
    expect(customersOf(again)).to.deep.equal([A]);
    expect([...again.isNot]).to.deep.equal([]);
  });
});

describe('what was said of an address', () => {
  it('is every customer that it was linked to in some thread', () => {
    const links = [said('is', A, thread('1'), ap), said('is', B, thread('2'), ap)];
    expect(customersOf(saidOfAddress(links, AP))).to.deep.equal([A, B]);
  });

  it('follows a correction within one thread', () => {
    const links = [said('is', A, thread('1'), ap), said('is', B, thread('1'), ap)];
    expect(customersOf(saidOfAddress(links, AP))).to.deep.equal([B]);
  });

  it('drops a customer that it is said not to be', () => {
    const links = [said('is', A, thread('1'), ap), said('is', B, thread('2'), ap), said('is_not', A, ap)];
    expect(customersOf(saidOfAddress(links, AP))).to.deep.equal([B]);
    expect([...saidOfAddress(links, AP).isNot]).to.deep.equal([A]);
  });
});
