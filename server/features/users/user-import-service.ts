import type { ImportedUser } from '#shared/api/users.ts';
import { DomainError } from '../../errors.ts';
import type { ByWhom, User, UserChanges, UserService } from '../../identity/user-service.ts';
import { fault, readUserFile, refused, type UserLine } from './user-file.ts';

export interface Imported {
  readonly dryRun: boolean;
  readonly added: number;
  readonly changed: number;
  readonly users: readonly ImportedUser[];
}

/** What a line has done, and to whom. */
interface Done {
  readonly line: UserLine;
  readonly user: User;
  readonly does: ImportedUser['does'];
  readonly changes: readonly string[];
}

/** Carries what a trial found out of its transaction, which is given up. */
class OnlyTried extends Error {
  constructor(readonly done: readonly Done[]) {
    super('tried');
  }
}

/** Takes people from a CSV file, all of them or none. */
export class UserImportService {
  constructor(private readonly users: UserService) {}

  /** Throws DomainError `users_refused` with every line that is wrong, or `last_admin`. */
  async take(text: string, { dryRun, by }: { readonly dryRun: boolean; readonly by: string }): Promise<Imported> {
    const lines = readUserFile(text);
    const done = await this.applied(lines, by, dryRun);
    const users: ImportedUser[] = [];
    for (const { line, user, does, changes } of done) {
      const link = does === 'adds' && !dryRun ? (await this.users.link(user.id)).link : null;
      const { email, name, role, sees } = user;
      users.push({ line: line.line, email, name, role, sees: [...sees], does, changes: [...changes], link });
    }
    const count = (what: ImportedUser['does']) => done.filter(({ does }) => does === what).length;
    return { dryRun, added: count('adds'), changed: count('changes'), users };
  }

  private async applied(lines: readonly UserLine[], by: string, dryRun: boolean): Promise<readonly Done[]> {
    try {
      return await this.users.together(by, async (how) => {
        const done = await this.apply(lines, how);
        if (dryRun) throw new OnlyTried(done);
        return done;
      });
    } catch (error) {
      if (error instanceof OnlyTried) return error.done;
      throw error;
    }
  }

  private async apply(lines: readonly UserLine[], how: ByWhom): Promise<Done[]> {
    const known = new Map((await this.users.list(how.session)).map((user) => [user.email, user]));
    const problems = [];
    const done: Done[] = [];
    for (const line of adminsFirst(lines)) {
      try {
        done.push(await this.applyLine(line, known.get(line.email), how));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        problems.push(fault(`line ${line.line}`, error.message));
      }
    }
    if (problems.length > 0) throw refused(problems);
    return done.sort((a, b) => a.line.line - b.line.line);
  }

  private async applyLine(line: UserLine, known: User | undefined, how: ByWhom): Promise<Done> {
    const { email, name, role, sees } = line;
    if (known === undefined) {
      const user = await this.users.add({ email, name, role, ...(sees === null ? {} : { sees }) }, how);
      return { line, user, does: 'adds', changes: [] };
    }
    const changes = changesOf(line, known);
    if (Object.keys(changes).length === 0) return { line, user: known, does: 'nothing', changes: [] };
    const user = await this.users.change(known.id, changes, how);
    return { line, user, does: 'changes', changes: wordsOf(known, user) };
  }
}

/** So that who takes over is there before who gives up. */
function adminsFirst(lines: readonly UserLine[]): UserLine[] {
  return [...lines].sort((a, b) => Number(b.role === 'admin') - Number(a.role === 'admin'));
}

function changesOf({ name, role, sees }: UserLine, known: User): UserChanges {
  return {
    ...(name === known.name ? {} : { name }),
    ...(role === known.role ? {} : { role }),
    ...(sees === null || isSame(sees, known.sees) ? {} : { sees }),
  };
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

function wordsOf(before: User, after: User): string[] {
  const from = (what: string, old: string, anew: string) => (old === anew ? [] : [`${what}: ${old} → ${anew}`]);
  const listed = ({ sees }: User) => (sees.length === 0 ? 'none' : sees.join(' '));
  return [
    ...from('name', before.name, after.name),
    ...from('role', before.role, after.role),
    ...from('portfolio', listed(before), listed(after)),
  ];
}
