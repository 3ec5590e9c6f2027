/** A static file server for the built site, as any static host would serve it: below a base path, with the 404 page. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

export interface SiteServer {
  /** http://localhost:port, without a slash at the end. */
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * @param dist folder of the built site
 * @param options port (0: any free one) and base path, beginning and ending with a slash
 * @throws the listen error, e.g. EADDRINUSE
 */
export async function serveSite(dist: string, options: { port: number; base: string; host?: string }): Promise<SiteServer> {
  const { base } = options;
  const files = sirv(dist, { dev: true, etag: true });
  const server = createServer(async (req, res) => {
    const url = req.url ?? '/';
    const notFound = async () => {
      res.writeHead(404, { 'content-type': 'text/html; charset=utf-8' });
      res.end(await readFile(join(dist, '404.html')).catch(() => 'Not found'));
    };
    if (base !== '/' && url === base.slice(0, -1)) {
      res.writeHead(302, { location: base });
      res.end();
      return;
    }
    if (!url.startsWith(base)) {
      if (url === '/') {
        res.writeHead(302, { location: base });
        res.end();
        return;
      }
      await notFound();
      return;
    }
    req.url = `/${url.slice(base.length)}`;
    files(req, res, notFound);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? undefined, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  return {
    origin: `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
