// Every file through the form's format and back, as Decap would do it: {config, words, files} in, {path: text} out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { argv, stdout } from "node:process";
import { runInNewContext } from "node:vm";

const [editor, bundles, given] = argv.slice(2);
const { config, words, files } = JSON.parse(readFileSync(given, "utf8"));
const jsyaml = createRequire(import.meta.url)(`${bundles}/js-yaml.min.js`);

const formats = [];
const CMS = {
  getWidget: () => ({ control: class {} }),
  getLocale: () => ({}),
  registerCustomFormat: (name, extension, format) => formats.push(format),
};
for (const name of ["registerEventListener", "registerWidget", "registerLocale"]) CMS[name] = () => undefined;
CMS.init = () => {
  const [{ fromFile, toFile }] = formats;
  const written = Object.entries(files).map(([path, text]) => [path, toFile({ ...fromFile(text), $file: path })]);
  stdout.write(JSON.stringify(Object.fromEntries(written)));
};
const served = { "config.yml": config, "words.json": words };
runInNewContext(readFileSync(editor, "utf8"), {
  window: { CMS, createClass: (control) => control, h: () => undefined, jsyaml },
  fetch: async (name) => ({ text: async () => served[name] }),
});
