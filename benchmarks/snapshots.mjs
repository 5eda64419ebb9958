// Search ink source by snapshots: node snapshots.mjs FILE SITUATIONS, one JSON line out.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Compiler, Story } from "inkjs/full";

const [file, most] = process.argv.slice(2);
const compiler = new Compiler(readFileSync(file, "utf8"));
const story = new Story(compiler.Compile().ToJson());
const flags = 24;

function situation() {
  const text = story.ContinueMaximally();
  const found = /number (\d+)/.exec(text);
  const vars = story.variablesState;
  let bits = 0;
  for (let flag = 0; flag < flags; flag += 1) {
    if (vars[`f${flag}`]) bits += 2 ** flag;
  }
  return [found ? Number(found[1]) : -1, vars.mood, bits];
}

const seen = new Set();
const waiting = [];
let checksum = 0;
let letters = 0;

function meet() {
  const [beat, mood, bits] = situation();
  const key = `${beat}/${mood}/${bits}`;
  if (seen.has(key)) return;
  seen.add(key);
  checksum = (checksum * 31 + (beat + 1) * 7 + mood * 3 + (bits % 65521)) % 1000003;
  const saved = story.state.toJson();
  letters += saved.length;
  waiting.push(saved);
}

const start = performance.now();
meet();
let looked = 0;
while (looked < waiting.length && looked < Number(most)) {
  const saved = waiting[looked];
  story.state.LoadJson(saved);
  const open = story.currentChoices.length;
  for (let index = 0; index < open; index += 1) {
    if (index) story.state.LoadJson(saved);
    story.ChooseChoiceIndex(index);
    meet();
  }
  looked += 1;
}
const seconds = (performance.now() - start) / 1000;
const met = waiting.length;
console.log(JSON.stringify({ looked, met, perSecond: looked / seconds, bytes: letters / met, checksum }));
