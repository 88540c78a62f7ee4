/** Every address that something opens, anywhere in what the add-on answers. */
export function linksIn(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    (name === 'openLink' || name === 'link') && typeof value?.url === 'string' ? [value.url] : linksIn(value),
  );
}

/** What Gmail says of the first address that it does not open: `tel:` and `mailto:` go anywhere, others only where the deployment says how they begin. Null where all are well. */
export function linkProblem(urls: readonly string[], prefixes: readonly string[]): string | null {
  const wrong = urls.find((url) => !/^(?:tel|mailto):/.test(url) && !prefixes.some((prefix) => isUnder(url, prefix)));
  return wrong === undefined ? null : `The deployment's openLinkUrlPrefixes do not allow ${new URL(wrong).origin}.`;
}

/** A prefix holds for itself and for what lies below it, host and scheme included. */
function isUnder(url: string, prefix: string): boolean {
  const [at, below] = [new URL(url), new URL(prefix)];
  const folder = below.pathname.endsWith('/') ? below.pathname : `${below.pathname}/`;
  return at.origin === below.origin && (at.pathname === below.pathname || at.pathname.startsWith(folder));
}
