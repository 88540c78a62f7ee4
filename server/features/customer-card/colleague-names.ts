import { type Elapsed, Held } from './held.ts';

/** What is read of a company's people. */
export interface People {
  list(): Promise<readonly { readonly email: string; readonly name: string; readonly disabled: boolean }[]>;
}

/** The names of colleagues by their addresses, as they were a few seconds ago. */
export class ColleagueNames {
  private readonly names: Held<ReadonlyMap<string, string>>;

  constructor(people: People, elapsed: Elapsed = () => performance.now()) {
    this.names = new Held(async () => {
      const here = (await people.list()).filter(({ disabled }) => !disabled);
      return new Map(here.map(({ email, name }) => [email, name]));
    }, elapsed);
  }

  /** The name of who works here under an address; null where nobody does. */
  async nameOf(email: string): Promise<string | null> {
    return email === '' ? null : ((await this.names.now()).get(email.toLowerCase()) ?? null);
  }
}
