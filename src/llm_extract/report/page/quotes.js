// Who says what: quotes in their surroundings, and the claims of other articles on the same thing.

/** The number of the evidence for a value, or for the smallest thing around it that is cited. */
function evidenceFor(record, path) {
  for (let at = path; at; at = at.slice(0, at.lastIndexOf("/"))) {
    const number = record.evidence.findIndex(([place]) => place === at);
    if (number >= 0) return number;
  }
  return null;
}

/** One article's words for a claim, with a way to the article. `said` is as an event has it. */
function quoteCard(said, event) {
  const [column, number, path, by, stage, quote, support, key] = said;
  const article = column === null ? null : event.articles[column];
  const record = number === null || number === undefined ? null : readRecord(number);
  const evidence = record && evidenceFor(record, path);
  const [before, words, after] = record && evidence !== null ? contextOf(record, evidence) : ["", quote ?? "", ""];
  const title = record ? content.records[number][COLUMN.title] : article?.[2] ?? key;
  return make("figure", { class: "quote" },
    make("blockquote", { dir: "auto" }, before, words ? make("mark", { class: "chosen" }, words) : make("em", {}, "no words given"), after),
    make("figcaption", {},
      make("span", { class: "who", dir: "auto" }, title),
      by ? make("span", { class: "by" }, `citing ${by}`) : null,
      stage && stage !== "final" ? make("span", { class: "by" }, stage) : null,
      article?.[4] ? make("span", { class: "by" }, `copy of ${article[4]}`) : null,
      badge(SUPPORT[support] ?? SUPPORT.unchecked),
      record ? make("a", { href: addressOf({ view: "records", record: key, at: shownPath(record, path) }) }, "Open in the article") : null,
    ));
}

function addressOf(target) {
  return `#${new URLSearchParams(target)}`;
}

/** The path of the row that shows a value, for an address. */
function shownPath(record, path) {
  return rowOf(record, path)?.[0] ?? path;
}

let eventsOfRecord = null;
/** The events that a record tells of: `[event number, path of the telling]`. */
function eventsOf(number) {
  if (!content.events) return [];
  if (!eventsOfRecord) {
    eventsOfRecord = new Map();
    content.events.forEach((entry, at) => {
      for (const [record, path] of entry[6]) {
        if (!eventsOfRecord.has(record)) eventsOfRecord.set(record, []);
        eventsOfRecord.get(record).push([at, path]);
      }
    });
  }
  return eventsOfRecord.get(number) ?? [];
}

/** What all articles say on the value of a row: `{ event, at, field, number, own }`, or null where only one says it. */
function othersOn(here, record, row) {
  const within = (path) => path === row[0] || path.startsWith(`${row[0]}/`) || row[0].startsWith(`${path}/`);
  for (const [at, path] of eventsOf(here)) {
    if (!row[0].startsWith(`${path}/`)) continue;
    const event = readEvent(at);
    for (const [number, field] of event.fields.entries()) {
      const own = field.claims.filter((claim) => claim.said.some((said) => said[1] === here && within(said[2])));
      const voices = new Set(field.claims.flatMap((claim) => claim.said.map((said) => said[7])));
      if (own.length && (voices.size > 1 || field.claims.length > 1)) return { event, at, field, number, own };
    }
  }
  return null;
}

const MOST_OTHERS = 20; // claims beside a value
const OTHERS = { conflict: "Who says otherwise?", unanimous: "Nobody says otherwise" };

/** The claims of other articles on a row's value, shortly. */
function othersBlock(number, record, row) {
  const found = othersOn(number, record, row);
  if (!found) return null;
  const { event, field } = found;
  const first = new Set([...new Set([...found.own, ...field.claims])].slice(0, MOST_OTHERS));
  const lines = field.claims.filter((claim) => first.has(claim)).map((claim) => {
    const names = claim.said.filter((said) => said[1] !== number).map((said) => content.records[said[1]]?.[COLUMN.title] ?? said[7]);
    return make("li", { class: found.own.includes(claim) ? "own" : null },
      make("strong", { dir: "auto" }, claim.shown), names.length ? make("span", { class: "names" }, ...[...new Set(names)].flatMap((name, at) => [at ? "; " : "", make("bdi", {}, name.replace(/\.$/, ""))])) : null);
  });
  return make("section", { class: "others" },
    make("h4", {}, `${OTHERS[field.verdict] ?? "What the articles say"} `, badge(VERDICT[field.verdict])),
    make("ul", {}, ...lines, lines.length < field.claims.length ? make("li", { class: "names" }, count(field.claims.length - lines.length, "more claim")) : null),
    make("a", { href: addressOf({ view: "events", event: event.id, field: String(found.number) }), id: "others-link" }, "Show all quotes", make("kbd", {}, "o")),
  );
}
