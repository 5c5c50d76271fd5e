/// Finishes a build: licence texts of what the page contains, and a .gz beside every file.
import { readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const out = process.env.TRINH_WEB_OUT ?? 'dist';
const budget_bytes = 44 * 1024;

function* files_below(folder) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files_below(path);
    else yield path;
  }
}

const parts = ['preact', '@preact/signals', '@preact/signals-core'];
const licences = parts.map((part) => {
  const folder = `node_modules/${part}`;
  const { version, license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  const text = readFileSync(`${folder}/LICENSE`, 'utf8').trim();
  return `${part} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(join(out, 'licences.txt'), licences.join('\n----\n\n'));

let script_bytes = 0;
for (const path of [...files_below(out)]) {
  if (path.endsWith('.gz')) {
    rmSync(path);
    continue;
  }
  const zipped = gzipSync(readFileSync(path), { level: 9 });
  writeFileSync(`${path}.gz`, zipped);
  if (path.endsWith('.js')) script_bytes += zipped.length;
}
console.log(`script: ${script_bytes} bytes gzip of ${budget_bytes} allowed`);
if (script_bytes > budget_bytes) {
  console.error(`The script is larger than its budget of ${budget_bytes} bytes; make it smaller.`);
  process.exit(1);
}
