/** Does something again and again, each time a while after the last has ended, until it is stopped. */
export class Repeated {
  private timer: NodeJS.Timeout | null = null;
  private underWay: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly pauseMs: number,
    /** Told why a time failed; the next comes all the same. */
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Begins, the first time at once. */
  start(): void {
    if (this.isStopped) return;
    this.underWay = this.work()
      .catch(this.failed)
      .then(() => {
        if (!this.isStopped) this.timer = setTimeout(() => this.start(), this.pauseMs).unref();
      });
  }

  /** Waits for what is under way; nothing comes after it. */
  async stop(): Promise<void> {
    this.isStopped = true;
    if (this.timer !== null) clearTimeout(this.timer);
    await this.underWay;
  }
}
