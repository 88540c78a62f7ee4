/** Something that the server does by itself at its times. It may be begun again after a process died in it, so it must not matter when part of it was done before. */
export interface TimedWork {
  /** Lasting: it names the work in the database. */
  readonly name: string;
  /** When, in the five fields of cron. */
  readonly cron: string;
  /** The zone of the IANA list in which `cron` is read. */
  readonly zone: string;
  readonly work: () => Promise<void>;
}
