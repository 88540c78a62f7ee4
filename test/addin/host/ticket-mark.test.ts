import { expect } from 'chai';
import fc from 'fast-check';
import { findMark, markHtml, TICKET_NAME } from '../../../addin/host/ticket-mark.ts';
import { TICKET_HEADER } from '../../../shared/api/dispatches.ts';

const MARK = { dispatchId: 'd1', ticket: 'tenant.secret' };
const MARKED = markHtml('<p>Dear Ana</p>', MARK);

describe('findMark', () => {
  it('finds what markHtml wrote', () => {
    const words = fc.stringMatching(/^[\w.-]{1,60}$/);
    fc.assert(
      fc.property(words, words, fc.string(), (dispatchId, ticket, html) => {
        expect(findMark(markHtml(html, { dispatchId, ticket }))).to.deep.equal({ dispatchId, ticket });
      }),
    );
  });

  const quotes = [
    {
      client: 'Outlook on the web',
      quoted: `<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">${MARKED}</div>`,
    },
    { client: 'classic Outlook', quoted: `<div style='border:none;border-top:solid #E1E1E1 1.0pt'>${MARKED}</div>` },
    { client: 'a forwarding web client', quoted: `<div id="x_divRplyFwdMsg">${MARKED}</div>` },
    { client: 'Gmail', quoted: `<div class="gmail_quote">${MARKED}</div>` },
    { client: 'most others', quoted: `<blockquote type="cite">${MARKED}</blockquote>` },
  ];
  for (const { client, quoted } of quotes) {
    it(`leaves alone the ticket of a message that is quoted as ${client} does`, () => {
      expect(findMark(`<p>Hello</p>${quoted}`)).to.equal(null);
      expect(findMark(markHtml('<p>New</p>', { dispatchId: 'd2', ticket: 'new.secret' }) + quoted)).to.deep.equal({
        dispatchId: 'd2',
        ticket: 'new.secret',
      });
    });
  }

  it('finds a mark whose id the host has prefixed', () => {
    expect(findMark(MARKED.replace('id="', 'id="x_'))).to.deep.equal(MARK);
  });

  it('finds none in any other mail', () => {
    fc.assert(fc.property(fc.string(), (html) => findMark(html) === null));
  });
});

describe('markHtml', () => {
  it('takes no ticket that would break out of the mark', () => {
    expect(() => markHtml('', { dispatchId: 'd1', ticket: '"><script>' })).to.throw(RangeError);
  });

  it("goes by the contract's name in header and property", () => {
    expect(TICKET_NAME).to.equal(TICKET_HEADER);
  });
});
