import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import ts from 'typescript';
import { ASVS_PEOPLE } from './asvs-people.ts';
import { ASVS_REQUESTS } from './asvs-requests.ts';
import type { AsvsRow } from './asvs-row.ts';
import { PROJECT } from './project-files.ts';

const ROWS: readonly AsvsRow[] = [...ASVS_REQUESTS, ...ASVS_PEOPLE];
const TITLED = new Set(['it', 'describe']);

/** The titles that stand in a test file: what `it` and `describe` are given, and what tables of tests are made of. */
function titlesIn(file: string): ReadonlySet<string> {
  const path = join(PROJECT, 'test', file);
  if (!existsSync(path)) return new Set();
  const source = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles = new Set<string>();
  const visit = (node: ts.Node): void => {
    const isTitle = ts.isCallExpression(node.parent) && TITLED.has(node.parent.expression.getText());
    const isInTable = ts.isArrayLiteralExpression(node.parent);
    if (isTitle || isInTable) titles.add(wordsOf(node));
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, (node) => visit(node));
  return titles;
}

/** A title with `…` for each part that is put in as the tests are made. */
function wordsOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return '';
  return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('');
}

describe('the list of OWASP ASVS 5.0', function () {
  this.timeout(60_000);
  const known = new Map<string, ReadonlySet<string>>();
  const titlesOf = (file: string) => {
    const titles = known.get(file) ?? titlesIn(file);
    known.set(file, titles);
    return titles;
  };

  after(() => {
    for (const { row, ids, about, tests, open } of ROWS) {
      const links = tests.map(([file, title]) => `test/${file} “${title}”`).join('; ');
      process.stdout.write(
        `ASVS ${row} · ${ids} · ${about} · ${links}${open === undefined ? '' : ` · open: ${open}`}\n`,
      );
    }
  });

  it('has the 49 rows, each once and in order', () => {
    expect(ROWS.map(({ row }) => row)).to.deep.equal(Array.from({ length: 49 }, (_, place) => place + 1));
  });

  it('would not find a test that there is not', () => {
    expect(titlesOf('security/asvs.test.ts')).to.include('would not find a test that there is not');
    expect(titlesOf('security/asvs.test.ts')).not.to.include('is not there');
    expect(titlesOf('security/nothing.test.ts').size).to.equal(0);
  });

  it('claims nothing without a test, and says why where something is open', () => {
    for (const { row, tests, control, open } of ROWS) {
      expect(tests.length, `row ${row}`).to.be.greaterThan(0);
      expect(control, `row ${row}`).to.match(/\w{4}/);
      if (open !== undefined) expect(open, `row ${row}`).to.match(/^[A-Z].{30,}\.$/);
    }
  });

  for (const { row, ids, tests } of ROWS) {
    it(`links row ${row} (${ids}) to tests that there are`, () => {
      const missing = tests.filter(([file, title]) => !titlesOf(file).has(title));
      expect(missing).to.deep.equal([]);
    });
  }
});
