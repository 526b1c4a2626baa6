import type { NextConfig } from 'next';

const nextConfig: NextConfig = {
  output: 'standalone',
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  agentRules: false,
  devIndicators: false,
  images: { unoptimized: true },
  turbopack: {
    rules: {
      '**/zod/v4/core/{to-json-schema,json-schema-processors}.js': {
        condition: 'browser',
        loaders: ['./bin/zod-without-json-schema.cjs'],
      },
    },
  },
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
};

export default nextConfig;
