/** Serves the built site for the browser tests and tells them its address. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { serveSite } from '../../scripts/lib/static-server.ts';
import { siteAddress } from '../../src/integrations/site-address.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the site's root, with a slash at the end. */
    site: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dist = process.env.RECONNECT_DIST ?? join(process.cwd(), 'dist');
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`There is no built site in ${dist}. Run npm run build first.`);
  const { base } = siteAddress(process.env);
  const server = await serveSite(dist, { port: 0, base });
  project.provide('site', server.origin + base);
  return () => server.close();
}
