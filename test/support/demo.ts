import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { before } from 'mocha';
import { type CalendarDate, calendarDate } from '../../shared/domain/calendar-date.ts';
import { StartedProgram } from './started-program.ts';

/** Where the parts of the running product are. */
export interface RunningDemo {
  readonly baseUrl: string;
  readonly demoUrl: string;
  readonly addonUrl: string;
  /** The last day that has figures. */
  readonly lastDay: CalendarDate;
  /** A session token of one of the sample company's people, as `npm run token` prints it. */
  token(email: string): Promise<string>;
}

/** The sample company's load included; the machine may be busy. */
const START_LIMIT_MS = 300_000;
const ASK_EVERY_MS = 100;
/** Tests leaf through a mailbox faster than a person may; what is refused to one who does stands in the tests of the limits. */
const NO_LIMITS = {
  LIMIT_SIGN_INS: '1000000',
  LIMIT_STRANGERS: '1000000',
  LIMIT_USER: '1000000',
  LIMIT_REPORTS: '1000000',
};

let starting: Promise<RunningDemo> | undefined;
const programs: StartedProgram[] = [];
let dataDir: string | undefined;

/** For a describe over the whole product: server, Gmail add-on and demo in processes of their own on free ports, with the sample company. Started once a run. */
export function useDemo(): { running(): RunningDemo } {
  let demo: RunningDemo | undefined;
  before(async function () {
    this.timeout(START_LIMIT_MS);
    demo = await startDemo();
  });
  return {
    running: () => {
      if (demo === undefined) throw new Error('The demo is started before the first test.');
      return demo;
    },
  };
}

/** Starts all of it, once in a process. */
export function startDemo(): Promise<RunningDemo> {
  starting ??= start();
  return starting;
}

/** Mocha's teardown calls it: the programs end in the opposite order, the database with the last. */
export async function stopDemo(): Promise<void> {
  for (const program of programs.splice(0).reverse()) {
    program.process.kill('SIGTERM');
    await program.ended();
  }
  if (dataDir !== undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
}

async function start(): Promise<RunningDemo> {
  const [port, addonPort, demoPort] = await Promise.all([freePort(), freePort(), freePort()]);
  dataDir = mkdtempSync(join(tmpdir(), `duethread-demo-${process.pid}-`));
  const baseUrl = `http://localhost:${port}`;
  const demoUrl = `http://localhost:${demoPort}`;
  const addonUrl = `http://localhost:${addonPort}`;
  const env = {
    DEMO: 'on',
    PORT: String(port),
    GMAIL_ADDON_PORT: String(addonPort),
    DEMO_PORT: String(demoPort),
    DATA_DIR: dataDir,
    BASE_URL: baseUrl,
    DEMO_URL: demoUrl,
    API_URL: baseUrl,
    ...NO_LIMITS,
    ...(process.env.MONGOD_BINARY === undefined ? {} : { MONGOD_BINARY: process.env.MONGOD_BINARY }),
  };
  await run('server/main.ts', env, /Duethread serves/);
  const [demo] = await Promise.all([
    run('demo/main.ts', env, /Ctrl-C stops/),
    runUntilItAnswers('gmail-addon/main.ts', env, addonUrl),
  ]);
  return {
    baseUrl,
    demoUrl,
    addonUrl,
    lastDay: calendarDate(/figures up to (\S+)\./.exec(demo.stdout + demo.stderr)?.[1] ?? ''),
    token: (email) => tokenOf(email, env),
  };
}

async function runUntilItAnswers(file: string, env: Record<string, string>, url: string): Promise<void> {
  const program = new StartedProgram(process.execPath, ['--import', 'tsx', file], { env });
  programs.push(program);
  process.once('exit', () => program.process.kill('SIGKILL'));
  while (
    !(await fetch(url).then(
      () => true,
      () => false,
    ))
  ) {
    if (program.process.exitCode !== null) throw new Error(`${file} ended: ${program.stderr}`);
    await setTimeout(ASK_EVERY_MS);
  }
}

async function run(file: string, env: Record<string, string>, ready: RegExp): Promise<StartedProgram> {
  const program = new StartedProgram(process.execPath, ['--import', 'tsx', file], { env });
  programs.push(program);
  process.once('exit', () => program.process.kill('SIGKILL'));
  await program.untilSaid(ready);
  return program;
}

async function tokenOf(email: string, env: Record<string, string>): Promise<string> {
  const args = ['--import', 'tsx', 'server/commands/token.ts', '--user', email];
  const command = new StartedProgram(process.execPath, args, { env });
  if ((await command.ended()) !== 0) throw new Error(command.stderr);
  return command.stdout.trim();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
