(function () {
  const find = document.querySelector(".find");
  const words = find.querySelector("input");
  const told = find.querySelector("[role=status]");
  const items = Array.from(document.querySelectorAll(".shelf li"));
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  const known = items.map((item) => fold(item.dataset.words));
  function show() {
    const asked = fold(words.value).split(/\s+/).filter(Boolean);
    let count = 0;
    items.forEach((item, place) => {
      item.hidden = !asked.every((word) => known[place].includes(word));
      count += item.hidden ? 0 : 1;
    });
    told.textContent = (count === 1 ? told.dataset.one : told.dataset.many).replace("{count}", count);
  }
  words.addEventListener("input", show);
  find.hidden = false;
  show();
})();
