# The build, with every tool.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# The package that is published, installed as its users do: with what it needs, and nothing else.
RUN npm run pack \
  && npm install --global --prefix /opt/token-gateway --install-links ./dist/packages/server

FROM node:22-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=4000 \
    DATA_DIR=/data
# Nothing else is ever written: the root file system may be read-only. /data is used only with
# DATABASE_URL=embedded, and is then a volume.
RUN install --directory --owner=node --group=node --mode=0700 /data
COPY --from=build /opt/token-gateway /usr/local
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/livez').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm, which would keep SIGTERM from the gateway.
ENTRYPOINT ["token-gateway"]
CMD ["serve"]
