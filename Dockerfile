# Server and Gmail add-on for production; MongoDB is your own (MONGODB_URI). Untested: no image has been built from this file yet.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY . .
RUN npm run build && npm prune --omit=dev --loglevel=error

FROM node:24-bookworm-slim
ENV NODE_ENV=production DEMO=off PORT=3000 GMAIL_ADDON_PORT=3001
WORKDIR /app
COPY --from=build /app ./
USER node
EXPOSE 3000 3001
# The Gmail add-on is the same image with the command: node --import tsx gmail-addon/main.ts
CMD ["node", "--import", "tsx", "server/main.ts"]
