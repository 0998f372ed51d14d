// node lighthouse.mjs CHROMIUM ADDRESS '{"PATH": ["CATEGORY", …], …}': what Lighthouse thinks of each page on a phone,
// one JSON object a line. Nothing is asked of another host: no errors are sent anywhere.
import { launch } from "chrome-launcher"
import lighthouse from "lighthouse"

const [chromePath, address, pages] = process.argv.slice(2)
const chromeFlags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic"]
const chrome = await launch({ chromePath, chromeFlags })
const settings = {
  port: chrome.port,
  logLevel: "error",
  disableFullPageScreenshot: true,
  // Pages that come from this machine are quiet at once.
  pauseAfterFcpMs: 250,
  pauseAfterLoadMs: 250,
  networkQuietThresholdMs: 250,
  cpuQuietThresholdMs: 250,
}
try {
  for (const [path, onlyCategories] of Object.entries(JSON.parse(pages))) {
    // The fictional city asks search engines to leave it out.
    const skipAudits = path.startsWith("vi-du/") ? ["is-crawlable"] : null
    const { lhr } = await lighthouse(address + path, { ...settings, onlyCategories, skipAudits })
    const points = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)])
    const lost = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1).map(({ id }) => id)
    console.log(JSON.stringify({ path, points: Object.fromEntries(points), lost }))
  }
} finally {
  await chrome.kill()
}
