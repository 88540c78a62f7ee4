# Server and Gmail add-on for production; MongoDB is your own (MONGODB_URI). Not built here: this file was written and checked on a machine without Docker.
# For a build that can be repeated to the byte, name the image by its digest: --build-arg NODE_IMAGE=node@sha256:…
ARG NODE_IMAGE=node:24.11.1-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY . .
RUN npm run build && npm prune --omit=dev --loglevel=error

FROM ${NODE_IMAGE}
ENV NODE_ENV=production DEMO=off PORT=3000 GMAIL_ADDON_PORT=3001 DATA_DIR=/data
WORKDIR /app
# The program belongs to root and is only read; what it writes lies under /data and /feeds.
COPY --from=build /app/package.json /app/tsconfig.json /app/manifest.xml ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/shared ./shared
COPY --from=build /app/server ./server
COPY --from=build /app/gmail-addon ./gmail-addon
COPY --from=build /app/addin/assets ./addin/assets
COPY --from=build /app/dist ./dist
RUN install -d -o node -g node -m 0700 /data /feeds /backups
USER node
EXPOSE 3000 3001
# Alive, not ready: a container that waits for its database is not to be ended for it. /readyz is for the load balancer.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# The Gmail add-on is the same image with the command: node --import tsx gmail-addon/main.ts
CMD ["node", "--import", "tsx", "server/main.ts"]
