// The same walk as Trace.java, by the module: node trace.mjs MODULE SEED STEPS
const [, , modulePath, seed, stepsText] = process.argv;
const motion = await import(modulePath);
const steps = Number(stepsText);

const side = 24;
const tile = 2048;
const radius = 768;
let random = Number(seed) | 1;
let digest = 0;

function below(bound) {
  random ^= random << 13;
  random ^= random >>> 17;
  random ^= random << 5;
  return (random >>> 0) % bound;
}

function add(value) {
  digest = Math.imul(digest ^ value, 16777619);
}

const double = new DataView(new ArrayBuffer(8));
function addDouble(value) {
  double.setFloat64(0, value);
  add(double.getInt32(4));
  add(double.getInt32(0));
}

let rows = [];
function newField() {
  rows = [];
  for (let row = 0; row < side; row += 1) {
    let line = "";
    for (let column = 0; column < side; column += 1) {
      const draw = below(10);
      line += draw === 0 ? "#" : draw === 1 ? "+" : ".";
    }
    rows.push(line);
  }
  return motion.field(rows.join("\n"));
}

function start() {
  for (;;) {
    const column = below(side);
    const row = below(side);
    if (rows[row][column] === ".") {
      return Int32Array.of(column * tile + tile / 2, row * tile + tile / 2, 0, 0, 0, 0, 0);
    }
  }
}

let field = newField();
let body = start();
let keys = 0;
let angle = 0;
for (let step = 1; step <= steps; step += 1) {
  if (step % 5000 === 0) {
    field = newField();
    body = start();
  }
  if (below(8) === 0) keys = below(16);
  angle += below(65) - 32;
  add(motion.step(field, body, keys, angle, below(3)));
  for (const one of body) add(one);
  const [x, y, , , aim] = body;
  add(motion.boltReach(field, x, y, aim));
  add(motion.boltAt(x, motion.cos(aim), below(54 * 64)));
  add(motion.beamReach(field, x, y, aim));
  const dx = below(20001) - 10000;
  const dy = below(20001) - 10000;
  add(motion.angleOf(dx, dy));
  add(motion.angleOf(below(3) - 1, below(3) - 1));
  const a = below(4001) - 2000;
  const b = below(4001) - 2000;
  addDouble(motion.hits(a, b, dx, dy, radius));
  add(motion.between(a, b, below(17)));
  add(motion.sees(field, x, y, below(side * tile), below(side * tile)) ? 1 : 0);
  if (step % 1000 === 0) console.log(`${step} ${digest}`);
}
