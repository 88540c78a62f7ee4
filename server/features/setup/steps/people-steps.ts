import type { SetupFinding } from '#shared/api/setup.ts';
import type { Directory } from '../../../identity/tenant-repository.ts';
import type { User } from '../../../identity/user-repository.ts';
import { failed, finding, firstWrong, jsonOf, look, passed, statusWrong } from '../finding.ts';
import type { Answered, OwnAddresses } from '../own-addresses.ts';
import type { SetupFacts, StepRule } from '../setup-facts.ts';

const USERS_PAGE = '/admin/users';
const NAMES: Readonly<Record<Directory['kind'], string>> = { entra: 'Microsoft', google: 'Google' };
/** What the server has to be told before people can sign in by one. */
const VARIABLES: Readonly<Record<Directory['kind'], string>> = {
  entra: 'ENTRA_WEB_CLIENT_ID and ENTRA_WEB_CLIENT_SECRET',
  google: 'GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET',
};

const signIn: StepRule = {
  step: 'sign_in',
  href: USERS_PAGE,
  judge: (facts) => {
    const { directories } = facts.tenant;
    const kinds = [...new Set(directories.map(({ kind }) => NAMES[kind]))];
    return {
      found: kinds.length === 0 ? 'one-time links only' : `with ${kinds.join(' and ')}`,
      missing: signInMissing(facts),
    };
  },
  attempt: async (facts, { addresses }) => {
    const { directories } = facts.tenant;
    if (directories.length === 0) return [failed('Directories', 'No directory of the company is named.')];
    const tried = directories.map((directory) => tryDirectory(directory, facts, addresses));
    return [...(await Promise.all(tried)).flat(), signedInBy(facts)];
  },
};

const users: StepRule = {
  step: 'users',
  href: USERS_PAGE,
  judge: ({ users: people }) => {
    const active = people.filter(({ disabled }) => !disabled);
    const collectors = active.filter(({ role }) => role === 'collector');
    return {
      found: `${active.length} with access, ${collectors.length} of them collectors; ${active.filter(hasComeIn).length} have signed in`,
      missing: collectorsMissing(collectors),
    };
  },
  attempt: async ({ users: people }) => {
    const active = people.filter(({ disabled }) => !disabled);
    return [
      roleFinding(active, 'admin', 'Two admins, so that one can be away'),
      roleFinding(active, 'manager', 'A manager'),
      roleFinding(active.filter(hasComeIn), 'collector', 'A collector who has signed in'),
    ];
  },
};

export const PEOPLE_STEPS = { signIn, users } as const;

function signInMissing({ tenant, users: people, settings }: SetupFacts): string | null {
  const kinds = [...new Set(tenant.directories.map(({ kind }) => kind))];
  if (kinds.length === 0) return 'Name the company’s directory of Microsoft or Google, so that people sign in with it.';
  const unset = kinds.find((kind) => settings.signIn[kind].pagesClientId === null);
  if (unset !== undefined) return `The server is not told how: ${VARIABLES[unset]} are missing.`;
  return people.some(hasSignedIn) ? null : 'Nobody has signed in with it yet.';
}

function collectorsMissing(collectors: readonly User[]): string | null {
  if (collectors.length === 0) return 'Invite a collector.';
  return collectors.some(hasComeIn) ? null : 'No collector has signed in yet.';
}

async function tryDirectory(
  { kind, id }: Directory,
  { settings }: SetupFacts,
  addresses: OwnAddresses,
): Promise<SetupFinding[]> {
  const { discovery, keys, pagesClientId } = settings.signIn[kind];
  const name = NAMES[kind];
  const client = finding(
    `${name}: client of the pages`,
    pagesClientId === null ? `${VARIABLES[kind]} are missing.` : null,
    'The server has its client id and secret.',
  );
  const keySet = await look(addresses, {
    what: `${name}: keys`,
    address: keys.replace('{tid}', encodeURIComponent(id)),
    well: 'They can be had; tokens are checked with them.',
    judge: (answer) => firstWrong(answer, statusWrong, keysWrong),
  });
  // Where the pages have no client there, nobody is sent to it.
  if (pagesClientId === null) return [client, keySet];
  const document = await look(addresses, {
    what: `${name}: discovery document`,
    address: `${discovery}/.well-known/openid-configuration`,
    well: 'It can be had, and names where people sign in.',
    judge: (answer) => firstWrong(answer, statusWrong, documentWrong),
  });
  return [client, document, keySet];
}

function documentWrong(answer: Answered): string | null {
  const { issuer, authorization_endpoint: endpoint } = jsonOf(answer) ?? {};
  const isWhole = typeof issuer === 'string' && typeof endpoint === 'string';
  return isWhole ? null : 'It is no discovery document of OpenID.';
}

function keysWrong(answer: Answered): string | null {
  const found = jsonOf(answer)?.keys;
  return Array.isArray(found) && found.length > 0 ? null : 'There is no key in it.';
}

function signedInBy({ users: people }: SetupFacts): SetupFinding {
  const count = people.filter(hasSignedIn).length;
  const what = 'Somebody has signed in';
  if (count === 0) return failed(what, 'Nobody has yet: sign out and in again with the company’s own account.');
  return passed(what, count === 1 ? 'One person has.' : `${count} people have.`);
}

function roleFinding(people: readonly User[], role: User['role'], what: string): SetupFinding {
  const needed = role === 'admin' ? 2 : 1;
  const names = people.filter((person) => person.role === role).map(({ name }) => name);
  const wrong = names.length >= needed ? null : `There ${names.length === 1 ? 'is one' : 'is none'}.`;
  return finding(what, wrong, `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''}.`);
}

/** An identity is tied to a user at their first sign-in with a directory. */
function hasSignedIn({ identities, disabled }: User): boolean {
  return !disabled && identities.length > 0;
}

/** By a directory or a one-time link; the day of a sign-in is not known of those who last came in before it was kept. */
function hasComeIn({ identities, lastSignInOn, disabled }: User): boolean {
  return !disabled && (identities.length > 0 || lastSignInOn !== null);
}
