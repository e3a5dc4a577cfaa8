# The server with the console, without demo data unless DOSSIER_DEMO says so. Written for; see README for what has been run.
FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml .npmrc ./
COPY packages/shared/package.json packages/shared/
COPY packages/server/package.json packages/server/
COPY packages/web/package.json packages/web/

FROM manifests AS build
RUN npx -y pnpm@10.34.9 install --frozen-lockfile
COPY . .
RUN node scripts/build.mjs

# only what the running server needs
FROM manifests AS modules
RUN npx -y pnpm@10.34.9 install --frozen-lockfile --prod --filter '@dossier/server...'

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=modules /app ./
COPY --from=build /app/packages/shared/dist packages/shared/dist
COPY --from=build /app/packages/server/dist packages/server/dist
COPY --from=build /app/packages/web/dist packages/web/dist
COPY samples samples
RUN mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DOSSIER_DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:'+process.env.PORT+'/health').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"
CMD ["node", "--enable-source-maps", "packages/server/dist/main.js"]
