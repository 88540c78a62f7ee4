import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on a free port of this machine whose handler may be put in once its address is known. */
export class LocalServer {
  private handler: RequestListener = (_req, res) => res.writeHead(503).end();
  private readonly server: Server = createServer((req, res) => this.handler(req, res));

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  use(handler: RequestListener): void {
    this.handler = handler;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The addresses that led here, in order. */
  readonly way: readonly string[];
}

/** What a browser does without its window: keeps cookies by host, follows redirects, says where a request comes from. */
export class Visitor {
  readonly cookies = new Map<string, Map<string, string>>();
  /** Each Set-Cookie as it came. */
  readonly setCookies: string[] = [];
  /** The path at which it follows no redirect, so that a test may do so otherwise. */
  stopsBefore: string | null = null;

  get(address: string | URL): Promise<Page> {
    return this.follow(new URL(address), { method: 'GET' }, []);
  }

  /** Sends a form of the page at `from`. */
  post(address: string | URL, form: Record<string, string>, from: string | URL): Promise<Page> {
    const target = new URL(address);
    const source = new URL(from);
    const site = source.origin === target.origin ? 'same-origin' : 'cross-site';
    const headers = { origin: source.origin, 'sec-fetch-site': site };
    return this.follow(target, { method: 'POST', body: new URLSearchParams(form), headers }, []);
  }

  /** The Cookie header for an address. */
  cookieFor(address: string | URL): string {
    const jar = this.cookies.get(new URL(address).hostname) ?? new Map<string, string>();
    return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async follow(url: URL, init: RequestInit, way: string[]): Promise<Page> {
    if (way.length > 15) throw new Error(`too many redirects: ${way.join(' → ')}`);
    const headers = { ...(init.headers as Record<string, string>), cookie: this.cookieFor(url) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    this.keep(url, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location !== null && response.status >= 300 && response.status < 400) {
      await response.arrayBuffer();
      const next = new URL(location, url);
      if (this.stopsBefore !== null && next.pathname.startsWith(this.stopsBefore)) {
        return { url: next, status: response.status, headers: response.headers, text: '', way: [...way, url.href] };
      }
      return this.follow(next, { method: 'GET' }, [...way, url.href]);
    }
    const text = await response.text();
    return { url, status: response.status, headers: response.headers, text, way };
  }

  private keep(url: URL, setCookies: string[]): void {
    const jar = this.cookies.get(url.hostname) ?? new Map<string, string>();
    this.cookies.set(url.hostname, jar);
    for (const line of setCookies) {
      this.setCookies.push(line);
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
  }
}
