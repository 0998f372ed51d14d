// The big tables: rows filtered by their words (marks or none), sorted by any column, all in the page.
for (const tools of document.querySelectorAll(".mc-tools")) {
  const table = document.getElementById(tools.dataset.table).closest("table")
  const body = table.tBodies[0]
  const headers = [...table.tHead.rows[0].cells]
  const rows = [...body.rows] // in the order of the page
  const filter = tools.querySelector("input")
  const count = tools.querySelector("[role=status]")

  const folded = text => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase()
  const words = new Map(rows.map(row => [row, folded(row.textContent)]))

  const show = () => {
    const wanted = folded(filter.value).split(/\s+/)
    for (const row of rows) row.hidden = !wanted.every(word => words.get(row).includes(word))
    const shown = rows.filter(row => !row.hidden).length
    count.textContent = tools.dataset.count.replace("{n}", shown).replace("{total}", rows.length)
  }
  filter.addEventListener("input", show)

  // What a cell is sorted by: the value that the page gives it, else its words. What has none comes last.
  const key = (row, column) => {
    const cell = row.cells[column]
    return cell?.dataset.value ?? (cell?.colSpan === 1 ? cell.textContent.trim() : "")
  }
  const { compare } = new Intl.Collator(document.documentElement.lang, { numeric: true })
  const isNumber = text => text !== "" && Number.isFinite(Number(text))
  const by = (column, sign) => (one, other) => {
    const [a, b] = [key(one, column), key(other, column)]
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1)
    return sign * (isNumber(a) && isNumber(b) ? a - b : compare(a, b))
  }

  headers.forEach((header, column) => {
    const button = document.createElement("button")
    button.type = "button"
    button.className = "mc-sort"
    const name = header.textContent.replace(/\s+/g, " ").trim()
    button.setAttribute("aria-label", tools.dataset.sort.replace("{column}", name))
    button.addEventListener("click", () => {
      const next = { ascending: "descending", descending: null }[header.ariaSort] ?? (header.ariaSort ? null : "ascending")
      for (const other of headers) other.ariaSort = null
      header.ariaSort = next
      body.append(...(next ? rows.toSorted(by(column, next === "ascending" ? 1 : -1)) : rows))
    })
    header.append(button)
  })
  table.classList.add("mc-table--sortable")
  if (filter.value) show() // a browser may have kept what was typed
}
