import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { Field } from '../../../../server/features/erp-feed/field.ts';
import { PROFILES } from '../../../../server/features/erp-feed/profile-list.ts';
import { FeedMapping } from '../../../../shared/api/feed-mapping.ts';

const GUIDE = readFileSync(new URL('../../../../docs/feeds.md', import.meta.url), 'utf8');

function tableRow(column: string, { kind, required, about, words }: Field<unknown>): string {
  const holds = kind === 'one of' ? words.map((word) => `\`${word}\``).join(', ') : kind;
  return `| \`${column}\`${required ? ' *' : ''} | ${holds} | ${about} |`;
}

describe('docs/feeds.md', () => {
  for (const profile of Object.values(PROFILES)) {
    const { name, about } = profile;
    const [, section = ''] = GUIDE.split(`### ${name}\n`);
    const [chapter = ''] = section.split(/\n##/);

    it(`says what ${name} is`, () => {
      expect(chapter).to.contain(about);
    });

    const table = profile.layout === 'table' ? profile : profile.table;
    if (table === undefined) continue;
    it(`has exactly the columns of ${name}`, () => {
      const { fields } = table;
      const rows = chapter.split('\n').filter((line) => line.startsWith('| `'));
      expect(rows).to.deep.equal(Object.entries(fields).map(([column, field]) => tableRow(column, field)));
    });
  }

  it('has every part of a mapping', () => {
    for (const part of Object.keys(FeedMapping.shape)) expect(GUIDE).to.contain(`| \`${part}\` |`);
  });
});
