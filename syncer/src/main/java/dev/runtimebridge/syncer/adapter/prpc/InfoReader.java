package dev.runtimebridge.syncer.adapter.prpc;

import dev.runtimebridge.schemas.prpc.GatekeeperRole;
import dev.runtimebridge.schemas.prpc.GatekeeperStatus;
import dev.runtimebridge.schemas.prpc.MemoryUsage;
import dev.runtimebridge.schemas.prpc.PhactoryInfo;
import dev.runtimebridge.syncer.domain.Heights;
import dev.runtimebridge.syncer.domain.RuntimeFacts;

/** What matters of pRuntime's {@code PhactoryInfo}. */
final class InfoReader {
  private static final int LONGEST_TEXT = 256;
  private static final int MOST_METHODS = 8;

  private InfoReader() {}

  static RuntimeFacts read(PhactoryInfo info) {
    MemoryUsage memory = info.getMemoryUsage();
    return new RuntimeFacts(
        info.getInitialized(),
        info.hasSystem() ? info.getSystem().getRegistered() : info.getRegistered(),
        bounded(publicKey(info)),
        bounded(info.getGenesisBlockHash()),
        new Heights(
            Integer.toUnsignedLong(info.getHeadernum()),
            Integer.toUnsignedLong(info.getParaHeadernum()),
            Integer.toUnsignedLong(info.getBlocknum())),
        bounded(info.getStateRoot()),
        info.getWaitingForParaheaders(),
        info.getCanLoadChainState(),
        bounded(info.getVersion()),
        bounded(info.getGitRevision()),
        memory.getRustUsed(),
        memory.getRustPeakUsed(),
        info.getDevMode(),
        info.getPendingMessages(),
        info.getSupportedAttestationMethodsList().stream()
            .limit(MOST_METHODS)
            .map(InfoReader::bounded)
            .toList(),
        info.getScore(),
        gatekeeper(info).getRole() == GatekeeperRole.Active);
  }

  private static GatekeeperStatus gatekeeper(PhactoryInfo info) {
    return info.hasSystem() ? info.getSystem().getGatekeeper() : info.getGatekeeper();
  }

  private static String publicKey(PhactoryInfo info) {
    return info.hasPublicKey() ? info.getPublicKey() : info.getSystem().getPublicKey();
  }

  /** A worker does not decide how much is kept of it. */
  private static String bounded(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
