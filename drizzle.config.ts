import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: ['./src/db/schema.ts', './src/db/audit-schema.ts', './src/db/google-schema.ts'],
  out: './drizzle',
  breakpoints: true,
});
