package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.syncer.domain.PoolConfig;
import dev.runtimebridge.syncer.domain.WorkerConfig;

/** What operators say, between domain and Protobuf. */
final class ConfigCodec {
  private ConfigCodec() {}

  static PoolConfig read(dev.runtimebridge.schemas.v1.PoolConfig from) {
    return new PoolConfig(from.getPid(), from.getName(), from.getSyncOnly());
  }

  static dev.runtimebridge.schemas.v1.PoolConfig write(PoolConfig from) {
    return dev.runtimebridge.schemas.v1.PoolConfig.newBuilder()
        .setPid(from.pid())
        .setName(from.name())
        .setSyncOnly(from.syncOnly())
        .build();
  }

  static WorkerConfig read(dev.runtimebridge.schemas.v1.WorkerConfig from) {
    return new WorkerConfig(
        from.getName(),
        from.getEndpoint(),
        from.getPid(),
        from.getStake(),
        from.getEnabled(),
        from.getSyncOnly(),
        from.getGatekeeper());
  }

  static dev.runtimebridge.schemas.v1.WorkerConfig write(WorkerConfig from) {
    return dev.runtimebridge.schemas.v1.WorkerConfig.newBuilder()
        .setName(from.name())
        .setEndpoint(from.endpoint())
        .setPid(from.pid())
        .setStake(from.stake())
        .setEnabled(from.enabled())
        .setSyncOnly(from.syncOnly())
        .setGatekeeper(from.gatekeeper())
        .build();
  }
}
