import { Router } from 'express';
import { linkDocument, storeInvoiceDocument } from '#shared/api/documents.ts';
import type { CustomerId } from '#shared/domain/ids.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import { pdfFromBase64 } from './document-file.ts';
import type { DocumentService } from './document-service.ts';
import type { InvoiceDocumentService } from './invoice-document-service.ts';

export interface DocumentServices {
  readonly documentService: DocumentService;
  readonly invoiceDocuments: InvoiceDocumentService;
}

export function documentEndpoints({ documentService, invoiceDocuments }: DocumentServices): Endpoint[] {
  return [
    endpoint(linkDocument, async ({ params, body, actor }) =>
      documentService.link(params.id as CustomerId, body.wish, actor.tenantId),
    ),
    endpoint(storeInvoiceDocument, async ({ body, actor }) => {
      const { number, source, fileName, base64 } = body;
      return invoiceDocuments.take({ number, source, fileName, bytes: pdfFromBase64(base64), broughtBy: actor.email });
    }),
  ];
}

/** Where the browser opens a document by its link, without a session. */
export function documentLinkRoutes({ documentService }: Pick<DocumentServices, 'documentService'>): Router {
  const router = Router();
  router.get('/documents', async (req, res) => {
    const { token } = req.query;
    const { fileName, contentType, bytes } = await documentService.open(typeof token === 'string' ? token : '');
    res.setHeader('Content-Type', contentType);
    res.setHeader('Content-Length', bytes.length);
    res.setHeader('Content-Disposition', dispositionOf(fileName));
    res.setHeader('Cache-Control', 'no-store');
    res.setHeader('X-Content-Type-Options', 'nosniff');
    // No `sandbox` and no `default-src`: both keep the browsers' own viewers from showing a PDF. It is one by its type, which nosniff fixes.
    res.setHeader('Content-Security-Policy', "frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    res.end(bytes);
  });
  return router;
}

/** The name in ASCII for what reads no other, and as it is (RFC 6266). */
function dispositionOf(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `inline; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
