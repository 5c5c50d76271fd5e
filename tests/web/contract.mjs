/// The API's own description as a judge: does an answer fit schemas/openapi.yaml?
import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const api = parse(readFileSync(new URL('../../schemas/openapi.yaml', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(api, 'api');

/// "/api/cases/17/history" -> "/api/cases/{id}/history".
function pattern_of(path) {
  const given = path.split('/');
  const fits = (pattern) => {
    const wanted = pattern.split('/');
    return (
      wanted.length === given.length &&
      wanted.every((part, at) => part.startsWith('{') || part === given[at])
    );
  };
  const found = Object.keys(api.paths).filter(fits);
  return found.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

/// What is wrong with a JSON answer, in words; nothing when it fits.
export function misfits(method, path, status, answer) {
  const pattern = pattern_of(path);
  const operation = pattern && api.paths[pattern][method.toLowerCase()];
  if (!operation) return [`${method} ${path} is not described`];
  const keys = [String(status), `${Math.floor(status / 100)}XX`];
  const key = keys.find((one) => operation.responses[one]);
  if (!key) return [`${method} ${path} does not describe the status ${status}`];
  const described = operation.responses[key];
  const place = described.$ref
    ? `api${described.$ref}/content/application~1json/schema`
    : `api#/paths/${escaped(pattern)}/${method.toLowerCase()}/responses/${key}` +
      '/content/application~1json/schema';
  const validate = ajv.getSchema(place);
  if (!validate) return [`${method} ${path} ${status} has no described JSON answer`];
  if (validate(answer)) return [];
  const what = `${method} ${path} ${status}`;
  return validate.errors.map((one) => `${what}${one.instancePath} ${one.message}`);
}

/// A part of a path as a JSON pointer within a URI fragment.
function escaped(part) {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/// Watches every JSON answer a page gets; what does not fit is added to `found`.
export function watch(page, found) {
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url());
    const type = response.headers()['content-type'] ?? '';
    if (!pathname.startsWith('/api/') || !type.includes('application/json')) return;
    const answer = await response.json().catch(() => undefined);
    if (answer === undefined) return;
    const method = response.request().method();
    found.push(...misfits(method, pathname, response.status(), answer));
  });
}
