import {
  getVariableValues,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromAST,
  type GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

type Coerce = (value: unknown) => unknown;
type Variables = Record<string, unknown>;

/** Faults of variables told at once: graphql-js prints the whole value for each. */
const maxErrors = 3;

/** Thrown when a value is not what its type wants; graphql-js then finds the words. */
const refused = Symbol('refused');

interface Variable {
  name: string;
  node: VariableDefinitionNode;
  type: GraphQLInputType;
  coerce: Coerce;
}

/**
 * Coerces variables as graphql-js does, but looks only at the fields a value has: a filter type has some eighty, a filter uses
 * two. What is wrong with a value is left to graphql-js to say, so errors are its own.
 */
export class VariableCoercer {
  private readonly plans = new WeakMap<OperationDefinitionNode, Variable[] | null>();
  private readonly coercers = new Map<GraphQLInputType, Coerce>();

  constructor(private readonly schema: GraphQLSchema) {}

  coerce(
    operation: OperationDefinitionNode,
    given: Variables,
  ): { coerced: Variables } | { errors: readonly GraphQLError[] } {
    const plan = this.planOf(operation);
    try {
      if (plan) return { coerced: coerceAll(plan, given) };
    } catch (error) {
      if (error !== refused) throw error;
    }
    const result = getVariableValues(this.schema, operation.variableDefinitions ?? [], given, { maxErrors });
    return result.errors ? { errors: result.errors } : { coerced: result.coerced };
  }

  /** Null: a variable is of no input type. */
  private planOf(operation: OperationDefinitionNode): Variable[] | null {
    const known = this.plans.get(operation);
    if (known !== undefined) return known;
    const plan = this.makePlan(operation);
    this.plans.set(operation, plan);
    return plan;
  }

  private makePlan(operation: OperationDefinitionNode): Variable[] | null {
    const plan: Variable[] = [];
    for (const node of operation.variableDefinitions ?? []) {
      const type = typeFromAST(this.schema, node.type);
      if (!type || !isInputType(type)) return null;
      plan.push({ name: node.variable.name.value, node, type, coerce: this.coercer(type) });
    }
    return plan;
  }

  private coercer(type: GraphQLInputType): Coerce {
    const known = this.coercers.get(type);
    if (known) return known;
    // types are recursive: the entry must be there before its parts are made
    let made: Coerce | undefined;
    const lazy: Coerce = (value) => (made ??= this.make(type))(value);
    this.coercers.set(type, lazy);
    return lazy;
  }

  private make(type: GraphQLInputType): Coerce {
    if (isNonNullType(type)) {
      const inner = this.coercer(type.ofType as GraphQLInputType);
      return (value) => (value == null ? refuse() : inner(value));
    }
    const inner = this.makeNullable(type);
    return (value) => (value == null ? null : inner(value));
  }

  private makeNullable(type: GraphQLInputType): Coerce {
    if (isListType(type)) {
      const item = this.coercer(type.ofType as GraphQLInputType);
      return (value) => (Array.isArray(value) ? value.map(item) : [item(value)]);
    }
    if (isInputObjectType(type)) return this.makeObject(type);
    const leaf = type as Extract<GraphQLInputType, { parseValue: unknown }>;
    return (value) => {
      let parsed: unknown;
      try {
        parsed = leaf.parseValue(value);
      } catch {
        return refuse();
      }
      return parsed === undefined ? refuse() : parsed;
    };
  }

  private makeObject(type: GraphQLInputObjectType): Coerce {
    if (type.isOneOf) return refuse;
    const fields = new Map(
      Object.values(type.getFields()).map((field, place) => [field.name, { place, coerce: this.coercer(field.type) }]),
    );
    const whenAbsent = Object.values(type.getFields()).filter(
      (f) => f.defaultValue !== undefined || isNonNullType(f.type),
    );
    return (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse();
      const source = value as Variables;
      const found: [number, string, unknown][] = [];
      for (const name of Object.keys(source)) {
        const field = fields.get(name) ?? refuse();
        found.push([field.place, name, field.coerce(source[name])]);
      }
      for (const { name, defaultValue } of whenAbsent) {
        if (Object.hasOwn(source, name)) continue;
        found.push([fields.get(name)!.place, name, defaultValue === undefined ? refuse() : defaultValue]);
      }
      // in the order of the type, as graphql-js gives them
      if (found.length > 1) found.sort((a, b) => a[0] - b[0]);
      const object: Variables = {};
      for (const [, name, coerced] of found) object[name] = coerced;
      return object;
    };
  }
}

function coerceAll(plan: readonly Variable[], given: Variables): Variables {
  const coerced: Variables = {};
  for (const { name, node, type, coerce } of plan) {
    if (Object.hasOwn(given, name)) coerced[name] = coerce(given[name]);
    else if (node.defaultValue) coerced[name] = valueFromAST(node.defaultValue, type);
    else if (isNonNullType(type)) refuse();
  }
  return coerced;
}

function refuse(): never {
  throw refused;
}
