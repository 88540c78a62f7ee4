import { expect } from 'chai';
import { CardMemory } from '../../../addin/state/card-memory.ts';
import { aCard, foundContext, UNKNOWN } from '../support/a-card.ts';
import { aMessage } from '../support/fake-host.ts';

const contextOf = (id: string) => foundContext(aCard(id));

describe('CardMemory', () => {
  it('finds what it keeps by the key of that message and by no other', () => {
    const memory = new CardMemory();
    const item = aMessage({ key: 'read:1' });
    memory.keep(item, contextOf('c1'));
    expect(memory.recall('read:1')).to.deep.equal({ item, context: contextOf('c1') });
    for (const key of ['read:2', 'read:', '', null]) expect(memory.recall(key)).to.equal(null);
  });

  it('keeps nothing of a message that is being written, that has no id, or that is nobody’s', () => {
    const memory = new CardMemory();
    memory.keep(aMessage({ key: 'compose:', mode: 'compose', internetMessageId: null }), contextOf('c1'));
    memory.keep(aMessage({ key: 'read:|', internetMessageId: null }), contextOf('c1'));
    memory.keep(aMessage({ key: 'read:3' }), UNKNOWN);
    for (const key of ['compose:', 'read:|', 'read:3']) expect(memory.recall(key)).to.equal(null);
  });

  it('lets go of a card when the message is somebody else’s or nobody’s by now', () => {
    const memory = new CardMemory();
    memory.keep(aMessage(), contextOf('c1'));
    memory.keep(aMessage(), UNKNOWN);
    expect(memory.recall('read:1')).to.equal(null);
  });

  it('keeps the last twenty', () => {
    const memory = new CardMemory();
    for (let at = 0; at < 25; at += 1) memory.keep(aMessage({ key: `read:${at}` }), contextOf('c1'));
    memory.keep(aMessage({ key: 'read:5' }), contextOf('c1'));
    memory.keep(aMessage({ key: 'read:25' }), contextOf('c1'));
    expect(memory.recall('read:6')).to.equal(null);
    for (const at of [5, 7, 24, 25]) expect(memory.recall(`read:${at}`), String(at)).to.not.equal(null);
  });

  it('renews the figures of a customer in every message of theirs', () => {
    const memory = new CardMemory();
    memory.keep(aMessage({ key: 'read:1' }), contextOf('c1'));
    memory.keep(aMessage({ key: 'read:2' }), contextOf('c2'));
    memory.renew(aCard('c1', { openItemCount: 77 }));
    expect(memory.recall('read:1')?.context.card?.openItemCount).to.equal(77);
    expect(memory.recall('read:2')?.context.card?.openItemCount).to.equal(3);
    memory.forget();
    expect(memory.recall('read:1')).to.equal(null);
  });
});
