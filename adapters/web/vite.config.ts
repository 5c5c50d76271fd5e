import { defineConfig } from 'vite';

declare const process: { env: Record<string, string | undefined> };

/// Where `trinh serve` listens while the page is being worked on with `npm run dev`.
const server = process.env.TRINH_URL ?? 'http://127.0.0.1:8080';

/// The page is one script and one style sheet: strict CSP, no inline code, no other host.
export default defineConfig({
  build: {
    target: 'es2021',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    outDir: process.env.TRINH_WEB_OUT ?? 'dist',
    emptyOutDir: true,
    reportCompressedSize: true,
  },
  server: { proxy: { '/api': { target: server, headers: { origin: server } } } },
});
