// “What if” on a dossier. Every answer is looked up in tables that minhchung made when it built the page:
// no rule and no number of the plan stands here.
for (const form of document.querySelectorAll("form[data-what-if]")) {
  const { occurrences, steps, conclusions, table, wrong } = JSON.parse(form.dataset.whatIf)
  const fields = [...form.querySelectorAll("[data-indicator]")]
  const verdict = form.querySelector("[data-verdict]")
  const badge = form.querySelector("[data-badge]")
  const start = { badge: badge.textContent, className: badge.className, words: verdict.textContent }

  // Which of the occurrences a field stands for; undefined where it holds no count that could be.
  const occurrence = field => {
    if (field.localName === "select") return Number(field.value)
    if (!field.checkValidity()) return undefined
    return steps[field.dataset.indicator].findLast(([least]) => least <= field.valueAsNumber)[1]
  }

  const show = field => {
    const found = occurrence(field)
    field.setAttribute("aria-invalid", found === undefined)
    if (field.localName === "select") return
    const chip = document.getElementById(`${field.id}-found`).firstElementChild
    const { kind, words } = occurrences[found] ?? { kind: "no-data", words: field.dataset.wrong }
    chip.className = `mc-chip mc-chip--${kind}`
    chip.textContent = words
  }

  const conclude = () => {
    const found = fields.map(occurrence)
    if (found.includes(undefined)) return { badge: "–", grade: "none", words: wrong }
    const set = new Set(found)
    return conclusions[parseInt(table[[...set].reduce((bits, place) => bits + 2 ** place, 0)], 36)]
  }

  form.addEventListener("input", event => {
    show(event.target)
    const concluded = conclude()
    badge.textContent = concluded.badge
    badge.className = `mc-level mc-level--${concluded.grade}`
    verdict.textContent = concluded.words
  })

  form.addEventListener("reset", () => setTimeout(() => {
    fields.forEach(show)
    Object.assign(badge, { textContent: start.badge, className: start.className })
    verdict.textContent = start.words
  }))

  form.addEventListener("submit", event => event.preventDefault())
  form.reset() // a browser may have kept figures from before
}
