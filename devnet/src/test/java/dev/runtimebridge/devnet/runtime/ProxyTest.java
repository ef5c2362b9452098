package dev.runtimebridge.devnet.runtime;

import static dev.runtimebridge.devnet.runtime.DevAccount.ALICE;
import static dev.runtimebridge.devnet.runtime.DevAccount.BOB;
import static dev.runtimebridge.devnet.runtime.DevAccount.CHARLIE;
import static dev.runtimebridge.devnet.runtime.DevAccount.DAVE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.substrate.Bytes;
import dev.runtimebridge.substrate.codec.Value;
import dev.runtimebridge.substrate.key.Sr25519KeyPair;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may act for whom, and what for. */
class ProxyTest {
  private final RuntimeChain chain = new RuntimeChain();
  private final Sr25519KeyPair worker = RuntimeChain.worker(1);

  @Test
  void shouldRefuseAStranger() {
    Bytes call = chain.proxied(CHARLIE, chain.remark("x"));
    assertEquals("Proxy.NotProxy", chain.run(BOB, call));
  }

  @Test
  void shouldLetAManagerRegisterAndSendMessages() {
    assertEquals("ok", through(chain.register(worker, ALICE)));
    assertEquals("ok", through(chain.message(worker, chain.bench(), 0)));
    assertEquals("ok", through(chain.force(chain.pool("add_worker", 1, worker))));
  }

  @Test
  void shouldNotLetAManagerMoveMoneyOrChangeEndpoints() {
    assertEquals("System.CallFiltered", through(transfer()));
    assertEquals("System.CallFiltered", through(chain.remark("no work of a pool")));
    assertEquals(
        "System.CallFiltered", through(RegistryTest.endpoints(chain, worker, chain.timeMs)));
  }

  @Test
  void shouldHoldAManagerToHisRightsInsideABatchToo() {
    assertEquals("ok", through(chain.force(transfer(), chain.register(worker, ALICE))));
    Value error = chain.event("Utility", "ItemFailed").fields().get("error");
    assertEquals("System.CallFiltered", chain.error(error));
    assertEquals(1, chain.events.stream().filter(e -> e.is("Utility", "ItemCompleted")).count());
  }

  @Test
  void shouldAddAndRemoveProxies() {
    assertEquals("ok", chain.run(CHARLIE, change("add_proxy", DAVE, 0)));
    assertEquals("Proxy.Duplicate", chain.run(CHARLIE, change("add_proxy", DAVE, 0)));
    assertEquals("Proxy.NoSelfProxy", chain.run(CHARLIE, change("add_proxy", CHARLIE, 0)));
    assertEquals("ok", chain.run(DAVE, chain.proxied(CHARLIE, chain.register(worker, CHARLIE))));
    assertEquals("ok", chain.proxyResult());
    assertEquals("ok", chain.run(CHARLIE, change("remove_proxy", DAVE, 0)));
    assertEquals("Proxy.NotFound", chain.run(CHARLIE, change("remove_proxy", DAVE, 0)));
    assertEquals("ok", chain.run(CHARLIE, change("add_proxy", DAVE, 10)));
    Bytes call = chain.proxied(CHARLIE, chain.register(worker, CHARLIE));
    assertEquals("Proxy.Unannounced", chain.run(DAVE, call));
  }

  @Test
  void shouldTakeTheFeeFromWhoSigns() {
    Value ofAlice = balance(ALICE);
    through(chain.register(worker, ALICE));
    assertEquals(ofAlice, balance(ALICE));
    Value who = chain.event("TransactionPayment", "TransactionFeePaid").fields().get("who");
    assertEquals(Value.of(BOB.account()), who);
  }

  private String through(Bytes call) {
    assertEquals("ok", chain.run(BOB, chain.proxied(ALICE, call)));
    return chain.proxyResult();
  }

  private Bytes change(String call, DevAccount delegate, long delay) {
    return chain.codec.call(
        "Proxy",
        call,
        Map.of(
            "delegate",
            RuntimeChain.id(delegate),
            "proxy_type",
            Value.variant("StakePoolManager"),
            "delay",
            Value.of(delay)));
  }

  private Bytes transfer() {
    return chain.codec.call(
        "Balances",
        "transfer_keep_alive",
        Map.of("dest", RuntimeChain.id(DAVE), "value", Value.of(RuntimeSettings.pha(1))));
  }

  private Value balance(DevAccount who) {
    var account = chain.composite("System", "Account", Value.of(who.account()));
    return ((Value.Composite) account.get("data")).get("free");
  }
}
