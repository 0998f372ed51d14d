// The worker of the search, which finds words in the entries that searchindex.py writes. The theme lets a site bring one
// of its own, and speaks with it in four messages. Every entry is read for each query: even on a slow telephone that is
// done before the next letter is typed, while the index of the theme's own worker takes seconds to build.
const [SETUP, READY, QUERY, RESULT] = [0, 1, 2, 3]
const SHOWN = 240 // characters of a text, beginning so many before the first word that was found
const BEFORE = 60
const MARKED = 100 // pages that are shown with a text, and with their words marked

let separators
let pieces // of a text: words, and what is between them
let entries
let pages

const bare = text => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("\u0111", "d")
const spaced = text => ` ${text.toLowerCase().replace(separators, " ").trim()} `
const escaped = text => text.replace(/[&<>"']/g, sign => `&#${sign.charCodeAt(0)};`)

// A page; and the pages below it that have nothing to be found by but its title with their own ending.
const unpacked = ({ endings, pages }) => {
  const rests = endings.map(([location, title]) => entry(location, title, "", 1))
  return pages.flatMap(([location, title, text = "", weight = 1, below = []]) => {
    const page = entry(location, title, text, weight)
    return [page, ...below.map(number => joined(page, rests[number]))]
  })
}

const entry = (location, title, text, weight) => {
  const [name, words] = [spaced(title), spaced(text)]
  return { location, title, text, weight, name, words, bareName: bare(name), bareWords: bare(words) }
}

const joined = (page, rest) => ({
  ...rest,
  location: page.location + rest.location,
  title: page.title + rest.title,
  weight: page.weight,
  name: page.name + rest.name,
  bareName: page.bareName + rest.bareName,
})

// What it counts that a text has a word, or else one that begins so; in a name it counts for more. What is typed
// without marks is found with any marks.
const worth = (text, word) => (text.includes(` ${word}`) ? (text.includes(` ${word} `) ? 2 : 1) : 0)
const points = (entry, word) =>
  word === bare(word)
    ? 10 * worth(entry.bareName, word) || worth(entry.bareWords, word)
    : 10 * worth(entry.name, word) || worth(entry.words, word)

// The entries that have most of the words, best first: those that have them side by side before others, pages before
// their sections, short names before long ones.
const best = words => {
  const hits = []
  const pairs = words.slice(1).map((word, index) => `${words[index]} ${word}`)
  for (const entry of entries) {
    const found = words.map(word => points(entry, word))
    const count = found.filter(Boolean).length
    if (count > 0) hits.push({ entry, found, count })
  }
  const most = Math.max(...new Set(hits.map(({ count }) => count)))
  return hits
    .filter(({ count }) => 3 * count >= 2 * most)
    .map(({ entry, found, count }) => {
      const sum = [...found, ...pairs.map(pair => points(entry, pair))].reduce((one, other) => one + other)
      const weight = entry.weight * (entry.location.includes("#") ? 0.4 : 1) * (count / most) ** 2
      const terms = Object.fromEntries(words.map((word, index) => [word, found[index] > 0]))
      return { entry, terms, score: sum * weight + 1 / entry.name.length }
    })
    .sort((one, other) => other.score - one.score)
}

// As HTML, from the first word on that begins as one of `starts` does; those are marked.
const shown = (text, starts, whole) => {
  const begins = piece => starts.some(start => (start === bare(start) ? bare(piece) : piece).startsWith(start))
  const words = text.split(pieces)
  const found = words.map(word => begins(word.toLowerCase()))
  let [first, length] = [whole ? 0 : Math.max(0, found.indexOf(true)), 0]
  while (first > 0 && (length += words[first - 1].length) < BEFORE) first -= 1
  let last = first
  for (length = 0; last < words.length && (whole || length < SHOWN); last += 1) length += words[last].length
  const html = words.map((word, index) => (found[index] ? `<mark>${escaped(word)}</mark>` : escaped(word)))
  return (first > 0 ? "… " : "") + html.slice(first, last).join("") + (last < words.length ? " …" : "")
}

// For each page that was found, what the theme draws: the page, and those of its sections that have the words.
const search = query => {
  const words = [...new Set(query.normalize().split(/\s+/).map(word => spaced(word).trim()).filter(Boolean))]
  const starts = words.flatMap(word => word.split(" "))
  const groups = new Map()
  for (const hit of words.length > 0 ? best(words) : []) {
    const page = hit.entry.location.split("#")[0]
    if (!groups.has(page)) groups.set(page, [])
    groups.get(page).push(hit)
  }
  for (const [page, hits] of groups)
    if (!hits.some(({ entry }) => entry.location === page)) hits.push({ entry: pages.get(page), terms: {}, score: 0 })
  return [...groups.values()].map((hits, number) =>
    hits.map(({ entry: { location, title, text }, terms, score }) => ({
      ...{ location, terms, score },
      title: number < MARKED ? shown(title, starts, true) : escaped(title),
      text: number < MARKED ? shown(text, starts, false) : "",
    })),
  )
}

addEventListener("message", ({ data: { type, data } }) => {
  if (type === SETUP) {
    separators = new RegExp(data.config.separator, "g")
    pieces = new RegExp(`(${data.config.separator})`)
    entries = unpacked(data.docs)
    pages = new Map(entries.map(entry => [entry.location, entry]))
    postMessage({ type: READY })
  }
  if (type === QUERY) postMessage({ type: RESULT, data: { items: search(data) } })
})
