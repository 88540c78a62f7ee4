import type { Express } from 'express';
import request, { type Response } from 'supertest';

export interface OwnForm {
  /** The address of its page, with the query. */
  readonly at: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Opens a page of ours with a form and presses its button, as a browser does. */
export async function pressForm(app: Express, { at, fields = {}, headers = {} }: OwnForm): Promise<Response> {
  const page = await request(app).get(at).set(headers);
  const cookie = String(page.headers['set-cookie']).split(';')[0] ?? '';
  return request(app)
    .post(new URL(at, 'http://localhost').pathname)
    .type('form')
    .set({ ...headers, cookie })
    .send({ ...fields, formToken: formTokenIn(page.text) });
}

/** The token that the form of a page carries. */
export function formTokenIn(page: string): string {
  return /name="formToken" value="([^"]+)"/.exec(page)?.[1] ?? '';
}
