package dev.runtimebridge.submitter.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.runtimebridge.submitter.port.ParaNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NodesTest {
  private final SimChain chain = new SimChain();

  @Test
  void shouldAskInTheOrderOfTheSettings() throws Exception {
    assertEquals("first", nodes("first", "second").ask(ParaNode::endpoint));
  }

  @Test
  void shouldAskASuspectLast() throws Exception {
    Nodes nodes = nodes("first", "second");
    assertEquals("second", nodes.ask(Optional.of("first"), ParaNode::endpoint));
    assertEquals("first", nodes.ask(Optional.of("second"), ParaNode::endpoint));
  }

  @Test
  void shouldAskASuspectIfThereIsNoOther() throws Exception {
    assertEquals("only", nodes("only").ask(Optional.of("only"), ParaNode::endpoint));
  }

  private Nodes nodes(String... names) {
    List<ParaNode> nodes = List.of(names).stream().map(this::node).toList();
    return new Nodes(nodes, Optional.empty(), new GivenClock(InstantSource.system()), () -> {});
  }

  private ParaNode node(String name) {
    var node = new SimNode(name, chain, new Random(1));
    node.calm = true;
    return node;
  }
}
