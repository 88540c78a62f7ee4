import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { TempProject } from '../../support/temp-project.ts';

const { ensureChromium } = (await import(new URL('../../../server/bootstrap/chromium.mjs', import.meta.url).href)) as {
  ensureChromium(env: Record<string, string>): Promise<string | null>;
};

describe('ensureChromium', function () {
  this.timeout(60_000);

  let project: TempProject;
  const bin = (name = '') => join(project.root, 'bin', name);

  beforeEach(() => {
    project = new TempProject();
  });

  afterEach(() => project.remove());

  function program(name: string, script = ''): void {
    project.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    chmodSync(bin(name), 0o755);
  }

  it('takes the one that is named', async () => {
    program('chromium');
    expect(await ensureChromium({ CHROMIUM_BINARY: '/opt/own/chrome', PATH: bin() })).to.equal('/opt/own/chrome');
  });

  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    it(`finds ${name} on the PATH`, async () => {
      program(name);
      expect(await ensureChromium({ PATH: `/nowhere:${bin()}` })).to.equal(bin(name));
    });
  }

  it('finds none where there is none and nothing to install it with', async () => {
    project.write('bin/chromium', 'not to be run');
    expect(await ensureChromium({ PATH: bin() })).to.equal(null);
  });

  if (process.getuid?.() === 0) {
    it('installs it as root, with fresh lists where it fails at first', async () => {
      program(
        'apt-get',
        `echo "$@" >> ${bin('calls')}
         case "$1" in
           update) : > ${bin('lists')} ;;
           install) test -e ${bin('lists')} || exit 100; printf '#!/bin/sh' > ${bin('chromium')}; /bin/chmod 755 ${bin('chromium')} ;;
         esac`,
      );
      expect(await ensureChromium({ PATH: bin() })).to.equal(bin('chromium'));
    });
  }
});
