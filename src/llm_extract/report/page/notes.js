// What stands in a record's notes: at which value each is shown, and the values that answers disagree on.

const DIFFERS = ["≠", "disagreement", "warn"];

/** The row that shows what is at a pointer: its own, that of the cited thing around it, else the first inside it; or null. */
function rowOf(record, path) {
  record.rowsByPath ??= new Map(record.rows.filter((row) => row[5].length).map((row) => [row[0], row]));
  for (let at = path; at; at = at.slice(0, at.lastIndexOf("/"))) {
    if (record.rowsByPath.has(at)) return record.rowsByPath.get(at);
  }
  if (record.rowsByPath.has("")) return record.rowsByPath.get(""); // the one row of data that are a single value
  return record.rows.find((row) => path && row[5].length && row[0].startsWith(`${path}/`)) ?? null;
}

/** A record's notes by the path of the row that shows them; under null those about the whole, or about what is not there. */
function notesOf(record) {
  if (record.notes) return record.notes;
  const rows = new Map(); // many notes may be about one place
  record.notes = new Map();
  for (const note of record.problems) {
    const place = note[2] || note[4] ? note[2] : null; // null: about the record
    if (!rows.has(place)) rows.set(place, place === null ? null : rowOf(record, place)?.[0] ?? null);
    const row = rows.get(place);
    if (!record.notes.has(row)) record.notes.set(row, []);
    record.notes.get(row).push(note);
  }
  return record.notes;
}

/** The rows whose note has one of these highlights. */
function rowsDiffering(record, marks) {
  return record.rows.filter((row) => notesOf(record).get(row[0])?.some(([, , , , said]) => said?.some(([, , , words]) => marks.includes(words))));
}

/** A note in words; where it is about something else than the row, it says what about. */
function noteLine([gravity, word, path, message, said], at, name = "reason") {
  return make("p", { class: `${name} gravity-${gravity}` }, make("strong", {}, `${word}${path && path !== at ? ` (${placeWords(path)})` : ""}: `),
    said ? `${said.map(([shown]) => shown).join(" ≠ ")}: ` : "", message);
}

/** The values that answers about one article disagree on, each with its words and a way to them. */
function differingBlock(view, note) {
  const { record, row, article } = view;
  const [, , path, message, said] = note;
  const values = said.map(([shown, times, kept, words]) => make("li", { class: kept ? "kept" : null },
    make("strong", { dir: "auto" }, shown), make("span", { class: "names" }, `in ${count(times, "answer")}`),
    wordsOf(record, words),
    typeof words === "number" ? button("Show in the article", () => article.choose(words, true), { class: "plain-link", "data-name": `words-${words}` }) : null));
  return make("section", { class: "others" },
    make("h4", {}, path === row[0] ? "The answers disagree " : `The answers disagree on ${placeWords(path)} `, badge(DIFFERS)),
    make("ul", {}, ...few(values, "li")), make("p", { class: "names" }, message));
}

function wordsOf(record, words) {
  if (words === null) return make("em", { class: "names" }, "no words found for it");
  if (typeof words === "string") return make("blockquote", { dir: "auto" }, words);
  const [before, quote, after] = contextOf(record, words);
  if (!quote) return wordsOf(record, null);
  return make("blockquote", { dir: "auto" }, before, make("mark", { class: "chosen" }, quote), after);
}
