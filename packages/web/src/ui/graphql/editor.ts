import { json } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { graphql, updateSchema } from 'cm6-graphql';
import { basicSetup } from 'codemirror';
import { buildClientSchema, getIntrospectionQuery, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** Colours come from the tokens, so light and dark need no theme of their own. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.definitionKeyword], color: 'var(--plum)' },
  { tag: [tags.propertyName, tags.attributeName], color: 'var(--ink)' },
  { tag: [tags.typeName, tags.className], color: 'var(--calm)' },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: 'var(--warn)' },
  { tag: [tags.string, tags.number, tags.bool, tags.atom], color: 'var(--good)' },
  { tag: [tags.comment, tags.punctuation, tags.bracket], color: 'var(--ink-3)' },
]);

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '12.5px', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-soft) !important' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', border: '1px solid var(--line)', color: 'var(--ink)' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-soft)', color: 'var(--accent)' },
});

interface EditorOptions {
  parent: HTMLElement;
  text: string;
  label: string;
  language: 'graphql' | 'json';
  readonly?: boolean;
  onChange?: (text: string) => void;
  onRun?: () => void;
}

/** An editor for a document, its variables, or (read only) an answer. */
export function createEditor({
  parent,
  text,
  label,
  language,
  readonly = false,
  onChange,
  onRun,
}: EditorOptions): EditorView {
  const run = Prec.highest(keymap.of([{ key: 'Mod-Enter', run: () => (onRun?.(), true) }]));
  const extensions: Extension[] = [
    run,
    basicSetup,
    look,
    syntaxHighlighting(colours),
    language === 'graphql' ? graphql() : json(),
    EditorView.lineWrapping,
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.updateListener.of((update) => update.docChanged && onChange?.(update.state.doc.toString())),
  ];
  if (readonly) extensions.push(EditorState.readOnly.of(true));
  return new EditorView({ parent, doc: text, extensions });
}

/** Replaces what an editor shows. */
export function setText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

export interface RawAnswer {
  status: number;
  milliseconds: number;
  body: string;
}

/** Sends a document as a script would: nothing of the client's cache stands between. */
export async function post(query: string, variables: unknown): Promise<RawAnswer> {
  const from = performance.now();
  const response = await fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'x-requested-with': 'dossier' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, milliseconds: Math.round(performance.now() - from), body: pretty(text) };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

let schema: Promise<GraphQLSchema | null> | null = null;

/** Completion and checks appear once the schema is here; without it the editor still edits. */
export async function teachSchema(view: EditorView): Promise<void> {
  schema ??= post(getIntrospectionQuery({ descriptions: true }), {})
    .then(({ body }) => buildClientSchema((JSON.parse(body) as { data: IntrospectionQuery }).data))
    .catch(() => null);
  const known = await schema;
  if (known) updateSchema(view, known);
}

/** The same request for a shell; the token is the reader's own to fill in. */
export function curlOf(query: string, variables: unknown): string {
  const body = JSON.stringify({ query, variables }).replace(/'/g, `'\\''`);
  return [
    `curl '${location.origin}/graphql'`,
    `  -H 'content-type: application/json'`,
    `  -H "authorization: Bearer $DOSSIER_TOKEN"`,
    `  --data-raw '${body}'`,
  ].join(' \\\n');
}
