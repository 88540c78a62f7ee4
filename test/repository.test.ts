import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

const HOME_OF_SOMEONE = /(?<![\w.$}-])\/(?:home|root|Users|work|builds|mnt)\/[\w.-]+/;
const PACKAGE_REGISTRY = /https?:\/\/[^\s"'`]*(?:registry|npmjs|pypi|pythonhosted|artifactory|jfrog)[^\s"'`]*/i;

describe('the files of the repository', () => {
  it('lock every package by its hash and none by an address', () => {
    const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
    };
    const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(packages).to.have.length.greaterThan(100);
    expect(packages.filter(([, { resolved }]) => resolved !== undefined)).to.deep.equal([]);
    expect(packages.filter(([, { integrity }]) => integrity === undefined)).to.deep.equal([]);
  });

  it('name no folder of the machine that they were written on', () => {
    expect(findings(HOME_OF_SOMEONE)).to.deep.equal([]);
  });

  it('name no package registry', () => {
    expect(findings(PACKAGE_REGISTRY)).to.deep.equal([]);
  });
});

describe('the shape of the source', () => {
  const sources = textFiles().filter((file) => /^(shared|server|addin|gmail-addon|demo)\/.*\.(tsx?|mjs)$/.test(file));

  it('keeps every file at 300 lines or less, but for the catalogues of words', () => {
    const long = sources
      .filter((file) => !/^shared\/words\/[a-z]{2}\.ts$/.test(file))
      .filter((file) => readFileSync(join(ROOT, file), 'utf8').split('\n').length > 301);
    expect(sources).to.have.length.greaterThan(100);
    expect(long).to.deep.equal([]);
  });

  it('goes no more than three folders below a top folder', () => {
    expect(sources.filter((file) => file.split('/').length > 5)).to.deep.equal([]);
  });
});

describe('what looks for such names', () => {
  it('finds them, and only them', () => {
    // Put together here, so that this file is not a finding itself.
    const slash = '/';
    expect(`see ${slash}home/ada/notes`).to.match(HOME_OF_SOMEONE);
    expect(`"${slash}root/.cache"`).to.match(HOME_OF_SOMEONE);
    expect('https://mail.example/work/items').not.to.match(HOME_OF_SOMEONE);
    expect('./shared/work/x').not.to.match(HOME_OF_SOMEONE);
    expect(`https:${slash}/registry.example/left-pad`).to.match(PACKAGE_REGISTRY);
    expect('the report registry').not.to.match(PACKAGE_REGISTRY);
  });
});

function findings(pattern: RegExp): string[] {
  return textFiles().flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
    );
  });
}

/** What is in the repository and what would come into it with the next commit. */
function textFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  const files = listed.split('\0').filter((file) => file !== '' && isFile(file));
  return files.filter((file) => !readFileSync(join(ROOT, file)).subarray(0, 8000).includes(0));
}

function isFile(file: string): boolean {
  return statSync(join(ROOT, file), { throwIfNoEntry: false })?.isFile() ?? false;
}
