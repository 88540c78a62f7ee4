import { fireEvent } from '@testing-library/preact';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { DigestView } from '../../../../server/web/digest/DigestView.tsx';
import { withoutStyles } from '../../../../server/web/digest/without-styles.ts';
import { chooseDigest, type DigestView as Digest, previewDigest, readDigest } from '../../../../shared/api/digests.ts';
import { anAnswer, draw, PageApi, toldOf, usePages } from '../support/a-page.tsx';

const NONE: Digest = { rhythm: null, measures: ['dso.countback'], next: null, last: null };
const MEASURES = ['simple', 'countback'].map((variant) => ({
  key: `dso.${variant}`,
  title: `DSO ${variant}`,
  unit: 'days',
}));

function api(digest: Digest): PageApi {
  return new PageApi()
    .report('kpis', () =>
      anAnswer('kpis', { totals: toldOf(MEASURES), definition: { title: 'Measures', words: [], measures: MEASURES } }),
    )
    .on(readDigest, () => digest);
}

describe('DigestView', () => {
  usePages();

  it('chooses the rhythm and the measures, in the order chosen', async () => {
    const pages = api(NONE).on(chooseDigest, () => ({ ...NONE, rhythm: 'weekly' as const }));
    const { findByRole, getByRole, findByText } = await draw(pages, '/digest', <DigestView />);
    fireEvent.click(await findByRole('checkbox', { name: 'DSO simple' }));
    fireEvent.click(getByRole('radio', { name: 'weekly' }));
    fireEvent.submit(getByRole('form', { name: 'How you get it' }));
    await findByText('Saved.');
    expect(pages.of(chooseDigest)[0]?.body).to.deep.equal({
      rhythm: 'weekly',
      measures: ['dso.countback', 'dso.simple'],
    });
    await findByText(/You get it weekly\./);
  });

  it('says that the last one did not leave, and why', async () => {
    const last = { at: '2026-11-20T06:00:00.000Z', state: 'failed', why: 'The mail server refused it.' } as const;
    const { findByText } = await draw(api({ ...NONE, rhythm: 'daily', last }), '/digest', <DigestView />);
    await findByText(/did not leave: The mail server refused it\./);
  });

  it('says that nobody knows whether the last one left', async () => {
    const last = { at: '2026-11-20T06:00:00.000Z', state: 'in_doubt', why: 'The server stopped meanwhile.' } as const;
    const { findByText } = await draw(api({ ...NONE, rhythm: 'daily', last }), '/digest', <DigestView />);
    await findByText(/may or may not have left: The server stopped meanwhile\./);
  });

  it('shows it as it would leave now, only when asked', async () => {
    const preview = { subject: 'Duethread: Own GmbH', html: '<p style="color:red">41 days</p>', text: '41 days' };
    const pages = api(NONE).on(previewDigest, () => preview);
    const { findByRole, findByTitle, getByText } = await draw(pages, '/digest', <DigestView />);
    const button = await findByRole('button', { name: 'Show it as it would leave now' });
    expect(pages.of(previewDigest)).to.have.length(0);
    fireEvent.click(button);
    const frame = await findByTitle('The digest');
    expect(frame.getAttribute('sandbox')).to.equal('');
    expect(frame.getAttribute('srcdoc')).to.include('<p>41 days</p>');
    getByText('Duethread: Own GmbH');
  });
});

describe('withoutStyles', () => {
  usePages();

  it('leaves nothing that the policy of the pages refuses, and all of the words', () => {
    const html =
      '<html><head><style>p{}</style></head><body bgcolor="#fff"><p style="x:y">A <b>b</b></p><script>1</script></body></html>';
    const shown = withoutStyles(html);
    expect(shown).to.not.match(/style|script|bgcolor/);
    expect(shown).to.include('<p>A <b>b</b></p>');
  });
});
