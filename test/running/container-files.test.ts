import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { Variables } from '../../server/config-variables.ts';

const ROOT = new URL('../../', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, ROOT), 'utf8');

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: string | readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, { readonly condition: string }>>;
  readonly [setting: string]: unknown;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly configs: Readonly<Record<string, { readonly content: string }>>;
}

/** An instruction of a Dockerfile with all that it says, its continuations included. */
function instructionsOf(text: string): { readonly name: string; readonly says: string }[] {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n');
  return lines.flatMap((line) => {
    const [, name, says] = /^([A-Z]+) +(.*)$/.exec(line.trim()) ?? [];
    return name === undefined || says === undefined ? [] : [{ name, says }];
  });
}

describe('Dockerfile', () => {
  const text = read('Dockerfile');
  const all = instructionsOf(text);
  const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM'));
  const saying = (name: string) => last.filter((each) => each.name === name).map(({ says }) => says);

  it('is made of instructions, and says that it was not built here', () => {
    const known = 'ARG FROM WORKDIR COPY RUN ENV USER EXPOSE HEALTHCHECK STOPSIGNAL CMD'.split(' ');
    expect(all.filter(({ name }) => !known.includes(name))).to.deep.equal([]);
    const lines = text.replaceAll('\\\n', ' ').split('\n');
    expect(lines.filter((line) => line.trim() !== '' && !line.startsWith('#'))).to.have.length(all.length);
    expect(text).to.contain('Not built here');
  });

  it('begins with an image of an exact version, of a Node that the package takes', () => {
    const [, image = ''] = /^ARG NODE_IMAGE=(\S+)$/m.exec(text) ?? [];
    expect(image).to.match(/^node:\d+\.\d+\.\d+-/);
    expect(Number(/^node:(\d+)/.exec(image)?.[1])).to.be.least(20);
    for (const { says } of all.filter(({ name }) => name === 'FROM'))
      expect(says).to.match(/^\$\{NODE_IMAGE\}( AS \w+)?$/);
  });

  it('installs what the lock says, and leaves the tools for development behind', () => {
    const runs = all.filter(({ name }) => name === 'RUN').map(({ says }) => says);
    expect(runs[0]).to.match(/^npm ci /);
    expect(runs[1]).to.contain('npm prune --omit=dev');
    // What belongs to tests, the demo and the tree itself is not in the image.
    const copied = saying('COPY').flatMap((says) => says.match(/\/app\/[\w.-]+/g) ?? []);
    for (const name of ['test', 'demo', '.git', '.ci']) expect(copied).to.not.include(`/app/${name}`);
    for (const path of copied.filter((each) => !/node_modules|dist/.test(each))) {
      expect(existsSync(new URL(path.replace('/app/', ''), ROOT)), path).to.equal(true);
    }
  });

  it('has what tsx reads the settings of the tree from, without which no page of ours is made', () => {
    const [, name = ''] = /^(@?[\w-]+\/[\w-]+)/.exec(JSON.parse(read('tsconfig.json')).extends) ?? [];
    expect(JSON.parse(read('package.json')).dependencies).to.have.property(name);
    expect(saying('COPY').join(' ')).to.contain('/app/tsconfig.json');
  });

  it('serves as a user without rights, and tells whether it is alive', () => {
    expect(saying('USER')).to.deep.equal(['node']);
    const order = last.map(({ name }) => name);
    expect(order.indexOf('USER')).to.be.below(order.indexOf('CMD')).and.above(order.lastIndexOf('RUN'));
    expect(saying('HEALTHCHECK')[0]).to.contain('/healthz');
    expect(JSON.parse(saying('CMD')[0] ?? '')).to.deep.equal(['node', '--import', 'tsx', 'server/main.ts']);
    expect(saying('ENV').join(' ')).to.contain('NODE_ENV=production');
  });

  it('carries no secret, neither in itself nor by what it copies', () => {
    expect(all.filter(({ says }) => /(SECRET|PASSWORD|TOKEN|MONGODB_URI)/.test(says))).to.deep.equal([]);
    const ignored = read('.dockerignore').split('\n');
    for (const name of ['.env', '.data', '.git', 'node_modules']) expect(ignored).to.include(name);
  });
});

describe('compose.yaml', () => {
  const text = read('compose.yaml');
  const compose = parse(text, { merge: true, uniqueKeys: true, strict: true }) as Compose;
  const { services, volumes, configs } = compose;
  const server = services.server ?? {};
  const mongodb = services.mongodb ?? {};

  it('names exact versions, and only volumes, services and configs that are there', () => {
    expect(text).to.contain('Not run here');
    const images = Object.values(services).flatMap(({ image, build }) => (build === undefined ? [image] : []));
    for (const image of images) expect(image).to.match(/^\w+:\d+\.\d+\.\d+$/);
    for (const [name, service] of Object.entries(services)) {
      const mounted = (service.volumes ?? []).map((volume) => volume.split(':')[0]);
      expect(Object.keys(volumes), name).to.include.members(mounted);
      expect(Object.keys(services), name).to.include.members([...namesOf(service.depends_on)]);
    }
    expect(configs['mongodb-user']?.content).to.contain("role: 'readWrite', db: 'duethread'");
  });

  it('has a replica set with sign-in, which nothing outside reaches', () => {
    const command = mongodb.command ?? [];
    expect(command)
      .to.include('--replSet=duethread')
      .and.include('--keyFile=/keys/keyfile')
      .and.include('--noscripting');
    expect(mongodb.ports).to.equal(undefined);
    expect(server.environment?.MONGODB_URI).to.match(/replicaSet=duethread&authSource=duethread$/);
    expect(server.depends_on).to.deep.equal({ mongodb: { condition: 'service_healthy' } });
    expect(mongodb.healthcheck).to.have.property('test').that.contains('rs.initiate').and.contains('isWritablePrimary');
  });

  it('keeps what has to last, and gives no password away', () => {
    expect(mongodb.volumes).to.include('mongodb:/data/db');
    expect(server.volumes).to.include('feeds:/feeds').and.include('data:/data');
    expect(server.environment).to.include({ FEED_FOLDER: '/feeds', DATA_DIR: '/data' });
    for (const [, value] of text.matchAll(/PASSWORD: (.*)/g))
      expect(value).to.match(/^\$\{\w+:\?is missing in \.env\}$/);
  });

  it('lets the programs do no more than serve, to this machine alone, and ends them with time to finish', () => {
    for (const name of ['server', 'gmail-addon']) {
      const program = services[name] ?? {};
      expect(program, name).to.deep.include({ read_only: true, cap_drop: ['ALL'], env_file: '.env' });
      for (const port of program.ports ?? []) expect(port).to.match(/^127\.0\.0\.1:/);
    }
    expect(server.stop_grace_period).to.equal('60s');
  });

  it('sets only variables that the server reads', () => {
    const known = Object.keys(Variables.shape);
    expect(Object.keys(server.environment ?? {}).filter((name) => !known.includes(name))).to.deep.equal([]);
  });
});

function namesOf(dependsOn: Service['depends_on']): readonly string[] {
  return Array.isArray(dependsOn) ? dependsOn : Object.keys(dependsOn ?? {});
}
