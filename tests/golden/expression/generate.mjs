// Writes ecmascript.json: expressions of the subset with the values that node computes for them.
//
// Run it by hand when the subset grows: node generate.mjs > ecmascript.json. The seed is fixed, so
// an unchanged script writes an unchanged file. Left out on purpose, because the subset differs
// there (engine/expression/README.md): == between two arrays or objects, undefined inside them,
// NaN and Infinity inside them.

const data = {
    num: 4, text: 'Sở Tư pháp', flag: true, empty: '', list: [1, 'hai', null, { s: 'new' }],
    obj: { a: 1, b: { c: 'x' }, n: null }, day: '2023-05-04',
};

let state = 20150622;
const random = () => { // mulberry32
    state = (state + 0x6D2B79F5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const literals = ['0', '1', '2', '3', '0.5', '1e21', '1e-7', '123456789012', '.1', '5.', '0x1F',
    "''", "'a'", "'b'", "'1'", "'01'", "'1.0'", "' 12 '", "'0x10'", "'abc'", "'Sở'", "'😀x'",
    "'10'", "'9'", "'1e3'", "'-5'", "'Infinity'", "'length'", 'true', 'false', 'null',
    'undefined', 'NaN', 'Infinity', '-1', '-0.5', '-Infinity', '9007199254740993', '-4294967297.9'];
const solid = literals.filter((text) => !/undefined|NaN|Infinity$/.test(text));
const keys = ["'a'", "'b'", "'s'", "'n'", "'length'", '0', '1', '3', '9', "'0'", "'01'"];

const operators = ['+', '-', '*', '/', '%', '|', '&', '^', '<', '>', '==', '!==', '&&', '||'];

const makers = [
    (d) => `${primitive(d)} ${pick(['+', '-', '*', '/', '%', '|', '&', '^'])} ${primitive(d)}`,
    (d) => `${primitive(d)} ${pick(['==', '!=', '===', '!=='])} ${any(d)}`,
    (d) => `${any(d)} ${pick(['<', '<=', '>', '>='])} ${any(d)}`,
    (d) => `${any(d)} + ${any(d)}`,
    (d) => `${any(d)} ${pick(['&&', '||'])} ${any(d)}`,
    (d) => `${any(d)} ? ${any(d)} : ${any(d)}`,
    (d) => `${pick(['!', '-', '+', 'typeof ', '!!'])}${any(d)}`,
    (d) => `${primitive(d)} ${pick(operators)} ${primitive(d)} ${pick(operators)} ${primitive(d)}`,
    () => 'typeof ' + pick(['nobody', 'num', 'list', 'obj.x']),
    (d) => `${pick(keys)} in ${random() < 0.9 ? tree(1) : any(d)}`,
    (d) => `(${any(d)})[${pick(keys)}]`,
    (d) => `(${any(d)}).${pick(['a', 'b', 'n', 's', 'length'])}`,
    (d) => `${receiver(d)}.${pick(['startsWith', 'endsWith', 'includes', 'indexOf'])}(${pick(literals)})`,
    (d) => `${receiver(d)}.${pick(['toLowerCase', 'toUpperCase', 'trim'])}()`,
    (d) => `${pick(['text', "'😀x'", "'abc'"])}.substring(${pick(['-1', '0', '2', '3', '99', 'NaN', "'1'"])})`,
    (d) => `text.substring(${pick(['0', '1', '5'])}, ${pick(['-2', '2', '4', '50', 'undefined', '1.9'])})`,
    (d) => `${pick(['text', "'a'"])}.concat(${any(d)}, ${pick(literals)})`,
    () => `${array(1)}.concat(${pick(solid)}, ${tree(1)})`,
    () => `${array(1)}.${pick(['includes', 'indexOf'])}(${pick(solid)})`,
    () => `${array(1)}.join(${pick(["'-'", "''", '', 'undefined', '1'])})`,
    (d) => `${pick(['Number', 'String', 'Boolean', 'isNaN', 'Array.isArray'])}(${any(d)})`,
    (d) => `Math.${pick(['abs', 'floor', 'ceil', 'round', 'trunc'])}(${any(d)})`,
    (d) => `Math.${pick(['max', 'min'])}(${any(d)}, ${any(d)})`,
    () => `${tree(1)} instanceof ${pick(['Array', 'Object'])}`,
];

function primitive(depth) {
    if (depth <= 0 || random() < 0.4) return pick([pick(literals), 'num', 'text', 'flag', 'obj.a']);
    return `(${pick(['!', '+', 'typeof '])}${any(depth - 1)})`;
}
function receiver(depth) {
    const text = literals.filter((literal) => literal.startsWith("'"));
    return random() < 0.9 ? pick([...text, 'text', `String(${any(depth)})`]) : `(${any(depth)})`;
}
function array(depth) {
    return random() < 0.2 ? 'list' : `[${tree(depth)}, ${pick(solid)}]`;
}
function tree(depth) {
    const element = () => (depth > 0 && random() < 0.3 ? tree(depth - 1) : pick(solid));
    const elements = Array.from({ length: Math.floor(random() * 4) }, element);
    if (random() < 0.7) return `[${elements.join(', ')}]`;
    return `({${elements.map((text, i) => `${'abc'[i]}: ${text}`).join(', ')}})`;
}
function any(depth) {
    if (depth <= 0 || random() < 0.3) {
        return pick([pick(literals), pick(literals), 'num', 'text', 'list', 'obj', tree(1)]);
    }
    return `(${pick(makers)(depth - 1)})`;
}

function shown(value) {
    if (typeof value === 'string') return `'${value}'`;
    if (typeof value === 'object' && value !== null) return JSON.stringify(value);
    return Object.is(value, -0) ? '0' : String(value);
}
function evaluated(text) {
    try {
        return shown(new Function(...Object.keys(data), `return (${text});`)(...Object.values(data)));
    } catch (error) {
        return error instanceof SyntaxError ? 'refused' : 'fault';
    }
}

// A half of a surrogate pair cannot be written in UTF-8.
const isHalf = (text) => /[\uD800-\uDFFF]/u.test(text);

const rows = new Map();
while (rows.size < 2500) {
    const text = pick(makers)(3);
    const value = text.length < 160 ? evaluated(text) : 'half \uD800';
    if (!isHalf(value)) rows.set(text, value);
}
const bits = new DataView(new ArrayBuffer(8));
while (rows.size < 3000) {
    bits.setUint32(0, random() * 4294967296);
    bits.setUint32(4, random() * 4294967296);
    const number = random() < 0.5 ? bits.getFloat64(0) : (random() - 0.5) * 10 ** (random() * 24);
    if (!Number.isFinite(number)) continue;
    const text = `String(${pick([number.toString(), number.toPrecision(21), number.toExponential(5)])})`;
    rows.set(text, evaluated(text));
}
const lines = [...rows].map((row) => `    ${JSON.stringify(row)}`);
console.log(`{"data": ${JSON.stringify(data)},\n "rows": [\n${lines.join(',\n')}\n]}`);
