import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page asks its own origin, and Vite passes that on: no browser has to be told that two origins
// belong together. Behind a web server of your own, let that do the same.
//
// The gateway must see that a proxy asks, and for which host: otherwise everybody who can reach this
// server would look like a caller on the gateway's own machine, who needs no credential there.
const gateway = {
  '/graphql': {
    target: process.env['GATEWAY_URL'] ?? 'http://127.0.0.1:4000',
    xfwd: true,
    changeOrigin: false,
  },
};

export default defineConfig({
  plugins: [react()],
  server: { proxy: gateway },
  preview: { proxy: gateway },
});
