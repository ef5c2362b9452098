package dev.runtimebridge.submitter;

import dev.runtimebridge.chainrpc.RpcLimits;
import dev.runtimebridge.submitter.adapter.keys.SealingKeyFile;
import dev.runtimebridge.submitter.config.KafkaConfig;
import dev.runtimebridge.submitter.config.SubmitterConfig;
import dev.runtimebridge.submitter.config.TopicsConfig;
import dev.runtimebridge.submitter.domain.BatchLimits;
import dev.runtimebridge.submitter.pipeline.SubmitterSettings;
import dev.runtimebridge.submitter.pipeline.SubmitterState;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the submitter with the application, where it is switched on, and stops it with it. */
@ApplicationScoped
public class SubmitterService {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitterService.class);

  private final SubmitterConfig config;
  private final KafkaConfig kafka;
  private final TopicsConfig topics;
  private volatile @Nullable SubmitterRun running;
  private volatile String unusableKey = "";

  /** Takes the configuration; nothing begins yet. */
  public SubmitterService(SubmitterConfig config, KafkaConfig kafka, TopicsConfig topics) {
    this.config = config;
    this.kafka = kafka;
    this.topics = topics;
  }

  void start(@Observes StartupEvent event) {
    if (!config.enabled()) {
      return;
    }
    try {
      var run = new SubmitterRun(plan(), SealingKeyFile.openOrCreate(config.keyDir()));
      running = run;
      run.start();
    } catch (SealingKeyFile.Unusable e) {
      // The other services of this process go on; nothing is signed until a person has looked.
      unusableKey = String.valueOf(e.getMessage());
      LOG.error("the submitter does not start: {}", unusableKey);
    }
  }

  void stop(@Observes ShutdownEvent event) {
    SubmitterRun now = running;
    if (now != null) {
      running = null;
      now.close();
    }
  }

  /** What the submitter does; absent where it is switched off or has no sealing key. */
  public Optional<SubmitterState> state() {
    return Optional.ofNullable(running).map(SubmitterRun::state);
  }

  /** Why it could not start; empty if it did, or was not to. */
  public String unusableKey() {
    return unusableKey;
  }

  /** Which pools cannot send transactions for want of a key, and why. */
  public Map<Long, String> keyProblems() {
    SubmitterRun now = running;
    return now == null ? Map.of() : now.keyProblems();
  }

  /** Whether what was started still runs. */
  public boolean alive() {
    SubmitterRun now = running;
    return now == null || now.alive();
  }

  private SubmitterRun.Plan plan() {
    return new SubmitterRun.Plan(
        kafka.bootstrapServers(),
        topics.prefix(),
        topics.workerPartitions(),
        topics.replicas(),
        config.para().endpoints().orElse(List.of()),
        new RpcLimits(
            config.requestTimeout(),
            config.silenceTimeout(),
            config.parallelRequests(),
            config.maxMessageBytes(),
            "bridge.submitter"),
        config.maxLag(),
        config.instanceId(),
        config.takeoverAfter(),
        settings());
  }

  private SubmitterSettings settings() {
    SubmitterConfig.Batch batch = config.batch();
    return new SubmitterSettings(
        new BatchLimits(batch.calls(), batch.longestWait(), batch.bytes(), batch.inFlight()),
        config.eraPeriod(),
        config.maxDeaths(),
        config.noKeyAfter(),
        config.resendBlocks(),
        config.maxQueued(),
        config.remembered(),
        config.balanceWarning(),
        config.ss58Prefix(),
        Optional.empty());
  }
}
