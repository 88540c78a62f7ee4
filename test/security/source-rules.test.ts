import { expect } from 'chai';
import { describe, it } from 'mocha';
import { filesBelow } from './project-files.ts';
import { type Breach, breachesIn, SOURCE_RULES } from './source-rules.ts';

const FOLDERS = ['server', 'shared', 'addin', 'gmail-addon', 'demo'];

/** The places where a rule does not hold, each with its reason; one that is needed no more has to go. */
const EXEMPT: readonly (readonly [rule: string, path: string, why: string])[] = [
  ['weak-random', 'server/mongo/mongod-data-folder.ts', 'it picks a free port, and no secret'],
  ['raw-markup', 'demo/web/outlook/ComposeForm.tsx', 'the sample mailbox edits a message as a mail client does'],
  [
    'environment',
    'server/mongo/mongod-download-process.mjs',
    'a process of its own, which is told by it what to fetch',
  ],
  ['shell', 'server/bootstrap/programs.mjs', 'npm is a script on Windows; what it is told is our own and fixed'],
  ['collection-outside-repository', 'server/jobs/timetable.ts', 'the index of the jobs’ own collection, of no tenant'],
];

/** For each rule a line that breaks it, and one beside it that does not. */
const TRIPS: Readonly<Record<string, readonly [broken: string, kept: string]>> = {
  'raw-filter': ['await users.find(req.body)', 'await users.find({ email: body.email }); lines.find((line) => line)'],
  'collection-outside-repository': ['UserModel.collection.insertOne({})', 'collectionNamed("users")'],
  'code-in-query': ['const filter = { $where: "1" }', 'const filter = { $match: {} }'],
  'raw-markup': [
    'element.innerHTML = text',
    'process.stdout.write(text); const view = <iframe sandbox="" srcdoc={html} />',
  ],
  'weak-random': ['const id = Math.random()', 'const id = randomUUID()'],
  'raw-template-output': ['const text = "{{ name | raw }}"', 'const text = "{{ name }}"'],
  console: ['console.log("x")', 'log.info("x")'],
  environment: ['const port = process.env.PORT', 'const code = process.exitCode'],
  'code-from-text': ['new Function("return 1")()', 'functionOf("x")'],
  shell: ['import { exec } from "node:child_process"', 'import { execFile } from "node:child_process"'],
};

const MORE_TRIPS: readonly (readonly [rule: string, code: string])[] = [
  ['raw-filter', 'await users.updateOne({ tenantId, ...query }, change)'],
  ['raw-filter', 'await users.findOne(body as never)'],
  ['code-in-query', 'const filter = { "$function": {} }'],
  ['raw-markup', 'const view = <div dangerouslySetInnerHTML={{ __html: text }} />'],
  ['raw-markup', 'const view = <iframe srcdoc={html} />'],
  ['raw-markup', 'document.write(text)'],
  ['raw-markup', 'element.insertAdjacentHTML("beforeend", text)'],
  ['raw-template-output', 'const text = "{{{ name }}}"'],
  ['code-from-text', 'eval(text)'],
  ['shell', 'spawn("ls", [], { shell: true })'],
];

function rulesTripped(code: string): string[] {
  return breachesIn({ path: 'server/features/x/x-service.tsx', text: code }).map(({ rule }) => rule);
}

describe('the rules of the source', function () {
  this.timeout(120_000);

  it('hold everywhere but where a reason stands for it', () => {
    const open = FOLDERS.flatMap((folder) => filesBelow(folder, ['.ts', '.tsx', '.mjs']))
      .flatMap(breachesIn)
      .filter((breach) => !isExempt(breach));
    expect(open).to.deep.equal([]);
  });

  it('have no exemption that is not needed any more', () => {
    for (const [rule, path] of EXEMPT) {
      const [folder = ''] = path.split('/');
      const [file] = filesBelow(folder, [path.slice(folder.length)]);
      const rules = file === undefined ? [] : breachesIn(file).map((breach) => breach.rule);
      expect(rules, path).to.include(rule);
    }
  });

  it('have each a line that trips them', () => {
    expect(Object.keys(TRIPS)).to.have.members(SOURCE_RULES.map(({ name }) => name));
  });

  for (const [rule, [broken, kept]] of Object.entries(TRIPS)) {
    it(`trip over ${rule}, and over nothing beside it`, () => {
      expect(rulesTripped(broken)).to.include(rule);
      expect(rulesTripped(kept)).to.deep.equal([]);
    });
  }

  for (const [rule, code] of MORE_TRIPS) {
    it(`trip over ${code}`, () => {
      expect(rulesTripped(code)).to.include(rule);
    });
  }
});

function isExempt({ rule, path }: Breach): boolean {
  return EXEMPT.some(([exemptRule, exemptPath]) => exemptRule === rule && exemptPath === path);
}
