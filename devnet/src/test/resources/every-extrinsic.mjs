// Reads every extrinsic of the parachain with @polkadot/api, verifies each signature, and prints one line of JSON.
// node every-extrinsic.mjs <node_modules> <para ws>
import { fileURLToPath, pathToFileURL } from 'node:url';
import path from 'node:path';

/** What loads a package of those modules. */
export const loader = (modules) => (name) => import(pathToFileURL(path.join(modules, name, 'index.js')));

/** A client of the node, and what it complains of from now on. */
export async function connect(load, url) {
  const complaints = [];
  for (const level of ['warn', 'error']) {
    console[level] = (...text) => complaints.push(text.map(String).join(' '));
  }
  const { ApiPromise, WsProvider } = await load('@polkadot/api');
  const api = await ApiPromise.create({
    provider: new WsProvider(url),
    noInitWarn: true,
    signedExtensions: { CheckMqSequence: { extrinsic: {}, payload: {} } }, // Phala's, without data
  });
  return { api, complaints };
}

async function payload(api, blake2AsU8a, registry, extrinsic, number, version) {
  const era = extrinsic.era;
  const birth = era.isMortalEra ? era.asMortalEra.birth(number - 1) : 0;
  const made = registry.createType(
    'ExtrinsicPayload',
    {
      blockHash: await api.rpc.chain.getBlockHash(birth),
      era: era.toHex(),
      genesisHash: api.genesisHash,
      method: extrinsic.method.toHex(),
      nonce: extrinsic.nonce,
      specVersion: version.specVersion,
      tip: extrinsic.tip,
      transactionVersion: version.transactionVersion,
    },
    { version: extrinsic.version & 127 },
  );
  const bytes = made.toU8a({ method: true });
  return bytes.length > 256 ? blake2AsU8a(bytes) : bytes;
}

function names(method) {
  const nested = method.args.flatMap((arg) => (Array.isArray(arg) ? [...arg] : [arg])).filter((arg) => arg.section);
  return [`${method.section}.${method.method}`, ...nested.flatMap(names)];
}

/** The calls of all signed extrinsics, and those that were not read as they are or signed by whom they name. */
export async function readAll(load, api) {
  const { blake2AsU8a, signatureVerify } = await load('@polkadot/util-crypto');
  const calls = [];
  const unverified = [];
  const head = (await api.rpc.chain.getHeader()).number.toNumber();
  for (let number = 1; number <= head; number++) {
    const hash = await api.rpc.chain.getBlockHash(number);
    const parent = await api.rpc.chain.getBlockHash(number - 1);
    const at = await api.at(hash); // knows the runtime that executed the block
    const version = await api.rpc.state.getRuntimeVersion(parent);
    const raw = await api.rpc.chain.getBlock.raw(hash);
    for (const hex of raw.block.extrinsics) {
      const extrinsic = at.registry.createType('Extrinsic', hex);
      if (extrinsic.toHex() !== hex) {
        unverified.push(`${number} is encoded in another way`);
      }
      if (extrinsic.isSigned) {
        const bytes = await payload(api, blake2AsU8a, at.registry, extrinsic, number, version);
        const { isValid } = signatureVerify(bytes, extrinsic.signature, extrinsic.signer.toString());
        calls.push(names(extrinsic.method).join(' '));
        if (!isValid) {
          unverified.push(`${number} ${hex}`);
        }
      }
    }
  }
  return { calls, unverified };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const load = loader(process.argv[2]);
  const { api, complaints } = await connect(load, process.argv[3]);
  const seen = await readAll(load, api);
  await api.disconnect();
  process.stdout.write(JSON.stringify({ ...seen, complaints }) + '\n');
  process.exit(0);
}
