package dev.runtimebridge.syncer.topology;

import dev.runtimebridge.syncer.domain.PoolConfig;
import dev.runtimebridge.syncer.domain.PoolOperator;
import dev.runtimebridge.syncer.domain.SealedSecret;
import dev.runtimebridge.syncer.domain.WorkerConfig;
import java.util.Optional;

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

  static PoolOperator read(dev.runtimebridge.schemas.v1.PoolOperator from) {
    var secret = from.getSecret();
    return new PoolOperator(
        Amounts.read(from.getAccount()),
        from.hasProxied() ? Optional.of(Amounts.read(from.getProxied())) : Optional.empty(),
        new SealedSecret(
            secret.getKeyId(),
            Amounts.read(secret.getEncapsulatedKey()),
            Amounts.read(secret.getCiphertext())));
  }

  static dev.runtimebridge.schemas.v1.PoolOperator write(PoolOperator from) {
    var to =
        dev.runtimebridge.schemas.v1.PoolOperator.newBuilder()
            .setAccount(Amounts.write(from.account()))
            .setSecret(
                dev.runtimebridge.schemas.v1.SealedSecret.newBuilder()
                    .setKeyId(from.secret().keyId())
                    .setEncapsulatedKey(Amounts.write(from.secret().encapsulatedKey()))
                    .setCiphertext(Amounts.write(from.secret().ciphertext())));
    from.proxied().map(Amounts::write).ifPresent(to::setProxied);
    return to.build();
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
