package dev.runtimebridge.solo;

import java.util.List;

class EmbeddedBrokerEndToEndIT extends EndToEnd {
  @Override
  List<String> broker() {
    return List.of();
  }
}
