/** Where the site will live, from the environment: SITE_URL and BASE_PATH. */

/**
 * @param env SITE_URL: https address of the host (default http://localhost:4321); BASE_PATH: path below it (default /)
 * @returns `site` without a path, `base` beginning and ending with a slash
 * @throws Error with a sentence naming the variable when one is malformed
 */
export function siteAddress(env: Record<string, string | undefined>): { site: string; base: string } {
  let site: string;
  try {
    site = new URL(env.SITE_URL || 'http://localhost:4321').origin;
    if (site === 'null') throw new Error();
  } catch {
    throw new Error(`SITE_URL must be an address such as https://kb.example.com, not "${env.SITE_URL}".`);
  }
  const trimmed = (env.BASE_PATH ?? '').replace(/^\/+|\/+$/g, '');
  if (!/^[A-Za-z0-9._~/-]*$/.test(trimmed) || trimmed.split('/').includes('..')) {
    throw new Error(`BASE_PATH must be a path such as /kb/, not "${env.BASE_PATH}".`);
  }
  return { site, base: trimmed ? `/${trimmed}/` : '/' };
}
