// Where everything is; JavaScriptClients tells it through the environment.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const told = (name) => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this through compatibility-tests/run`);
  return value;
};

export const kafka = told('ACCORD_KAFKA');
export const open = told('ACCORD_OPEN_URL');
export const guarded = told('ACCORD_GUARDED_URL');
export const authority = readFileSync(told('ACCORD_AUTHORITY'));
export const user = { name: 'ada', password: told('ACCORD_PASSWORD') };

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token (RFC 7519) signed with the one key of the registry's key set. */
export const token = (claims) => {
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  const key = Buffer.from(told('ACCORD_TOKEN_KEY'), 'base64url');
  return `${signed}.${createHmac('sha256', key).update(signed).digest('base64url')}`;
};

export const record = (name, ...fields) =>
  JSON.stringify({ type: 'record', name, namespace: 'dev.accord.js', fields });

export const field = (name, type, ...fallback) =>
  fallback.length === 0 ? { name, type } : { name, type, default: fallback[0] };
