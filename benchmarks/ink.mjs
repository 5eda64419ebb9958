// Play ink source with inkjs: node ink.mjs FILE STEPS ROUNDS SEED, one JSON line out.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { Compiler, Story } from "inkjs/full";

const [file, steps, rounds, seed] = process.argv.slice(2);
const source = readFileSync(file, "utf8");

let start = performance.now();
const compiler = new Compiler(source);
let json;
try {
  json = compiler.Compile().ToJson();
} catch {
  console.error(compiler.errors.slice(0, 5).join("\n"));
  process.exit(1);
}
const compiled = performance.now() - start;

start = performance.now();
const story = new Story(json);
const loaded = performance.now() - start;

function walk(count) {
  let state = Number(seed);
  let endings = 0;
  let letters = 0;
  let taken = 0;
  story.ResetState();
  letters += story.ContinueMaximally().length;
  for (let i = 0; i < count; i += 1) {
    state = (state * 48271) % 2147483647;
    const open = story.currentChoices.length;
    if (open === 0) {
      endings += 1;
      story.ResetState();
    } else {
      const pick = (state >> 8) % open;
      taken = (taken * 31 + pick * 7 + open) % 1000003;
      story.ChooseChoiceIndex(pick);
    }
    letters += story.ContinueMaximally().length;
  }
  return { endings, letters, mood: story.variablesState.mood, taken };
}

const perSecond = [];
let last = walk(Number(steps));
for (let round = 0; round < Number(rounds); round += 1) {
  start = performance.now();
  last = walk(Number(steps));
  perSecond.push((Number(steps) / (performance.now() - start)) * 1000);
}
console.log(JSON.stringify({ compiled, loaded, perSecond, ...last }));
