// The article with its highlights, and the words that a reader picks in it.

/** The words of a highlight, such as a piece of evidence: as the article has them, else as the model gave them. */
function quoteOf(record, number) {
  const quote = record.evidence[number]?.[4] ?? null;
  if (quote !== null || !record.text) return quote;
  const pieces = [];
  let end = null;
  for (const [start, text, marks] of record.text.flat()) {
    if (!marks?.includes(number)) continue;
    if (end !== null && start > end) pieces.push(" ... ");
    pieces.push(text);
    end = start + Array.from(text).length; // offsets count code points
  }
  return pieces.join("");
}

/** The words around a piece of evidence: before, the words, after. */
function contextOf(record, number, room = 90) {
  if (!record.text) return ["", quoteOf(record, number) ?? "", ""];
  const pieces = record.text.flat();
  const first = pieces.findIndex(([, , marks]) => marks?.includes(number));
  if (first < 0) return ["", quoteOf(record, number) ?? "", ""];
  const last = pieces.findLastIndex(([, , marks]) => marks?.includes(number));
  const before = Array.from(pieces.slice(Math.max(0, first - 12), first).map(([, text]) => text).join(""));
  const after = Array.from(pieces.slice(last + 1, last + 13).map(([, text]) => text).join(""));
  const clip = (letters) => letters.join("").replace(/\s+/g, " ");
  return [
    (before.length > room ? "…" : "") + clip(before.slice(-room)).replace(/^\S{0,15}\s/, before.length > room ? "" : "$&"),
    quoteOf(record, number),
    clip(after.slice(0, room)).replace(/\s\S{0,15}$/, after.length > room ? "" : "$&") + (after.length > room ? "…" : ""),
  ];
}

function stateOf(evidence) {
  return evidence[1] === "missing" && evidence[2] === "unsupported" ? "missing" : evidence[2];
}

const MANY_LINES = 5_000;
const LINES_TOGETHER = 50;
/** A paragraph for each line; of very many lines some share one, where line breaks show as well, and plain pieces are joined. */
function paragraphs(lines) {
  if (lines.length <= MANY_LINES) return lines;
  const found = [];
  for (let at = 0; at < lines.length; at += LINES_TOGETHER) {
    const joined = [];
    for (const piece of lines.slice(at, at + LINES_TOGETHER).flat()) {
      const last = joined.at(-1);
      if (last && !last[2] && !piece[2]) last[1] += piece[1];
      else joined.push([...piece]);
    }
    found.push(joined);
  }
  return found;
}

class ArticlePane {
  constructor(pickEvidence) {
    this.chosen = null;
    this.pieces = new Map(); // the elements of each highlight
    this.head = make("div", { class: "article-head" });
    this.body = make("div", { class: "text", tabindex: "0", role: "region", "aria-label": "Article" });
    this.node = make("article", { class: "article" }, this.head, this.body);
    this.body.addEventListener("click", (event) => {
      const piece = event.target.closest("mark");
      if (piece && getSelection().isCollapsed) pickEvidence(piece.dataset.marks.split(" ").map(Number));
    });
  }

  show(record) {
    this.record = record;
    this.chosen = null;
    this.pieces = new Map();
    if (!record.text) {
      this.body.replaceChildren(make("p", { class: "empty" }, content.has_texts
        ? "The text of this article is not at hand."
        : "The texts were not at hand when this report was made: give them with --documents."));
      return;
    }
    fill(this.body, paragraphs(record.text).map((line) => fill(make("p", { dir: "auto" }), line.map((piece) => this.piece(piece)))));
    this.body.scrollTop = 0;
  }

  piece([start, text, marks]) {
    const tag = marks ? "mark" : "span";
    const states = (marks ?? []).map((number) => (this.record.evidence[number] ? stateOf(this.record.evidence[number]) : "differing"));
    const tone = ["unsupported", "unchecked", "supported", "differing"].find((state) => states.includes(state));
    const piece = make(tag, { "data-start": String(start), "data-marks": marks?.join(" "), class: tone === "supported" ? null : tone }, text);
    for (const number of marks ?? []) {
      if (!this.pieces.has(number)) this.pieces.set(number, []);
      this.pieces.get(number).push(piece);
    }
    return piece;
  }

  /** Light up the words of one highlight, and bring them into sight; on a narrow screen the article as well, if asked. */
  choose(number, andArticle = false) {
    for (const piece of this.pieces.get(this.chosen) ?? []) piece.classList.remove("chosen");
    this.chosen = number;
    const pieces = this.pieces.get(number) ?? [];
    for (const piece of pieces) piece.classList.add("chosen");
    if (pieces.length) bringInside(this.body, pieces[0]);
    if (pieces.length && andArticle) bring(this.body);
  }

  /** Where the words that are selected stand, in code points; null where none are. */
  selection() {
    const selection = getSelection();
    if (selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const spans = [];
    for (const piece of this.body.querySelectorAll("[data-start]")) {
      if (!range.intersectsNode(piece)) continue;
      const node = piece.firstChild;
      const from = range.startContainer === node ? range.startOffset : 0;
      const to = range.endContainer === node ? range.endOffset : node.data.length;
      if (from >= to) continue;
      const start = Number(piece.dataset.start) + Array.from(node.data.slice(0, from)).length;
      spans.push([start, start + Array.from(node.data.slice(from, to)).length, node.data.slice(from, to)]);
    }
    if (!spans.length) return null;
    const words = spans.map(([, , text]) => text).join("");
    const lead = Array.from(words).length - Array.from(words.trimStart()).length;
    const tail = Array.from(words).length - Array.from(words.trimEnd()).length;
    const start = spans[0][0] + lead;
    const end = spans[spans.length - 1][1] - tail;
    return start < end ? { start, end, words: words.trim() } : null;
  }
}
