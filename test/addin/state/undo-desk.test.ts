import { expect } from 'chai';
import { UNDO_SECONDS, UndoDesk } from '../../../addin/state/undo-desk.ts';
import { aCard } from '../support/a-card.ts';
import { eventually } from '../support/eventually.ts';

function anOffer(what: string, pressed: string[] = []) {
  return { customer: aCard().customer, what, undo: () => pressed.push(what) };
}

function ticks(desk: UndoDesk, count: number): void {
  for (let at = 0; at < count; at += 1) desk.tick();
}

describe('UndoDesk', () => {
  it('offers for ten seconds, then no more', () => {
    const desk = new UndoDesk(null);
    desk.offer(anOffer('a'));
    ticks(desk, UNDO_SECONDS - 1);
    expect(desk.current.value?.secondsLeft).to.equal(1);
    desk.tick();
    expect(desk.current.value).to.equal(null);
  });

  it('lets the time stand still while it is hovered or has the focus, the last of both counts', () => {
    const desk = new UndoDesk(null);
    desk.offer(anOffer('a'));
    desk.hold('pointer');
    desk.hold('focus');
    ticks(desk, 50);
    desk.release('pointer');
    ticks(desk, 50);
    expect(desk.current.value?.secondsLeft).to.equal(UNDO_SECONDS);
    desk.release('focus');
    desk.tick();
    expect(desk.current.value?.secondsLeft).to.equal(UNDO_SECONDS - 1);
  });

  it('undoes once, and is gone', () => {
    const desk = new UndoDesk(null);
    const pressed: string[] = [];
    desk.offer(anOffer('a', pressed));
    desk.press();
    desk.press();
    expect(pressed).to.deep.equal(['a']);
    expect(desk.current.value).to.equal(null);
  });

  it('gives the later deed its own ten seconds', () => {
    const desk = new UndoDesk(null);
    desk.offer(anOffer('a'));
    desk.hold('focus');
    ticks(desk, 4);
    desk.offer(anOffer('b'));
    desk.tick();
    expect(desk.current.value).to.deep.include({ what: 'b', secondsLeft: UNDO_SECONDS - 1 });
  });

  it('runs by itself', async () => {
    const desk = new UndoDesk(1);
    desk.offer(anOffer('a'));
    await eventually(() => desk.current.value === null);
  });
});
