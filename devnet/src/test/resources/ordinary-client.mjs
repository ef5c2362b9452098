// An ordinary client of Substrate nodes: connects with @polkadot/api, reads, subscribes, and prints one line of JSON.
// node ordinary-client.mjs <node_modules> <relay ws> <para ws> <account> <control http>
import { pathToFileURL } from 'node:url';
import path from 'node:path';

const [modules, relayUrl, paraUrl, account, control] = process.argv.slice(2);
const complaints = [];
for (const level of ['warn', 'error']) {
  console[level] = (...text) => complaints.push(text.map(String).join(' '));
}
const load = (name) => import(pathToFileURL(path.join(modules, name, 'index.js')));
const { ApiPromise, WsProvider } = await load('@polkadot/api');

async function look(url) {
  const api = await ApiPromise.create({
    provider: new WsProvider(url),
    noInitWarn: true,
    signedExtensions: { CheckMqSequence: { extrinsic: {}, payload: {} } }, // Phala's, without data
  });
  const seen = [];
  const unsubscribe = await api.rpc.chain.subscribeNewHeads((head) => {
    seen.push(head.number.toNumber());
  });
  await fetch(`${control}/produce`, { method: 'POST', body: '{"relayBlocks":2}' });
  const end = Date.now() + 10_000;
  while (seen.length < 2 && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 20));
  }
  unsubscribe();
  const head = await api.rpc.chain.getHeader();
  const info = await api.query.system.account(account);
  const now = await api.query.timestamp.now();
  const events = await api.query.system.events();
  const proof = await api.rpc.state.getReadProof([api.query.timestamp.now.key()], head.hash);
  const block = await api.rpc.chain.getBlock(head.hash);
  const result = {
    chain: (await api.rpc.system.chain()).toString(),
    spec: api.runtimeVersion.specName.toString(),
    pallets: api.runtimeMetadata.asLatest.pallets.map((pallet) => pallet.name.toString()),
    heads: seen,
    hash: head.hash.toHex(),
    hashOfNumber: (await api.rpc.chain.getBlockHash(head.number.unwrap())).toHex(),
    digestLogs: head.digest.logs.length,
    free: info.data.free.toString(),
    now: now.toNumber(),
    event: `${events[0].event.section}.${events[0].event.method}`,
    proofNodes: proof.proof.length,
    extrinsic: `${block.block.extrinsics[0].method.section}.${block.block.extrinsics[0].method.method}`,
    extrinsicNow: block.block.extrinsics[0].method.args[0].toNumber(),
    prefix: api.registry.chainSS58,
  };
  if (api.query.grandpa) {
    result.setId = (await api.query.grandpa.currentSetId()).toNumber();
    result.authorities = (await api.query.grandpa.authorities()).length;
    result.head = (await api.query.paras.heads(2004)).unwrap().length;
  } else {
    result.relayParent = (await api.query.parachainSystem.validationData()).unwrap().relayParentNumber.toNumber();
    result.paraId = (await api.query.parachainInfo.parachainId()).toNumber();
    result.load = (await api.query.phalaLoad.workers.keys()).length;
  }
  await api.disconnect();
  return result;
}

const relay = await look(relayUrl);
const para = await look(paraUrl);
process.stdout.write(JSON.stringify({ relay, para, complaints }) + '\n');
process.exit(0);
