package dev.runtimebridge.syncer.session;

import dev.runtimebridge.syncer.domain.Step.SyncHeaders;
import dev.runtimebridge.syncer.domain.Step.SyncParaHeaders;
import dev.runtimebridge.syncer.port.ChainLog;
import dev.runtimebridge.syncer.port.EncodedRequest;
import dev.runtimebridge.syncer.port.Genesis;
import dev.runtimebridge.syncer.port.ParaBlock;
import dev.runtimebridge.syncer.port.Snapshot;
import java.util.List;

/** Turns what the log has into bodies of requests to pRuntime. */
public interface RequestEncoder {
  /** {@code InitRuntime}. */
  EncodedRequest init(Genesis genesis);

  /** {@code LoadChainState}. */
  EncodedRequest chainState(Snapshot snapshot);

  /** {@code SyncCombinedHeaders}. */
  EncodedRequest headers(SyncHeaders step, ChainLog log);

  /** {@code SyncParaHeader}. */
  EncodedRequest paraHeaders(SyncParaHeaders step, ChainLog log);

  /** {@code DispatchBlocks}. */
  EncodedRequest blocks(List<ParaBlock> blocks);
}
