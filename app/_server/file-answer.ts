import type { ReportFile } from '../../lib/print/report-file.ts';

/** A report shown in a frame of ours: it may do nothing but be seen. Who may frame it is said here, over X-Frame-Options. */
const INERT = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";

/** A file to save, or one to show. */
export function fileAnswer(
  { name, contentType, bytes }: ReportFile,
  { inline }: { inline: boolean },
): Response {
  return new Response(bytes, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `${inline ? 'inline' : 'attachment'}; filename="${name}"`,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': INERT,
    },
  });
}

/** What is shown in the place of a report: why there is none. Without leave, a browser refuses to frame that, and complains of it. */
export function inItsFrame(response: Response): Response {
  if (!response.ok) response.headers.set('Content-Security-Policy', INERT);
  return response;
}
