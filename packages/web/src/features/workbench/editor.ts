import { json } from '@codemirror/lang-json';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, Prec, type Extension } from '@codemirror/state';
import { EditorView, hoverTooltip, keymap } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { getSchema, graphql, updateSchema } from 'cm6-graphql';
import { basicSetup } from 'codemirror';
import { parse, TypeInfo, visit, visitWithTypeInfo, type GraphQLSchema } from 'graphql';

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
  '.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '20px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-3)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-cursor': { borderLeftColor: 'var(--accent)' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--accent-soft) !important' },
  '.cm-field-hint': { maxWidth: '420px', padding: '8px 12px', fontSize: '12px', lineHeight: '1.5' },
  '.cm-field-hint p': { margin: '4px 0 0', color: 'var(--ink-2)' },
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
  /** Words for a field of a type, for the hover. */
  wordsOf?: (type: string, field: string) => string;
}

interface Hovered {
  from: number;
  to: number;
  title: string;
  text: string;
}

/** The field under a place of the document, with its type and description. */
export function fieldAt(
  schema: GraphQLSchema,
  text: string,
  at: number,
  wordsOf: (type: string, field: string) => string,
): Hovered | null {
  let found: Hovered | null = null;
  const info = new TypeInfo(schema);
  try {
    visit(
      parse(text),
      visitWithTypeInfo(info, {
        Field({ name }) {
          const type = info.getParentType();
          const field = info.getFieldDef();
          if (!name.loc || !type || !field || at < name.loc.start || at > name.loc.end) return;
          const words = wordsOf(type.name, field.name);
          found = {
            from: name.loc.start,
            to: name.loc.end,
            title: `${type.name}.${field.name}: ${String(field.type)}${words ? ` — ${words}` : ''}`,
            text: field.description ?? '',
          };
        },
      }),
    );
  } catch {
    return null;
  }
  return found;
}

const hover = (wordsOf: NonNullable<EditorOptions['wordsOf']>): Extension =>
  hoverTooltip((view, at) => {
    const schema = getSchema(view.state);
    const found = schema ? fieldAt(schema, view.state.doc.toString(), at, wordsOf) : null;
    if (!found) return null;
    const create = () => {
      const dom = document.createElement('div');
      dom.className = 'cm-field-hint';
      const title = dom.appendChild(document.createElement('strong'));
      title.textContent = found.title;
      if (found.text) dom.appendChild(document.createElement('p')).textContent = found.text;
      return { dom };
    };
    return { pos: found.from, end: found.to, above: true, create };
  });

/** An editor for a document, its variables, or (read only) an answer. */
export function createEditor({
  parent,
  text,
  label,
  language,
  readonly = false,
  onChange,
  onRun,
  wordsOf,
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
  if (wordsOf) extensions.push(hover(wordsOf));
  if (readonly) extensions.push(EditorState.readOnly.of(true));
  return new EditorView({ parent, doc: text, extensions });
}

/** Replaces what an editor shows. */
export function setText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** Completion and checks appear once the schema is here; without it the editor still edits. */
export const teachSchema = (view: EditorView, schema: GraphQLSchema | null): void => {
  if (schema) updateSchema(view, schema);
};

/** Writes a name where the cursor stands. */
export function insertText(view: EditorView, text: string): void {
  const { from, to } = view.state.selection.main;
  view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length } });
  view.focus();
}
