package dev.runtimebridge.syncer.port;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.syncer.domain.ChainCall;
import dev.runtimebridge.syncer.domain.RuntimeFacts;
import java.util.List;
import java.util.Optional;

/**
 * One worker. Calls wait for the answer, at most for the time limit; whoever is interrupted gives
 * the call up. What a failed call has changed is not known: {@link #getInfo} tells.
 */
public interface PRuntime {
  /** Finds workers by their address. */
  @FunctionalInterface
  interface Directory {
    /** The worker at that base address; nothing is sent yet. */
    PRuntime at(String endpoint);
  }

  /**
   * What InitRuntime answers.
   *
   * @param publicKey the worker's key, hexadecimal without {@code 0x}
   * @param genesisBlockHash the chain it is for, hexadecimal without {@code 0x}
   */
  record Initialized(String publicKey, String genesisBlockHash) {}

  /**
   * What SyncCombinedHeaders answers, as the next numbers.
   *
   * @param nextRelayHeader {@code headernum}
   * @param nextParaHeader {@code para_headernum}
   */
  record NextHeaders(long nextRelayHeader, long nextParaHeader) {}

  /** {@code GetInfo}. */
  RuntimeFacts getInfo() throws PRuntimeFailure, InterruptedException;

  /** {@code InitRuntime}. */
  Initialized initRuntime(EncodedRequest request) throws PRuntimeFailure, InterruptedException;

  /** {@code LoadChainState}. */
  void loadChainState(EncodedRequest request) throws PRuntimeFailure, InterruptedException;

  /** {@code SyncCombinedHeaders}. */
  NextHeaders syncCombinedHeaders(EncodedRequest request)
      throws PRuntimeFailure, InterruptedException;

  /** {@code SyncParaHeader}; answers the next {@code para_headernum}. */
  long syncParaHeader(EncodedRequest request) throws PRuntimeFailure, InterruptedException;

  /**
   * {@code GetEgressMessages}.
   *
   * @param most how many are taken at most, the oldest of each sender first
   */
  List<ChainCall.SyncOffchainMessage> egressMessages(int most)
      throws PRuntimeFailure, InterruptedException;

  /**
   * {@code GetRuntimeInfo}, ready to be sent to the registry: a quote has its collateral.
   *
   * @param force whether an attestation that it has is not good enough
   * @param operator account that it is to name as its operator
   * @throws NoCollateral if the collateral cannot be had; the worker itself has answered
   */
  ChainCall.RegisterWorker registrationInfo(boolean force, Optional<Bytes> operator)
      throws PRuntimeFailure, NoCollateral, InterruptedException;

  /** {@code SignEndpointInfo}. */
  ChainCall.UpdateWorkerEndpoint signEndpoints(List<String> endpoints)
      throws PRuntimeFailure, InterruptedException;

  /** {@code TakeCheckpoint}; answers the number of the block whose state was saved. */
  long takeCheckpoint() throws PRuntimeFailure, InterruptedException;

  /** Ends pRuntime's process; a connection that breaks meanwhile is no failure. */
  void kick() throws PRuntimeFailure, InterruptedException;

  /** {@code DispatchBlocks}; answers the next {@code blocknum}. */
  long dispatchBlocks(EncodedRequest request) throws PRuntimeFailure, InterruptedException;
}
