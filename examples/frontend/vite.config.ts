import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page asks its own origin, and Vite passes that on: no browser has to be told that two origins
// belong together. Behind a web server of your own, let that do the same.
const gateway = { '/graphql': process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4000' };

export default defineConfig({
  plugins: [react()],
  server: { proxy: gateway },
  preview: { proxy: gateway },
});
