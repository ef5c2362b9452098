package dev.runtimebridge.broker;

import java.nio.file.Path;

/** A broker as a process of its own, for runs that kill it or stop it. */
public final class BrokerMain {
  private BrokerMain() {}

  /** Runs until it is ended: folder, port, port that clients reach it by. */
  public static void main(String[] arguments) throws InterruptedException {
    var broker =
        EmbeddedBroker.start(
            Path.of(arguments[0]), Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
    Thread.currentThread().join();
  }
}
