// Filters of the timeline and the matrix, with their state in the address. Without this script the
// timeline shows every entry, and the matrix is filtered by its style sheet.

const address = new URL(location.href);

function remember(name, value) {
  if (value) {
    address.searchParams.set(name, value);
  } else {
    address.searchParams.delete(name);
  }
  address.hash = location.hash;
  history.replaceState(null, "", address);
}

function timeline(form) {
  const entries = [...document.querySelectorAll(".entry")];
  const marks = [...document.querySelectorAll(".lanes a[href^='#']")];
  const periods = [...document.querySelectorAll(".period")];
  const shown = form.querySelector("[data-shown]");
  const choices = [...form.querySelectorAll("select")];

  function has(entry, choice) {
    return choice.value === "" || (entry.dataset[choice.name] ?? "").split(" ").includes(choice.value);
  }

  function apply() {
    const hidden = new Set();
    for (const entry of entries) {
      entry.hidden = !choices.every((choice) => has(entry, choice));
      if (entry.hidden) hidden.add("#" + entry.id);
    }
    for (const period of periods) {
      period.hidden = !period.querySelector(".entry:not([hidden])");
    }
    for (const mark of marks) {
      const counted = mark.classList.contains("count");
      mark.classList.toggle("filtered", !counted && hidden.has(mark.getAttribute("href")));
    }
    const filtered = choices.some((choice) => choice.value);
    shown.textContent = filtered ? `${entries.length - hidden.size} of ${entries.length} entries` : "";
  }

  for (const choice of choices) {
    const asked = address.searchParams.get(choice.name);
    if ([...choice.options].some((option) => option.value === asked)) choice.value = asked;
    choice.addEventListener("change", () => {
      remember(choice.name, choice.value);
      apply();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
  reveal(entries);
}

// An entry that the address names is shown, whatever the filters say.
function reveal(entries) {
  const named = entries.find((entry) => "#" + entry.id === decodeURIComponent(location.hash));
  if (named) {
    named.hidden = false;
    named.closest(".period").hidden = false;
    named.scrollIntoView();
  }
}

function matrix(form) {
  for (const choice of form.querySelectorAll("input")) {
    if (choice.value && address.searchParams.get(choice.name) === choice.value) choice.checked = true;
    choice.addEventListener("change", () => remember(choice.name, choice.value));
  }
  form.addEventListener("submit", (event) => event.preventDefault());
}

for (const form of document.querySelectorAll("form.filters")) {
  if ("filters" in form.dataset) {
    timeline(form);
  } else {
    matrix(form);
  }
}
