package dev.runtimebridge.devnet.worker.checkpoint;

import dev.runtimebridge.devnet.worker.enclave.KnownAuthorities;
import dev.runtimebridge.devnet.worker.enclave.LightClient;
import dev.runtimebridge.devnet.worker.enclave.ParaState;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState.Genesis;
import dev.runtimebridge.devnet.worker.enclave.RuntimeState.Headers;
import dev.runtimebridge.devnet.worker.enclave.StateRoots;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import dev.runtimebridge.substrate.hash.Hashing;
import dev.runtimebridge.substrate.scale.MalformedScale;
import dev.runtimebridge.substrate.scale.ScaleReader;
import dev.runtimebridge.substrate.scale.ScaleWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A checkpoint's bytes, without the parachain's state, which they name by its root.
 *
 * <pre>
 * checkpoint = hash %x02 genesis light_client headers next_block validated state_root genesis_block life
 * hash       = 32OCTET        ; BLAKE2b-256 of all that follows
 * </pre>
 */
final class CheckpointCodec {
  private static final int VERSION = 2;

  private CheckpointCodec() {}

  /** A checkpoint and the root of the state that belongs to it. */
  record Decoded(RuntimeState withoutState, Hash256 stateRoot) {
    RuntimeState with(ParaState state) {
      return withState(withoutState, state);
    }
  }

  static byte[] encode(RuntimeState state) {
    Genesis genesis = state.genesis();
    Headers headers = state.headers();
    var writer = new ScaleWriter(1024).u8(VERSION);
    writer.bytes(genesis.blockHash().bytes()).u32(genesis.paraId());
    writer.option(Optional.ofNullable(genesis.operator()), (out, bytes) -> bytes.write(out));
    writer.option(
        Optional.ofNullable(genesis.attestationProvider()), (out, bytes) -> bytes.write(out));
    writer.bytes(state.lightClient().lastFinalized().bytes());
    state.lightClient().authorities().set().write(writer);
    writer.u32(headers.nextRelay()).u32(headers.nextPara());
    writer.option(Optional.ofNullable(headers.relayRoot()), (out, root) -> out.bytes(root.bytes()));
    writer.list(headers.paraRoots().toList(), (out, root) -> out.bytes(root.bytes()));
    writer.u32(state.nextBlock()).bool(state.stateValidated());
    writer.bytes(state.state().trie().root().bytes()).u32(state.genesisBlock());
    LifeCodec.write(writer, state.life());
    byte[] content = writer.toByteArray();
    return new ScaleWriter(content.length + Hash256.SIZE)
        .bytes(Hashing.blake2b256(content).bytes())
        .bytes(content)
        .toByteArray();
  }

  /**
   * Reads a checkpoint.
   *
   * @param absent stands for the state until it is read too
   * @throws MalformedScale if the bytes are not those that were written
   */
  static Decoded decode(byte[] encoded, ParaState absent) {
    return ScaleReader.decodeAll(
        encoded,
        reader -> {
          Hash256 hash = Hash256.read(reader);
          byte[] content = Arrays.copyOfRange(encoded, Hash256.SIZE, encoded.length);
          if (!Hashing.blake2b256(content).equals(hash)) {
            throw new MalformedScale(
                "a checkpoint does not have the hash that it was written with");
          }
          int version = reader.u8();
          if (version != VERSION) {
            throw reader.malformed("checkpoint version " + version + ", expected " + VERSION);
          }
          return read(reader, absent);
        });
  }

  private static Decoded read(ScaleReader reader, ParaState absent) {
    var genesis =
        new Genesis(
            Hash256.read(reader),
            reader.u32(),
            reader.option(Bytes::read).orElse(null),
            reader.option(Bytes::read).orElse(null));
    var client =
        new LightClient(Hash256.read(reader), KnownAuthorities.of(AuthoritySet.read(reader)));
    long nextRelay = reader.u32();
    long nextPara = reader.u32();
    Hash256 relayRoot = reader.option(Hash256::read).orElse(null);
    List<Hash256> paraRoots = reader.list(Hash256.SIZE, Hash256::read);
    var headers = new Headers(nextRelay, nextPara, relayRoot, StateRoots.NONE.plus(paraRoots));
    long nextBlock = reader.u32();
    boolean validated = reader.bool();
    Hash256 stateRoot = Hash256.read(reader);
    return new Decoded(
        new RuntimeState(
            genesis,
            client,
            headers,
            nextBlock,
            validated,
            absent,
            reader.u32(),
            LifeCodec.read(reader)),
        stateRoot);
  }

  private static RuntimeState withState(RuntimeState before, ParaState state) {
    return new RuntimeState(
        before.genesis(),
        before.lightClient(),
        before.headers(),
        before.nextBlock(),
        before.stateValidated(),
        state,
        before.genesisBlock(),
        before.life());
  }
}
