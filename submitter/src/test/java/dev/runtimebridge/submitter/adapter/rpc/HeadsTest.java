package dev.runtimebridge.submitter.adapter.rpc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.runtimebridge.submitter.port.NodeException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which nodes are passed over because others of the same chain are further. */
class HeadsTest {
  private static final int MAX_LAG = 20;
  private static final String NODE = "ws://first";
  private static final String OTHER = "ws://second";

  private final Heads heads = new Heads(MAX_LAG);

  @Test
  void shouldPassOverANodeThatIsTooFarBehindAnotherOfItsChain() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.told(OTHER, 121);

    String why = passedOver(NODE);
    for (String said : List.of(NODE, OTHER, "100", "121", "bridge.submitter.max-lag")) {
      assertTrue(why.contains(said), why);
    }
    taken(OTHER);
  }

  @Test
  void shouldTakeANodeThatIsAsFarBehindAsItMayBe() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.told(OTHER, 120);

    taken(NODE);
  }

  @Test
  void shouldTakeANodeAgainOnceItHasCaughtUp() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.told(OTHER, 200);
    passedOver(NODE);
    heads.told(NODE, 190);

    taken(NODE);
  }

  @Test
  void shouldMeasureByNoNodeThatWasNotSeenToFollowTheChain() {
    heads.told(NODE, 100);
    heads.told(OTHER, 1_000_000);

    taken(NODE);
    heads.sameChain(OTHER);
    passedOver(NODE);
  }

  @Test
  void shouldTakeANodeThatHasToldNothingYet() {
    heads.sameChain(OTHER);
    heads.told(OTHER, 200);

    taken(NODE);
  }

  @Test
  void shouldMeasureByNoNodeThatIsGone() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.told(OTHER, 200);
    heads.gone(OTHER);

    taken(NODE);
  }

  @Test
  void shouldWantToSeeTheChainOfANodeAnewOnceItIsBack() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.gone(OTHER);
    heads.told(OTHER, 200);

    taken(NODE);
    heads.sameChain(OTHER);
    passedOver(NODE);
  }

  @Test
  void shouldForgetHowHighANodeWasThatIsGone() {
    heads.sameChain(OTHER);
    heads.told(NODE, 100);
    heads.told(OTHER, 200);
    passedOver(NODE);
    heads.gone(NODE);

    taken(NODE);
  }

  private String passedOver(String endpoint) {
    var why =
        assertThrows(
            NodeException.Unavailable.class, () -> heads.refuseIfBehind(endpoint), endpoint);
    return String.valueOf(why.getMessage());
  }

  private void taken(String endpoint) {
    assertDoesNotThrow(() -> heads.refuseIfBehind(endpoint));
  }
}
