package dev.runtimebridge.devnet.worker.enclave;

import dev.runtimebridge.devnet.worker.life.ChainLife;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.grandpa.AuthoritySet;
import dev.runtimebridge.substrate.hash.Hash256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that an initialised enclave knows, and all that a checkpoint keeps. Immutable, so that a copy
 * costs nothing: blocks are executed on one while the enclave still answers from the other.
 *
 * @param genesis what it was initialised with
 * @param lightClient its belief of the relay chain
 * @param headers how far it is with headers
 * @param nextBlock number of the next block that it executes
 * @param stateValidated whether a parachain header has vouched for the state it was given
 * @param state the parachain's state after the last block
 * @param genesisBlock block whose state it was given: 0, or what was loaded
 * @param life what it has to do with the chain itself
 */
public record RuntimeState(
    Genesis genesis,
    LightClient lightClient,
    Headers headers,
    long nextBlock,
    boolean stateValidated,
    ParaState state,
    long genesisBlock,
    ChainLife life) {

  /**
   * What does not change after InitRuntime.
   *
   * @param blockHash hash of the relay-chain block that it trusts
   * @param operator SCALE account of the operator
   * @param attestationProvider SCALE {@code AttestationProvider}; null for none
   */
  public record Genesis(
      Hash256 blockHash,
      long paraId,
      @Nullable Bytes operator,
      @Nullable Bytes attestationProvider) {}

  /**
   * Progress with the headers of both chains.
   *
   * @param nextRelay number of the next relay-chain header
   * @param nextPara number of the next parachain header
   * @param relayRoot state root of the last relay-chain header, until a parachain head is proven by
   *     it
   * @param paraRoots state roots that wait for their blocks
   */
  public record Headers(
      long nextRelay, long nextPara, @Nullable Hash256 relayRoot, StateRoots paraRoots) {

    Headers afterRelay(RelayHeader last) {
      return new Headers(
          last.header().number() + 1, nextPara, last.header().stateRoot(), paraRoots);
    }

    Headers afterPara(long last, StateRoots more) {
      return new Headers(nextRelay, last + 1, null, more);
    }

    Headers withParaRoots(StateRoots roots) {
      return new Headers(nextRelay, nextPara, relayRoot, roots);
    }
  }

  /**
   * What an enclave of some chain knows after InitRuntime.
   *
   * @param blockHash hash of the chain's block 0, finalized by nobody known here
   */
  public static RuntimeState initial(Hash256 blockHash, long paraId, ParaState state) {
    return initial(
        new Genesis(blockHash, paraId, null, null), new AuthoritySet(0, List.of()), 1, state);
  }

  static RuntimeState initial(
      Genesis genesis, AuthoritySet authorities, long nextRelay, ParaState state) {
    return new RuntimeState(
        genesis,
        new LightClient(genesis.blockHash(), KnownAuthorities.of(authorities)),
        new Headers(nextRelay, 0, null, StateRoots.NONE),
        1,
        false,
        state,
        0,
        ChainLife.NONE);
  }

  RuntimeState withOperator(Bytes operator) {
    var changed =
        new Genesis(genesis.blockHash(), genesis.paraId(), operator, genesis.attestationProvider());
    return new RuntimeState(
        changed, lightClient, headers, nextBlock, stateValidated, state, genesisBlock, life);
  }

  RuntimeState with(LightClient client, Headers progress) {
    return new RuntimeState(
        genesis, client, progress, nextBlock, stateValidated, state, genesisBlock, life);
  }

  RuntimeState with(Headers progress) {
    return with(lightClient, progress);
  }

  RuntimeState validated() {
    return new RuntimeState(
        genesis,
        lightClient,
        headers.withParaRoots(headers.paraRoots().rest()),
        nextBlock,
        true,
        state,
        genesisBlock,
        life);
  }

  RuntimeState afterBlock(ParaState after, ChainLife lived) {
    return new RuntimeState(
        genesis,
        lightClient,
        headers.withParaRoots(headers.paraRoots().rest()),
        nextBlock + 1,
        true,
        after,
        genesisBlock,
        lived);
  }

  RuntimeState loaded(long block, ParaState given) {
    var progress =
        new Headers(headers.nextRelay(), block, headers.relayRoot(), headers.paraRoots());
    return new RuntimeState(
        genesis, lightClient, progress, block + 1, stateValidated, given, block, life);
  }

  /** The same with another life. */
  public RuntimeState with(ChainLife lived) {
    return new RuntimeState(
        genesis, lightClient, headers, nextBlock, stateValidated, state, genesisBlock, lived);
  }
}
