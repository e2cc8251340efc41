// Deciding on a value: accept, reject, edit, pick other words, note.

function reviewBlock(view) {
  const at = view.review.get(view.row[0]) ?? {};
  const done = [];
  if (at.decision) done.push(badge(DECISION[at.decision.action]));
  if (at.decision?.action === "edit") done.push(make("span", { dir: "auto" }, Object.values(at.decision.values).map((value) => (value === null ? "none" : String(value))).join(" · ")));
  if (at.span) done.push(make("q", { dir: "auto" }, at.span.words));
  if (at.note) done.push(make("span", { dir: "auto" }, `Note: ${at.note.note}`));
  const key = (letter) => make("kbd", {}, letter);
  const act = (word, letter, run) => make("button", { type: "button", "data-name": word, on: { click: run } }, word, key(letter));
  view.form = make("div", { class: "form" });
  return make("section", { class: "review", "aria-label": "Review" },
    make("p", { class: "actions" },
      act("Accept", "a", () => review.accept()), act("Reject", "r", () => review.reject()),
      act("Edit", "e", () => review.edit()), act("Use selected words", "s", () => review.pick()),
      act("Note", "m", () => review.note()), journal.entries.length ? act("Undo", "u", () => review.undo()) : null),
    done.length ? make("p", { class: "facts done" }, ...done) : null,
    view.form,
  );
}

const review = {
  get row() { return shown === "records" ? recordsView.row : null; },

  add(action, more = {}) {
    const { record, row } = recordsView;
    journal.add({ document: record.key, id: record.id, action, path: row[0], was: valueOf(row), ...more });
    recordsView.refresh();
    say(`${row[1]}: ${DECISION[action]?.[1] ?? action} noted.`);
  },

  accept() { if (this.row) this.add("accept"); },
  reject() { if (this.row) this.add("reject"); },

  pick() {
    if (!this.row) return;
    const found = recordsView.article.selection();
    if (!found) return say("Select the words in the article first.");
    this.add("span", { spans: [[found.start, found.end]], words: found.words });
  },

  edit() {
    if (!this.row) return;
    const leaves = this.row[5];
    const base = this.row[0];
    const inputs = leaves.map(([path, value], number) => {
      const long = typeof value === "string" && value.length > 60;
      const input = make(long ? "textarea" : "input", { id: `edit-${number}`, dir: "auto", rows: long ? "4" : null, "data-path": path });
      input.value = value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);
      return make("p", {}, make("label", { for: `edit-${number}` }, path.slice(base.length + 1).replace(/[/_]/g, " ") || this.row[1]), input);
    });
    this.open("Edit", [...inputs, make("p", { class: "hint" }, "Leave a field empty for none. Objects and lists are written as JSON.")], (form) => {
      const values = {};
      for (const [number, [path, before]] of leaves.entries()) {
        const after = readInput(form.querySelector(`#edit-${number}`).value, before);
        if (JSON.stringify(after) !== JSON.stringify(before)) values[path] = after;
      }
      if (Object.keys(values).length) this.add("edit", { values });
      else recordsView.refresh();
    });
  },

  note() {
    if (!this.row) return;
    const before = recordsView.review.get(this.row[0])?.note?.note ?? "";
    const input = make("textarea", { id: "edit-0", rows: "2", dir: "auto" });
    input.value = before;
    this.open("Note", [make("p", {}, make("label", { for: "edit-0" }, "Note"), input)], () => this.add("note", { note: input.value.trim() }));
  },

  /** A form below the buttons; when it goes, the focus goes back to the button of this name. */
  open(name, inputs, save) {
    const form = make("form", { "data-name": name, on: { submit: (event) => { event.preventDefault(); save(form); } } }, ...inputs,
      make("p", { class: "actions" }, make("button", { class: "main" }, "Save"), button("Cancel", () => recordsView.refresh())));
    recordsView.form.replaceChildren(form);
    const first = form.querySelector("input, textarea");
    first.focus({ preventScroll: true });
    first.select();
    bring(form);
  },

  undo() {
    const entry = journal.undo();
    if (!entry) return say("Nothing to undo.");
    if (shown === "records" && recordsView.record) recordsView.refresh();
    say(`Taken back: ${entry.action} on ${entry.path}.`);
  },
};

/** A row's value from its leaves, so that the correction says what it is about. */
function valueOf(row) {
  return Object.fromEntries(row[5]);
}

/** What was typed, as the kind of value that stood there. */
function readInput(text, before) {
  if (text.trim() === "") return null;
  if (typeof before === "number" && Number.isFinite(Number(text))) {
    const whole = /^\s*-?\d+\s*$/.test(text);
    return whole && !Number.isSafeInteger(Number(text)) ? text.trim() : Number(text); // too large for a float: as text
  }
  if (typeof before === "boolean" && /^(true|yes)$/i.test(text)) return true;
  if (typeof before === "boolean" && /^(false|no)$/i.test(text)) return false;
  if (typeof before !== "string" && /^\s*[[{]/.test(text)) {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  }
  return text;
}
