/** Makes the load in a process of its own, so that it does not take time from what is measured. Speaks to its parent over IPC. */
import { type LoadRequest, loadSlice } from './slice.ts';

export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly milliseconds: number;
  /** Sent in turn, from the first again after the last; `{{n}}` in path, headers and body becomes a number that never comes again. */
  readonly requests: readonly LoadRequest[];
}

let counter = 0;

process.on('message', (order: LoadOrder) => {
  const { requests, ...rest } = order;
  const next = (): LoadRequest => {
    counter += 1;
    const template = requests[counter % requests.length];
    if (template === undefined) throw new RangeError('A load needs a request.');
    return numbered(template, `${process.pid}-${counter}`);
  };
  void loadSlice({ ...rest, next }).then((slice) => process.send?.(slice));
});

function numbered(template: LoadRequest, n: string): LoadRequest {
  const { method, path, headers, body } = template;
  const fill = (text: string) => text.replaceAll('{{n}}', n);
  const filled = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, fill(value)]));
  const filledBody = fill(body);
  return {
    method,
    path: fill(path),
    headers: { ...filled, 'content-length': String(Buffer.byteLength(filledBody)) },
    body: filledBody,
  };
}

process.send?.({ ready: true });
