import {
  getNamedType,
  getNullableType,
  isListType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';

/** What a sheet needs beside what was asked: the currency of each amount, and which rows are subtotals. */
export const [CURRENCY, LEVEL] = ['dossierCurrency', 'dossierLevel'] as const;

/** Fields as they stand in a document. */
export const fieldsOf = (text: string): FieldNode[] => {
  const [definition] = parse(`{ ${text} }`).definitions;
  return (definition as unknown as { selectionSet: { selections: FieldNode[] } }).selectionSet.selections;
};

/** The document with what a sheet needs beside it. */
export function withHidden(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const types = new TypeInfo(schema);
  const added = (field: FieldNode): FieldNode | undefined => {
    const type = types.getType();
    if (!type || !isListType(getNullableType(type)) || !field.selectionSet) return undefined;
    const named = getNamedType(type).name;
    const hidden =
      named === 'Money' || named === 'CurrencyShare'
        ? `${CURRENCY}: currency`
        : field.name.value === 'subtotals'
          ? `${LEVEL}: level`
          : '';
    if (!hidden) return undefined;
    const selections = [...field.selectionSet.selections, ...fieldsOf(hidden)];
    return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
  };
  return visit(document, visitWithTypeInfo(types, { Field: { leave: (field) => added(field) } }));
}
