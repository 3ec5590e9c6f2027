/**
 * npm run serve: serves the built site. PORT (default 4321) and BASE_PATH as for the build.
 * npm start builds first.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { siteAddress } from '../src/integrations/site-address.ts';
import { serveSite } from './lib/static-server.ts';

const dist = join(process.cwd(), 'dist');
const port = Number(process.env.PORT || 4321);
try {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('There is no built site in dist. Run npm run build first, or npm start.');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT must be a number from 0 to 65535, not "${process.env.PORT}".`);
  const { base } = siteAddress(process.env);
  const server = await serveSite(dist, { port, base });
  console.log(`Reconnect is at ${server.origin}${base} (Ctrl+C stops it)`);
} catch (e) {
  const error = e as NodeJS.ErrnoException;
  console.error(
    error.code === 'EADDRINUSE'
      ? `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`
      : error.message,
  );
  process.exit(1);
}
