import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { measuresInMarkdown } from '../../../../server/reporting/measures/measures-in-markdown.ts';

describe('docs/measures.md', () => {
  it('says what the registry says', () => {
    const page = readFileSync(new URL('../../../../docs/measures.md', import.meta.url), 'utf8');
    expect(
      page === measuresInMarkdown(),
      'docs/measures.md is not what the registry makes; `npm run measures` writes it',
    ).to.equal(true);
  });
});
