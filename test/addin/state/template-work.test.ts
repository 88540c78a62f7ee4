import { expect } from 'chai';
import {
  changedParts,
  fileKey,
  TemplateWorks,
  tickedFiles,
  toggledFile,
  withoutPart,
  writtenIn,
} from '../../../addin/state/template-work.ts';

const NOTHING = { reason: '', freeParts: {}, files: [] };
const GREETING = { kind: 'free' as const, name: 'greeting', text: 'Dear Ana,', original: 'Dear Ana,' };
const REMARK = { kind: 'free' as const, name: 'remark', text: '', original: '' };
const parts = [GREETING, { kind: 'locked' as const, text: 'Approved.' }, REMARK];
const statement = { kind: 'statement' } as const;
const invoice = { kind: 'invoice', itemId: 'i1' } as const;

describe('changedParts', () => {
  it('names what differs from the approved words, an empty text too', () => {
    const work = { ...NOTHING, freeParts: { greeting: '', remark: '', gone: 'x' } };
    expect(changedParts(work, { parts })).to.deep.equal([{ name: 'greeting', text: '' }]);
    expect(changedParts(NOTHING, { parts })).to.deep.equal([]);
  });

  it('measures by the template as it is by now', () => {
    const work = { ...NOTHING, freeParts: { greeting: 'Dear Ana,' } };
    const renewed = [{ ...GREETING, original: 'Hello Ana,' }];
    expect(changedParts(work, { parts: renewed })).to.deep.equal([{ name: 'greeting', text: 'Dear Ana,' }]);
  });
});

describe('withoutPart', () => {
  it('brings back the approved words of that part alone', () => {
    const work = withoutPart({ ...NOTHING, freeParts: { greeting: 'Hi', remark: 'Thanks' } }, 'greeting');
    expect([writtenIn(work, GREETING), writtenIn(work, REMARK)]).to.deep.equal(['Dear Ana,', 'Thanks']);
  });
});

describe('tickedFiles', () => {
  const view = (wish: typeof statement | typeof invoice) => ({
    wish,
    fileName: fileKey(wish),
    contentType: 'application/pdf',
    size: null,
  });

  it('are those that can go by now, in their own order', () => {
    const work = toggledFile(toggledFile(NOTHING, invoice), statement);
    expect(tickedFiles(work, [view(statement), view(invoice)]).map(({ fileName }) => fileName)).to.deep.equal([
      'statement',
      'invoice i1',
    ]);
    expect(tickedFiles(work, [view(statement)])).to.have.length(1);
    expect(tickedFiles(toggledFile(work, { ...invoice }), [view(invoice)])).to.deep.equal([]);
  });
});

describe('TemplateWorks', () => {
  it('keeps by customer and template, whatever their names are made of', () => {
    const works = new TemplateWorks();
    works.keep('a","b', 'c', { ...NOTHING, reason: 'one' });
    expect(works.of('a', 'b","c').reason).to.equal('');
    expect(works.of('a","b', 'c').reason).to.equal('one');
    works.forget('a","b', 'c');
    expect(works.of('a","b', 'c')).to.deep.equal(NOTHING);
  });
});
