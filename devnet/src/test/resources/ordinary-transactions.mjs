// Reads every extrinsic of the parachain with @polkadot/api, verifies each signature, sends a transfer, and prints one line of JSON.
// node ordinary-transactions.mjs <node_modules> <para ws> <control http>
import { connect, loader, readAll } from './every-extrinsic.mjs';

const [modules, url, control] = process.argv.slice(2);
const load = loader(modules);
const { api, complaints } = await connect(load, url);
const { Keyring } = await load('@polkadot/keyring');
const produce = () => fetch(`${control}/produce`, { method: 'POST', body: '{"relayBlocks":2}' });

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
const seen = await readAll(load, api);
await api.disconnect();
process.stdout.write(JSON.stringify({ sent, ...seen, complaints }) + '\n');
process.exit(0);
