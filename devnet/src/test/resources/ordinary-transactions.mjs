// Reads every extrinsic of the parachain with @polkadot/api, verifies each signature, sends a transfer, and prints one line of JSON.
// node ordinary-transactions.mjs <node_modules> <para ws> <control http>
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [modules, url, control] = process.argv.slice(2);
const complaints = [];
for (const level of ['warn', 'error']) {
  console[level] = (...text) => complaints.push(text.map(String).join(' '));
}
const load = (name) => import(pathToFileURL(path.join(modules, name, 'index.js')));
const { ApiPromise, WsProvider } = await load('@polkadot/api');
const { Keyring } = await load('@polkadot/keyring');
const { blake2AsU8a, signatureVerify } = await load('@polkadot/util-crypto');

const api = await ApiPromise.create({
  provider: new WsProvider(url),
  noInitWarn: true,
  signedExtensions: { CheckMqSequence: { extrinsic: {}, payload: {} } }, // Phala's, without data
});
const produce = () => fetch(`${control}/produce`, { method: 'POST', body: '{"relayBlocks":2}' });

async function payload(registry, extrinsic, number, version) {
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

async function look() {
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
        const bytes = await payload(at.registry, extrinsic, number, version);
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

async function send() {
  const keyring = new Keyring({ type: 'sr25519', ss58Format: api.registry.chainSS58 });
  const [dave, eve] = ['//Dave', '//Eve'].map((uri) => keyring.addFromUri(uri));
  const before = (await api.query.system.account(eve.address)).data.free.toBigInt();
  const statuses = [];
  let errors = 0;
  let paid = null;
  const transfer = () => api.tx.balances.transferKeepAlive(eve.address, 12345);
  const expected = (await transfer().paymentInfo(dave)).partialFee.toString();
  const signed = await transfer().signAsync(dave);
  // Nodes give a weight of two parts, which the client's type of this method does not know.
  const told = (await api.rpc.payment.queryInfo.raw(signed.toHex())).partialFee;
  const parts = (await api.rpc.payment.queryFeeDetails(signed.toHex())).inclusionFee.unwrap();
  const sum = parts.baseFee.add(parts.lenFee).add(parts.adjustedWeightFee).toString();
  const unsubscribe = await signed.send((result) => {
    statuses.push(result.status.type);
    errors += result.dispatchError ? 1 : 0;
    const fee = result.events.find(({ event }) => api.events.transactionPayment.TransactionFeePaid.is(event));
    paid = fee ? fee.event.data[1].toString() : paid;
  });
  for (let i = 0; i < 8 && !statuses.includes('Finalized'); i++) {
    await produce();
    await new Promise((done) => setTimeout(done, 100));
  }
  unsubscribe();
  const after = (await api.query.system.account(eve.address)).data.free.toBigInt();
  return { statuses, errors, received: Number(after - before), fees: { expected, told, sum, paid } };
}

const sent = await send();
const seen = await look();
await api.disconnect();
process.stdout.write(JSON.stringify({ sent, ...seen, complaints }) + '\n');
process.exit(0);
