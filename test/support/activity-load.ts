import { Agent, request } from 'node:http';

/** One of the processes that a load goes to. */
interface Target {
  readonly url: string;
  isReady(): Promise<boolean>;
}

interface LoadOrder {
  /** Those that may be asked; looked at anew now and then, as a load balancer does. */
  readonly targets: () => readonly Target[];
  readonly token: string;
  readonly customerId: string;
  /** Tells the keys of one load from those of another. */
  readonly name: string;
  readonly workers: number;
  /** Every so often an action is sent to all at once with the same key. */
  readonly everyTwice?: number;
}

/** What became of a load. */
export interface LoadReport {
  /** The key of each action that was acknowledged. */
  readonly acknowledged: readonly string[];
  /** What no client should meet: a connection that ended within a request, an answer that is neither done nor a polite refusal. */
  readonly failures: readonly string[];
  readonly answers: ReadonlyMap<number, number>;
}

/** After so many failures there is nothing left to be found out. */
const TOO_MANY = 10;

type Outcome = { readonly status: number } | { readonly failed: string; readonly mayTryElsewhere: boolean };

/** Records activities again and again, over connections that are kept, until it is ended. */
export class ActivityLoad {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly acknowledged: string[] = [];
  private readonly failures: string[] = [];
  private readonly answers = new Map<number, number>();
  private readonly working: Promise<void>[];
  private ready: readonly Target[] = [];
  private isOver = false;
  private sent = 0;

  constructor(private readonly order: LoadOrder) {
    this.working = [this.lookAround(), ...Array.from({ length: order.workers }, () => this.work())];
  }

  get count(): number {
    return this.acknowledged.length;
  }

  /** Waits until so many more are acknowledged, or until too much has failed. */
  async more(count: number): Promise<void> {
    const end = this.count + count;
    while (this.count < end && !this.isOver) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  /** Lets every request end, and tells what became of them all. */
  async end(): Promise<LoadReport> {
    this.isOver = true;
    await Promise.all(this.working);
    this.agent.destroy();
    return { acknowledged: this.acknowledged, failures: this.failures, answers: this.answers };
  }

  private async lookAround(): Promise<void> {
    while (!this.isOver) {
      const targets = this.order.targets();
      const ready = await Promise.all(targets.map((target) => target.isReady()));
      this.ready = targets.filter((_, at) => ready[at]);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  private async work(): Promise<void> {
    while (!this.isOver) {
      this.sent += 1;
      const key = `${this.order.name}-number-${this.sent}`;
      const isTwice = this.sent % (this.order.everyTwice ?? Infinity) === 0;
      const places = isTwice ? this.ready.map((_, at) => at) : [this.sent];
      const done = await Promise.all(places.map((at) => this.record(key, at)));
      if (done.includes(true)) this.acknowledged.push(key);
    }
  }

  /** Sends one action until it is acknowledged, to another process where one takes none; false where the load ends before. */
  private async record(key: string, place: number): Promise<boolean> {
    for (let at = place; !this.isOver || at === place; at += 1) {
      const target = this.ready[at % Math.max(1, this.ready.length)];
      const outcome = target === undefined ? null : await this.send(target.url, key);
      if (outcome !== null && this.note(outcome)) return true;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return false;
  }

  private note(outcome: Outcome): boolean {
    if ('failed' in outcome) {
      if (!outcome.mayTryElsewhere) this.fail(outcome.failed);
      return false;
    }
    this.answers.set(outcome.status, (this.answers.get(outcome.status) ?? 0) + 1);
    if (outcome.status !== 201) this.fail(`status ${outcome.status}`);
    return outcome.status === 201;
  }

  private fail(what: string): void {
    this.failures.push(what);
    if (this.failures.length >= TOO_MANY) this.isOver = true;
  }

  private send(url: string, key: string): Promise<Outcome> {
    const { token, customerId } = this.order;
    const call = { customerId, itemIds: [], code: 'phone_no_answer', outcome: 'call_again', client: 'outlook' };
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    };
    return new Promise((resolve) => {
      const sending = request(`${url}/api/activities`, { method: 'POST', agent: this.agent, headers });
      sending.on('response', (answer) => {
        answer.resume().on('close', () => {
          resolve(
            answer.complete ? { status: answer.statusCode ?? 0 } : { failed: 'cut answer', mayTryElsewhere: false },
          );
        });
      });
      sending.on('error', (error: NodeJS.ErrnoException) => {
        resolve({ failed: `${error.code} ${error.message}`, mayTryElsewhere: error.code === 'ECONNREFUSED' });
      });
      sending.end(JSON.stringify(call));
    });
  }
}
