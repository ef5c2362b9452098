package dev.runtimebridge.lifecycle.ctl.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.lifecycle.ctl.inventory.DeclaredOperator.SecretPlace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BridgeYamlTest {
  private static final String GOOD =
      """
      pools:
        - pid: 42
          name: home
          operator:
            secret_file: secrets/home
            proxied: 45R2pfjQUW2s9PQRHU48HQKLKHVMaDja7N3wpBtmF28UYDs2
          workers:
            - name: tee-1
              endpoint: http://10.0.0.7:8000
              stake: 1500.5
            - {name: tee-2, endpoint: "http://10.0.0.8:8000", disabled: true}
        - pid: 43
          name: away
          sync_only: true
      """;

  @Test
  void shouldReadPoolsWithTheirWorkersAndWhereSecretsAreKept() {
    Declaration declared = assertInstanceOf(Sheet.Read.class, BridgeYaml.read(GOOD)).declaration();
    assertEquals(2, declared.pools().size());
    DeclaredOperator operator = declared.pools().getFirst().operator().orElseThrow();
    assertEquals(Optional.of(new SecretPlace.SecretFile("secrets/home")), operator.secret());
    assertTrue(declared.pools().getLast().syncOnly());
    assertEquals(
        List.of(
            "pool 42, http://10.0.0.7:8000, stake 1500.5 PHA",
            "pool 42, http://10.0.0.8:8000, stake 0 PHA, stopped"),
        declared.workers().stream().map(DeclaredWorker::words).toList());
  }

  @Test
  void shouldTellAllFaultsWithTheirLines() {
    List<String> faults =
        faults(
            """
            pools:
              - pid: zero
                name: home
                colour: red
                operator:
                  account: nobody
                  secret_env: A
                  secret_file: b
                workers:
                  - name: tee-1
                    endpoint: [1]
                  - name: tee-1
                    endpoint: ftp://x
                    stake: much
              - 7
            """);
    assertEquals(11, faults.size(), () -> String.join("\n", faults));
    assertTrue(faults.get(0).startsWith("line 2, pools[0].pid: \"zero\" is no pool"));
    assertTrue(faults.get(1).startsWith("line 4, pools[0]: \"colour\" is no key: expected name,"));
    assertTrue(faults.get(2).startsWith("line 6, pools[0].operator.account: 'nobody' is no SS58"));
    assertTrue(faults.get(3).startsWith("line 6, pools[0].operator: names more than one secret"));
    assertEquals("line 11, pools[0].workers[0].endpoint: is no plain value", faults.get(4));
    assertTrue(faults.get(5).startsWith("line 12, name: \"tee-1\" stands in line 10 already"));
    assertTrue(faults.get(6).startsWith("line 13, pools[0].workers[1].endpoint: endpoint \"ftp"));
    assertTrue(faults.get(7).startsWith("line 14, pools[0].workers[1].stake: "));
    assertTrue(faults.get(8).startsWith("line 15, pools[1]: has no keys: expected name, operator"));
    assertTrue(faults.get(9).startsWith("line 15, pools[1].pid: is missing"));
    assertTrue(faults.get(10).startsWith("line 15, pools[1].name: is missing"));
  }

  @Test
  void shouldRefuseASecretInClearAndNotRepeatIt() {
    List<String> faults =
        faults("pools:\n- {pid: 1, name: a, operator: {mnemonic: hunter22, account: x}}\n");
    assertTrue(faults.getFirst().contains("would be a secret in clear"), faults::toString);
    assertFalse(faults.toString().contains("hunter22"), faults::toString);
  }

  @Test
  void shouldRefuseWhatIsNoYamlOrWouldGrow() {
    assertTrue(faults("pools: [").getFirst().contains("is no YAML"));
    assertTrue(faults("").getFirst().contains("is empty"));
    assertTrue(faults("[]").getFirst().contains("has no keys: expected pools"));
    assertTrue(faults("pools: &a [*a]\n").getFirst().startsWith("line 1, "));
    assertTrue(faults("pools: " + "[".repeat(100)).getFirst().contains("is no YAML"));
  }

  private static List<String> faults(String text) {
    return assertInstanceOf(Sheet.Faulty.class, BridgeYaml.read(text)).faults().stream()
        .map(Fault::toString)
        .toList();
  }
}
