/**
 * Vocabulary shared by every kind of fact: the closed lists of words, and the small shapes built from them.
 * Labels of these words in English and Japanese live in `src/data/labels.yaml`.
 */
import { z } from 'zod';

/** The two languages of the site, in the order they are listed everywhere. */
export const LANGS = ['en', 'ja'] as const;
export type Lang = (typeof LANGS)[number];

/** What an action or cause does to a connection. */
export const VERDICTS = ['breaks', 'stays', 'depends', 'unknown'] as const;
/** How a connection proves who it is. */
export const SIGN_IN_KINDS = [
  'entra-user',
  'service-principal',
  'stored-password',
  'api-key',
  'other-provider',
  'machine-account',
] as const;
/** Who can mend it, or who does an action. */
export const ROLES = [
  'owner',
  'flow-owner',
  'maker',
  'app-owner',
  'entra-admin',
  'home-tenant-admin',
  'intune-admin',
  'power-platform-admin',
  'm365-admin',
  'license-admin',
  'gateway-admin',
  'machine-admin',
  'network-admin',
  'resource-owner',
  'provider',
  'nobody',
] as const;
/** Where the trouble shows. */
export const SURFACES = [
  'cloud-flow',
  'canvas-app',
  'desktop-flow',
  'maker-portal',
  'sharepoint',
  'teams',
  'excel',
  'outlook',
  'custom-connector',
] as const;
export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export const CATEGORIES = [
  'token',
  'password',
  'policy',
  'device',
  'account',
  'application',
  'connection',
  'data-policy',
  'license',
  'network',
  'custom-connector',
  'look-alike',
] as const;
export const ACTION_CATEGORIES = [
  'passwords',
  'sessions',
  'mfa-conditional-access',
  'accounts',
  'applications',
  'power-platform',
  'environment-network',
] as const;
export const LAYERS = ['entra', 'oauth', 'power-platform', 'connector', 'gateway', 'desktop-flow'] as const;
/** When the effect of an action or cause becomes visible; lengths and steps are in `onsets.yaml`. */
export const ONSETS = [
  'none',
  'immediate',
  'next-call',
  'next-run',
  'next-token',
  'access-token',
  'minutes-access-token',
  'next-use-90-days',
  'every-n-days',
  'at-expiry',
  'data-policy',
  'tenant-isolation',
  'fourteen-days',
  'dormant-flow',
  'at-import',
  'after-copy',
  'at-creation',
  'at-sign-in',
  'hours',
  'unknown',
] as const;
/** What happens besides the verdict: a flow can fail while its connection is whole, and an action can mend. */
export const EFFECTS = ['repairs', 'prevents', 'runs-fail', 'flow-off', 'creation-blocked', 'feature-degraded'] as const;
/** The five documents this knowledge base replaces. */
export const DOCS = ['doc0', 'doc1', 'doc2', 'doc3', 'doc4'] as const;

export type Verdict = (typeof VERDICTS)[number];
export type SignInKind = (typeof SIGN_IN_KINDS)[number];
export type Role = (typeof ROLES)[number];
export type Onset = (typeof ONSETS)[number];
export type Effect = (typeof EFFECTS)[number];
export type Confidence = (typeof CONFIDENCES)[number];

/** Lower-case ASCII words joined by hyphens: the form of every id and address. */
export const Id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case ASCII words joined by hyphens')
  .describe('Permanent id: lower-case ASCII words joined by hyphens');

/** A calendar day, YYYY-MM-DD. That it exists and is not in the future is checked by RC107. */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date written YYYY-MM-DD')
  .describe('A calendar day, YYYY-MM-DD');

/** A short text in both languages; a missing half is a schema error, so it cannot be forgotten. */
export const Localized = z
  .strictObject({
    en: z.string().trim().min(1).describe('English text'),
    ja: z.string().trim().min(1).describe('Japanese text'),
  })
  .describe('The same short text in English and Japanese');
export type Localized = z.infer<typeof Localized>;

/** One source saying one thing on one date. The date is the source's unless `date` says otherwise. */
export const Evidence = z
  .strictObject({
    source: Id.describe('Id of the source in sources.yaml'),
    says: Localized.describe('What the source states, in our words'),
    stance: z
      .enum(['supports', 'against', 'related'])
      .default('supports')
      .describe('Whether the source supports or contradicts the verdict it stands under'),
    inference: z
      .boolean()
      .default(false)
      .describe('True when the source does not say it outright and the step from it to the verdict is ours'),
    date: Day.optional().describe('Date of the statement, where it differs from the date of the source'),
  })
  .describe('One source saying one thing on one date');
export type Evidence = z.infer<typeof Evidence>;

export const ids = (what: string) => z.array(Id).describe(what);

const phrases = z.array(z.string().min(2).max(120));
/** What people type or say when they mean this entry, or how they retell its message, in their own words. Searched, never shown. */
export const Asked = z
  .strictObject({ en: phrases, ja: phrases })
  .default({ en: [], ja: [] })
  .describe('How people ask for it, in their own words: searched, not shown');
