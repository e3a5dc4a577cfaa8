export { Executor, type ExecutionRequest, type ExecutorOptions } from './executor';
export { documentFacts, documentLimits, limitError, longDocument } from './limits';
