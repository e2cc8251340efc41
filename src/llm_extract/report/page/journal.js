// The review: a journal of what was decided. The last word on each value counts, and undo takes the last word back.

const journal = {
  name: `llm-extract-review:${content.run}`,
  entries: [],
  by: "",

  load() {
    try {
      const saved = JSON.parse(kept.read(this.name) ?? "null");
      if (Array.isArray(saved?.entries)) this.entries = saved.entries;
      if (typeof saved?.by === "string") this.by = saved.by;
    } catch {
      this.entries = []; // something else is stored under this name
    }
  },

  save() {
    if (!kept.write(this.name, JSON.stringify({ by: this.by, entries: this.entries }))) {
      say("This browser keeps nothing: download the corrections before you close the page.");
    }
    showCorrections();
  },

  add(entry) {
    this.entries.push(entry);
    this.save();
  },

  undo() {
    const entry = this.entries.pop();
    this.save();
    return entry;
  },

  /** What counts now, for one record: path -> { decision, span, note }. */
  of(key) {
    const found = new Map();
    for (const entry of this.entries) {
      if (entry.document !== key) continue;
      const at = found.get(entry.path) ?? {};
      at[entry.action in DECISION ? "decision" : entry.action] = entry;
      found.set(entry.path, at);
    }
    return found;
  },

  keys() {
    return [...new Set(this.entries.map((entry) => entry.document))];
  },

  /** The file for `llm-extract review apply`. */
  file() {
    const records = this.keys().map((key) => ({
      document: key,
      id: this.entries.find((entry) => entry.document === key).id,
      changes: [...this.of(key).values()].flatMap((at) => [at.decision, at.span, at.note].filter(Boolean))
        .map(({ document: _key, id: _id, ...change }) => change),
    }));
    return { corrections_format: 1, run: content.run, by: this.by, records };
  },
};

function showCorrections() {
  const node = document.getElementById("download");
  const made = journal.entries.length;
  node.hidden = !made;
  node.textContent = `Download corrections (${made})`;
}

/** Ask who reviewed, then hand the file over. */
function handOver() {
  const dialog = document.getElementById("hand-over");
  const name = make("input", { id: "by", value: journal.by, autocomplete: "name", required: true });
  const form = make("form", { method: "dialog", on: { submit: () => {
    journal.by = name.value.trim();
    journal.save();
    const file = new Blob([`${JSON.stringify(journal.file(), null, 2)}\n`], { type: "application/json" });
    const link = make("a", { href: URL.createObjectURL(file), download: `${content.title.replace(/[^\w.-]+/g, "-")}.corrections.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    say("Corrections downloaded.");
  } } },
    make("h2", { id: "hand-over-title" }, "Download corrections"),
    make("p", {}, `${count(journal.entries.length, "decision")} on ${count(journal.keys().length, "record")}. Put them into the records with:`),
    make("pre", { tabindex: "0" }, "llm-extract review apply RECORDS CORRECTIONS -o REVIEWED"),
    make("p", {}, make("label", { for: "by" }, "Reviewed by"), name),
    make("p", { class: "actions" }, make("button", { class: "main" }, "Download"), button("Cancel", () => dialog.close())),
  );
  dialog.replaceChildren(form);
  dialog.showModal();
  name.focus();
}
