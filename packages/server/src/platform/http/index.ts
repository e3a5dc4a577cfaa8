export { maxBodyBytes, readJson } from './body';
export { sendJson, type Exchange, type RequestFacts } from './exchange';
export { createGraphServer, type GraphServer } from './graphql-server';
export { graphqlRoutes } from './graphql-route';
export { badRequest, HttpError } from './http-error';
export { createHttpServer, type HttpServer, type HttpServerOptions } from './http-server';
export type { Route } from './router';
export { countStatements, explainHeader } from './statements';
