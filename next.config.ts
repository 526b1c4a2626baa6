import type { NextConfig } from 'next';

/** Headers every answer carries. The content security policy is made per request, in proxy.ts. */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
];

/** A report says itself who may frame it: our own pages show it as a preview. */
const BUT_REPORTS = '/:path((?!api/v1/(?:.+/)?report$).*)';

const nextConfig: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  images: { unoptimized: true },
  // The suite runs `tsc` over the whole tree, tests and tools included; a build need not do half of it again.
  typescript: { ignoreBuildErrors: true },
  // Read when a page is asked for, so nothing in the code tells the build of them.
  outputFileTracingIncludes: { '/runbook/**': ['./docs/runbook/*.md'], '/runbook': ['./docs/runbook/*.md'] },
  // It shrinks pictures, of which there are none: `images` leaves them as they are.
  outputFileTracingExcludes: { '**': ['./node_modules/sharp/**', './node_modules/@img/**'] },
  serverExternalPackages: [
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-pg',
    '@prisma/client',
    'better-sqlite3',
    'pg',
    'pino',
  ],
  headers: async () => [
    { source: '/:path*', headers: SECURITY_HEADERS },
    { source: BUT_REPORTS, headers: [{ key: 'X-Frame-Options', value: 'DENY' }] },
  ],
};

export default nextConfig;
