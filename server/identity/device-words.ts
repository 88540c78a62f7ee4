type Sign = readonly [sign: RegExp, name: string];

/** Each browser names those before it as well, so the order counts. */
const BROWSERS: readonly Sign[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bFirefox\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly Sign[] = [
  [/\b(iPhone|iPad)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows NT\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** Browser and system in words, from what the browser says of itself; nothing else of it is kept. */
export function deviceWords(userAgent: string): string {
  const browser = named(BROWSERS, userAgent) ?? 'A browser';
  const system = named(SYSTEMS, userAgent);
  return system === undefined ? browser : `${browser} on ${system}`;
}

/** The first half of an address: enough to tell the office from elsewhere, too little to name a connection. */
export function shortenedAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(address)?.[1];
  if (mapped !== undefined) return `${mapped}.*.*`;
  const [a, b, c, d] = address.split('.');
  if (d !== undefined) return `${a}.${b}.*.*`;
  const groups =
    address
      .split('::')[0]
      ?.split(':')
      .filter((group) => group !== '') ?? [];
  return c === undefined && groups.length > 0 ? `${groups.slice(0, 3).join(':')}::*` : 'unknown';
}

function named(signs: readonly Sign[], userAgent: string): string | undefined {
  return signs.find(([sign]) => sign.test(userAgent))?.[1];
}
