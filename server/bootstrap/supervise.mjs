import { once } from 'node:events';
import { get } from 'node:http';
import { spawnTypeScript } from './programs.mjs';
import { PlainFailure, say, withProgress } from './say.mjs';

const POLL_MS = 200;
const ANSWER_LIMIT_MS = 5_000;
const STOP_LIMIT_MS = 30_000;

/** The programs of one start: begun one by one, ended together. */
export class Supervisor {
  #running = [];
  #stopping = false;
  #reportFailure;

  constructor(root) {
    this.root = root;
    /** Settles, with what to say, when a program ends that nobody has told to. */
    this.failure = new Promise((resolve) => {
      this.#reportFailure = resolve;
    });
  }

  /**
   * Starts `{ name, args, env, port }` and waits until it sends `{ ready: true }` or answers `/readyz` with 200.
   * False where it ended before, or where all is being stopped.
   */
  async start({ name, args, env, port }) {
    if (this.#stopping) {
      return false;
    }
    const child = spawnTypeScript(this.root, args, env);
    const ended = once(child, 'exit').then(([code, signal]) => this.#noteEnd(name, code ?? signal));
    this.#running.push({ name, child, ended });
    return withProgress(`Starting ${lowerFirst(name)}`, () => readiness(child, port));
  }

  /** Tells the programs to end, the last started first, and waits for each. */
  async stop() {
    this.#stopping = true;
    for (const { name, child, ended } of this.#running.reverse()) {
      child.kill('SIGTERM');
      const late = setTimeout(() => {
        say(`${name} does not end and is killed.`);
        child.kill('SIGKILL');
      }, STOP_LIMIT_MS);
      await ended;
      clearTimeout(late);
    }
  }

  #noteEnd(name, how) {
    if (!this.#stopping) {
      this.#reportFailure(new PlainFailure(`${name} has ended (${how}), so everything is stopped.`));
    }
  }
}

/** Settles with true as soon as the program says that it is ready, or its address does; with false when it has ended. */
function readiness(child, port) {
  return new Promise((settle) => {
    const asking = setInterval(() => ask(port, () => finish(true)), POLL_MS);
    const finish = (isReady) => {
      clearInterval(asking);
      settle(isReady);
    };
    child.on('message', (message) => message?.ready === true && finish(true));
    child.once('exit', () => finish(false));
  });
}

/** Not by fetch: its connections stay open, and a program that ends waits for them. */
function ask(port, tellReady) {
  const question = get(
    { host: 'localhost', port, path: '/readyz', agent: false, timeout: ANSWER_LIMIT_MS },
    (answer) => {
      answer.resume();
      if (answer.statusCode === 200) {
        tellReady();
      }
    },
  );
  question.on('timeout', () => question.destroy());
  // Not listening yet.
  question.on('error', () => {});
}

function lowerFirst(name) {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
