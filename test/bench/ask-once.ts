import type { Contender } from './side-by-side.ts';

/** Sends the first request of a contender by itself and gives its answer. Throws where it is refused, before anything is measured. */
export async function askOnce({ name, order }: Contender): Promise<unknown> {
  const [first] = order.requests;
  if (first === undefined) throw new RangeError(`"${name}" has no request.`);
  const fill = (text: string) => text.replaceAll('{{n}}', `first-${Math.random()}`);
  const headers = Object.fromEntries(Object.entries(first.headers).map(([key, value]) => [key, fill(value)]));
  const { method, path, body } = first;
  const answer = await fetch(`http://127.0.0.1:${order.port}${fill(path)}`, {
    method,
    headers,
    ...(method === 'GET' ? {} : { body: fill(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`"${name}" answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}
