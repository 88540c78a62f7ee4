import express, { type Request, type RequestHandler } from 'express';
import * as z from 'zod/mini';
import { GmailRefusal } from './gmail-refusal.ts';
import { LARGEST_JSON } from './unproven.ts';

/** A message as a client hands it over. */
export interface Handed {
  readonly mime: Buffer;
  readonly threadId: string | undefined;
}

/** Gmail's own limit for a message. */
const LARGEST_UPLOAD = 36_700_160;
const Filing = z.strictObject({ threadId: z.optional(z.string()) });
const Inline = z.strictObject({ raw: z.string().check(z.minLength(1)), threadId: z.optional(z.string()) });
const NO_MESSAGE = "'raw' RFC822 payload message string or uploading message via /upload/* URL required";

/** Reads bodies: JSON at the plain addresses, and parts at those under `/upload`. */
export function bodies(): RequestHandler[] {
  return [
    requireFitting,
    express.json({ limit: LARGEST_JSON }),
    express.raw({ type: 'multipart/related', limit: LARGEST_UPLOAD }),
  ];
}

/** The message that is sent. Throws GmailRefusal 400. */
export function messageHanded(req: Request): Handed {
  if (Buffer.isBuffer(req.body)) return uploaded(req, Filing);
  const { raw, threadId } = requireShape(Inline, req.body);
  return { mime: Buffer.from(raw, 'base64url'), threadId };
}

/** The message that a draft is made of. Throws GmailRefusal 400. */
export function draftHanded(req: Request): Handed {
  if (Buffer.isBuffer(req.body)) return uploaded(req, z.strictObject({ message: Filing }));
  const { raw, threadId } = requireShape(z.strictObject({ message: Inline }), req.body).message;
  return { mime: Buffer.from(raw, 'base64url'), threadId };
}

export function requireShape<S extends z.ZodMiniType>(schema: S, body: unknown): z.output<S> {
  const { data } = schema.safeParse(body);
  if (data === undefined) throw new GmailRefusal(400, NO_MESSAGE);
  return data;
}

const requireFitting: RequestHandler = (req, _res, next) => {
  const isTooLarge = Number(req.headers['content-length'] ?? 0) > LARGEST_JSON && req.is('json') !== false;
  next(
    isTooLarge ? new GmailRefusal(400, `Request payload size exceeds the limit: ${LARGEST_JSON} bytes.`) : undefined,
  );
};

type UploadShape = typeof Filing | z.ZodMiniObject<{ message: typeof Filing }>;

/** Two parts: what is said of the message, and the message. */
function uploaded(req: Request, shape: UploadShape): Handed {
  const [, boundary = ''] = /boundary="?([^";]+)"?/i.exec(req.headers['content-type'] ?? '') ?? [];
  const [, about, message] = (req.body as Buffer).toString('latin1').split(`--${boundary}`);
  if (boundary === '' || about === undefined || message === undefined || !req.baseUrl.startsWith('/upload/')) {
    throw new GmailRefusal(400, NO_MESSAGE);
  }
  const said = requireShape(shape, JSON.parse(contentOf(about)));
  const { threadId } = 'message' in said ? said.message : said;
  return { mime: Buffer.from(contentOf(message), 'latin1'), threadId };
}

function contentOf(part: string): string {
  return part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
}
