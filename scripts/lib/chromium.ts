/** Finds a Chromium for the browser tests, or gets one the ordinary way. Never skips silently. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const KNOWN = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const usable = (path: string | undefined): path is string => {
  try {
    if (!path) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Path of a Chromium that is already here: CHROMIUM_PATH, Playwright's own, or the system's. */
export function findChromium(): string | undefined {
  return [process.env.CHROMIUM_PATH, ownPath(), ...KNOWN].find(usable);
}
function ownPath(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

/**
 * @returns the path of a Chromium, installing one if there is none
 * @throws Error that says what to install
 */
export function ensureChromium(say: (line: string) => void = console.log): string {
  const here = findChromium();
  if (here) return here;
  say('No Chromium found; asking Playwright to install one.');
  const cli = new URL('../../node_modules/playwright-core/cli.js', import.meta.url).pathname;
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'ignore'], timeout: 300_000 });
  const installed = findChromium();
  if (installed) return installed;
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Playwright could not download it; installing Chromium and Japanese fonts from Debian.');
    const apt = (args: string[]) =>
      spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
    apt(['update', '-qq']);
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
    const fromApt = findChromium();
    if (fromApt) return fromApt;
  }
  throw new Error(
    'The browser tests need Chromium and there is none. Install it (Debian: apt-get install chromium fonts-noto-cjk; elsewhere: npx playwright-core install chromium), or set CHROMIUM_PATH to one.',
  );
}

/** How it is started: no sandbox as root, no talk with anybody. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
