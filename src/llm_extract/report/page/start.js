// Putting it all together once the page is read.

const THEMES = ["auto", "light", "dark"];
const themeName = "llm-extract-theme";

function setTheme(theme) {
  if (theme === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.getElementById("theme").textContent = `Theme: ${theme}`;
}

function start() {
  let theme = THEMES.includes(kept.read(themeName)) ? kept.read(themeName) : "auto";
  setTheme(theme);
  document.getElementById("theme").addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
    kept.write(themeName, theme);
    setTheme(theme);
    say(`Theme: ${theme}`);
  });
  document.getElementById("title").title = content.title; // where it is too long for its place
  document.getElementById("help").addEventListener("click", showKeys);
  document.getElementById("download").addEventListener("click", handOver);
  document.getElementById("views").append(...order.filter((name) => views[name]).map((name) => {
    const { label, count: number } = views[name];
    const link = make("a", { href: `#view=${name}`, "data-view": name }, label, number ? make("span", { class: "count" }, number.toLocaleString("en")) : null);
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openView(name);
    });
    return link;
  }));
  document.addEventListener("keydown", pressKey);
  addEventListener("popstate", follow);
  addEventListener("beforeprint", () => views[shown].expand?.(true));
  addEventListener("afterprint", () => views[shown].expand?.(false));
  journal.load();
  showCorrections();
  follow();
}

start();
