package dev.runtimebridge.solo.simulation;

import dev.runtimebridge.solo.simulation.LightCall.Message;
import dev.runtimebridge.substrate.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the messages of the workers are on the chain: each once, in order, none missing. */
record MessageCheck(LightChain chain, Verdict verdict) implements World {
  @Override
  public void disturb() {
    // There is nothing that could fail.
  }

  @Override
  public void heal() {
    // There is nothing that could fail.
  }

  @Override
  public void look() {
    // The chain takes none out of order.
  }

  @Override
  public boolean done() {
    return true;
  }

  @Override
  public void check() {
    Map<Bytes, Long> next = new HashMap<>();
    for (LightChain.Block block : chain.finalizedFrom(1)) {
      for (LightTransaction transaction : block.transactions()) {
        List<LightCall> calls = transaction.batch().calls();
        for (int i = 0; i < calls.size(); i++) {
          if (calls.get(i).kind() == LightCall.Kind.MESSAGE) {
            Message message = Message.decode(calls.get(i).body());
            take(next, message, block);
          }
        }
      }
    }
  }

  private void take(Map<Bytes, Long> next, Message message, LightChain.Block block) {
    long expected = next.getOrDefault(message.sender(), 0L);
    verdict.require(
        Law.MESSAGES_IN_ORDER,
        message.sequence() >= expected,
        "message %d of %s is paid for again in %s, which expects %d",
        message.sequence(),
        message.sender(),
        block.ref(),
        expected);
    if (message.sequence() == expected) {
      next.put(message.sender(), expected + 1);
      verdict.require(
          Law.MESSAGES_IN_ORDER,
          message.payload().equals(SimWorker.payload(message.sender(), message.sequence())),
          "message %d of %s is not what the worker made",
          message.sequence(),
          message.sender());
    }
  }
}
