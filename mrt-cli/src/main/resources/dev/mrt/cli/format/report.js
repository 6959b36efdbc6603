(function () {
  "use strict";
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var form = document.getElementById("filter");
  var shown = document.getElementById("shown");
  var texts = null;
  var timer = 0;

  function apply() {
    var words = form.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    var rule = form.rule.value;
    var rollback = form.rollback.value;
    var levels = {};
    form.querySelectorAll("input[name=level]").forEach(function (box) { levels[box.value] = box.checked; });
    if (words.length && !texts) {
      texts = cards.map(function (card) { return card.textContent.toLowerCase(); });
    }
    var count = 0;
    cards.forEach(function (card, i) {
      var fits = levels[card.dataset.level]
        && (!rule || (" " + card.dataset.rules + " ").indexOf(" " + rule + " ") >= 0)
        && (!rollback || card.dataset.rollback === rollback)
        && words.every(function (word) { return texts[i].indexOf(word) >= 0; });
      if (card.hidden === fits) { card.hidden = !fits; }
      if (fits) { count++; }
    });
    shown.textContent = "Showing " + count + " of " + cards.length;
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(apply, 120);
  }

  form.hidden = false;
  form.addEventListener("input", later);
  form.addEventListener("reset", later);
  form.addEventListener("submit", function (event) { event.preventDefault(); apply(); });

  // A link from the graph must reach its card even where the filter hides it.
  document.addEventListener("click", function (event) {
    var link = event.target.closest ? event.target.closest("a[href^='#r-']") : null;
    var card = link && document.getElementById(link.getAttribute("href").slice(1));
    if (card) {
      card.hidden = false;
      setTimeout(function () { card.focus({preventScroll: true}); }, 0);
    }
  });

  var theme = document.getElementById("theme");
  var dark = window.matchMedia && window.matchMedia("(prefers-color-scheme: dark)").matches;
  theme.hidden = false;
  theme.addEventListener("click", function () {
    dark = !dark;
    document.documentElement.dataset.theme = dark ? "dark" : "light";
  });
  apply();
})();
