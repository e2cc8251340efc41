// The keyboard: one letter for each thing, all of them told in the help, and all of them can be turned off.

const KEYS = [
  ["1 … 5", "the views"],
  ["j / k", "next, previous record, event or problem"],
  ["n / p", "next, previous field"],
  ["/", "find"],
  ["o", "who says otherwise: open the event, go to its quotes"],
  ["Enter", "open the chosen problem or error"],
  ["a / r / e", "accept, reject, edit the value"],
  ["s / m", "take the selected words, write a note"],
  ["u", "undo"],
  ["Esc", "leave a field or a dialog"],
  ["?", "this help"],
];

const lettersName = "llm-extract-letters";
let lettersOn = kept.read(lettersName) !== "off";

const order = ["events", "records", "problems", "summary", "evaluation"];

const ACTS = {
  j: () => views[shown].move(1),
  k: () => views[shown].move(-1),
  n: () => views[shown].moveField(1),
  p: () => views[shown].moveField(-1),
  "/": () => views[shown].search(),
  "?": () => showKeys(),
  o: () => views[shown].others?.(),
  Enter: () => views[shown].enter?.(),
  a: () => review.accept(),
  r: () => review.reject(),
  e: () => review.edit(),
  s: () => review.pick(),
  m: () => review.note(),
  u: () => review.undo(),
};

function showKeys() {
  const dialog = document.getElementById("keys");
  const box = make("input", { type: "checkbox", id: "letters", on: { change: () => {
    lettersOn = box.checked;
    kept.write(lettersName, lettersOn ? "on" : "off");
  } } });
  box.checked = lettersOn;
  dialog.replaceChildren(
    make("h2", { id: "keys-title", tabindex: "-1", autofocus: true }, "Keys"),
    make("dl", { class: "keys" }, ...KEYS.flatMap(([key, what]) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, what)])),
    make("p", {}, box, " ", make("label", { for: "letters" }, "Single letters act")),
    make("p", { class: "actions" }, button("Close", () => dialog.close(), { class: "main" })),
  );
  dialog.showModal();
}

function pressKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (typing) {
    if (event.key === "Escape") {
      if (typing.closest(".form")) return recordsView.refresh();
      typing.blur();
      document.getElementById("main").focus({ preventScroll: true });
    }
    return;
  }
  if (event.key === "Enter" && event.target.closest("button, a")) return;
  if (!lettersOn && event.key !== "Enter" && event.key !== "?") return;
  const shownViews = order.filter((name) => views[name]);
  const act = /^[1-5]$/.test(event.key) && shownViews[event.key - 1] ? () => openView(shownViews[event.key - 1]) : ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function openView(name) {
  go({ view: name, q: null, only: null, kind: null, row: null });
}
