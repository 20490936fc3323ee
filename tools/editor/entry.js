// What the editor page needs of CodeMirror: a SPARQL editor with a mark at the place of an error.
import { basicSetup } from "codemirror";
import { EditorView, keymap } from "@codemirror/view";
import { indentWithTab } from "@codemirror/commands";
import { StreamLanguage } from "@codemirror/language";
import { setDiagnostics } from "@codemirror/lint";
import { Prec } from "@codemirror/state";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";

window.makeEditor = function makeEditor(parent, { text, nonce, run, label, names }) {
  const complete = (context) => {
    const word = context.matchBefore(/[\w-]+:?/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    return { from: word.from, options: names, validFor: /^[\w-]*:?$/ };
  };
  const language = StreamLanguage.define(sparql);
  const view = new EditorView({
    doc: text,
    parent,
    extensions: [
      Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }])),
      basicSetup,
      keymap.of([indentWithTab]),
      language,
      language.data.of({ autocomplete: complete }),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(nonce),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
    ],
  });
  const mark = (line, column, message) => {
    const row = view.state.doc.line(Math.min(line, view.state.doc.lines));
    const from = Math.min(row.from + column - 1, row.to);
    const to = Math.min(from + 1, view.state.doc.length);
    view.dispatch(setDiagnostics(view.state, [{ from, to, severity: "error", message }]));
  };
  return {
    get text() { return view.state.doc.toString(); },
    set text(value) { view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } }); },
    mark,
    clear() { view.dispatch(setDiagnostics(view.state, [])); },
    focus() { view.focus(); },
  };
};
