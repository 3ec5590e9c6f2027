// @ts-check
import { satteri } from '@astrojs/markdown-satteri';
import sitemap from '@astrojs/sitemap';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';
import { factLinks } from './src/integrations/fact-links.ts';
import { finishSite } from './src/integrations/finish-site.ts';
import { knowledgeCheck } from './src/integrations/knowledge-check.ts';
import { searchIndex } from './src/integrations/search-index.ts';
import { siteAddress } from './src/integrations/site-address.ts';

const { site, base } = siteAddress(process.env);

export default defineConfig({
  site,
  base,
  trailingSlash: 'always',
  devToolbar: { enabled: false },
  prefetch: false,
  build: { inlineStylesheets: 'always' },
  markdown: {
    syntaxHighlight: false,
    processor: satteri({ features: { smartPunctuation: false }, hastPlugins: [factLinks({ base })] }),
  },
  integrations: [
    knowledgeCheck(),
    starlight({
      title: { en: 'Reconnect', ja: 'Reconnect' },
      locales: { en: { label: 'English', lang: 'en' }, ja: { label: '日本語', lang: 'ja' } },
      defaultLocale: 'en',
      customCss: ['./src/components/styles/theme.css'],
      pagefind: false,
      pagination: false,
      credits: false,
      lastUpdated: false,
      expressiveCode: false,
      disable404Route: true,
      markdown: { headingLinks: false },
      tableOfContents: { minHeadingLevel: 2, maxHeadingLevel: 3 },
      sidebar: [],
      components: {
        Banner: './src/components/frame/Nothing.astro',
        DraftContentNotice: './src/components/frame/Nothing.astro',
        FallbackContentNotice: './src/components/frame/Nothing.astro',
        Hero: './src/components/frame/Nothing.astro',
        Sidebar: './src/components/frame/Nothing.astro',
        ContentPanel: './src/components/frame/ContentPanel.astro',
        Footer: './src/components/frame/Footer.astro',
        Head: './src/components/frame/Head.astro',
        Header: './src/components/frame/Header.astro',
        MarkdownContent: './src/components/frame/MarkdownContent.astro',
        PageFrame: './src/components/frame/PageFrame.astro',
        PageSidebar: './src/components/frame/PageSidebar.astro',
        PageTitle: './src/components/frame/PageTitle.astro',
        SkipLink: './src/components/frame/SkipLink.astro',
        ThemeProvider: './src/components/frame/ThemeProvider.astro',
        TwoColumnContent: './src/components/frame/TwoColumnContent.astro',
      },
    }),
    // Short links and the error page are no pages of their own.
    sitemap({ filter: (page) => !/\/(?:go\/|404)/.test(page) }),
    searchIndex(),
    finishSite(),
  ],
});
