import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: [
    './src/db/tables/tokens.ts',
    './src/db/tables/rooms.ts',
    './src/db/tables/audit.ts',
    './src/db/tables/google.ts',
    './src/db/tables/grants.ts',
  ],
  out: './drizzle',
  breakpoints: true,
});
