package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.runtimebridge.devnet.chain.RuntimeSpec;
import dev.runtimebridge.devnet.runtime.TransactionValidity.Invalid;
import dev.runtimebridge.devnet.runtime.call.CallReader;
import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.RuntimeCodec;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import dev.runtimebridge.substrate.metadata.RuntimeMetadata;
import dev.runtimebridge.substrate.scale.MalformedScale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From one version of the runtime to the next, in which every pallet stands elsewhere. */
class UpgradeTest {
  private final RuntimeChain chain = new RuntimeChain();
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);

  @Test
  void shouldExecuteTheNextBlockByTheNextVersion() {
    chain.measured(ALICE, worker);
    Bytes old = chain.signed(ALICE, chain.pool("add_worker", 1, worker));
    RuntimeCodec before = chain.codec;
    chain.upgrade();
    chain.event("System", "CodeUpdated");
    assertEquals(RuntimeSpec.PARA_NEXT, chain.runtime.specAt(chain.state));
    for (var pallet : before.metadata().pallets()) {
      int after = chain.codec.metadata().pallet(pallet.name()).orElseThrow().index();
      assertNotEquals(pallet.index(), after, pallet.name());
    }
    assertInstanceOf(Invalid.class, chain.runtime.validate(old, chain.hash, chain.state));
    assertInstanceOf(
        Invalid.class,
        chain.runtime.validate(chain.signed(ALICE, oldCall(before)), chain.hash, chain.state));

    assertEquals("ok", chain.run(ALICE, chain.pool("add_worker", 1, worker)));
    Value.Composite last = chain.composite("System", "LastRuntimeUpgrade");
    assertEquals(Value.of(RuntimeSpec.PARA_NEXT.version()), last.get("spec_version"));
    assertEquals(
        "PhalaStakePoolv2.WorkerExists", chain.run(ALICE, chain.pool("add_worker", 1, worker)));
  }

  @Test
  void shouldChangeNothingWhenUpgradedTwice() {
    chain.upgrade();
    chain.upgrade();
    assertEquals(RuntimeSpec.PARA_NEXT, chain.runtime.specAt(chain.state));
    assertEquals("ok", chain.run(DAVE, chain.remark("still here")));
  }

  @Test
  void shouldReadEveryCallThatTheMetadataHas() {
    var shape = chain.runtime.shapeAt(chain.state);
    var reader = new CallReader(shape);
    int calls = 0;
    for (int pallet = 0; pallet < 256; pallet++) {
      for (int index = 0; shape.call(pallet, index).isPresent(); index++) {
        Bytes bare = Bytes.of(new byte[] {(byte) pallet, (byte) index});
        try {
          reader.decode(bare);
        } catch (MalformedScale argumentsAreMissing) {
          assertNotEquals("", argumentsAreMissing.getMessage());
        }
        calls++;
      }
    }
    assertEquals(22, calls);
  }

  private static Bytes oldCall(RuntimeCodec before) {
    RuntimeMetadata metadata = before.metadata();
    assertEquals(14, metadata.version());
    return before.call("System", "remark", Map.of("remark", Value.of(Bytes.utf8("old index"))));
  }
}
