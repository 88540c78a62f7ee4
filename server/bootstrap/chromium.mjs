import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram, TALK_ON_STDERR } from './programs.mjs';
import { say, withProgress } from './say.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium for the browser tests: the one that CHROMIUM_BINARY names, one on the PATH, or Debian's, installed now where this user may.
 * Null where there is none; the browser tests then fail.
 */
export async function ensureChromium(env) {
  const found = env.CHROMIUM_BINARY || onPath(NAMES, env.PATH);
  if (found) {
    return found;
  }
  const isRoot = process.getuid?.() === 0;
  const aptGet = onPath(['apt-get'], env.PATH);
  if (isRoot && aptGet) {
    await withProgress('Installing Chromium with apt-get', () => installChromium(aptGet, env));
  }
  const installed = onPath(NAMES, env.PATH);
  if (installed === null) {
    say('There is no Chromium, so the browser tests will fail; install one, or set CHROMIUM_BINARY.');
  }
  return installed;
}

/** With a font, which a bare machine lacks. Tried twice, the second time with fresh lists: the first fails where the lists are old, or while another apt-get runs. */
async function installChromium(aptGet, env) {
  const options = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: TALK_ON_STDERR };
  const install = () =>
    runProgram(aptGet, ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], options);
  if ((await install()) !== 0) {
    await runProgram(aptGet, ['update', '-qq'], options);
    await install();
  }
}

function onPath(names, path = '') {
  for (const name of names) {
    for (const folder of path.split(delimiter)) {
      if (folder !== '' && isExecutable(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  return null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
