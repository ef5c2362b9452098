package dev.runtimebridge.devnet.rpc;

import io.vertx.core.http.ServerWebSocket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One WebSocket connection with its subscriptions. Each flow is read by one thread at a time. */
final class RpcSession {
  private static final Logger LOG = LoggerFactory.getLogger(RpcSession.class);

  private final ServerWebSocket socket;
  private final RpcLimits limits;
  private final AtomicLong ids = new AtomicLong();
  private final Map<String, Subscriber> subscribers = new ConcurrentHashMap<>();

  RpcSession(ServerWebSocket socket, RpcLimits limits) {
    this.socket = socket;
    this.limits = limits;
  }

  record Subscriber(String id, String notification, RpcSubscription.Flow flow) {}

  /** Opens a flow that sends nothing yet. */
  Subscriber open(RpcSubscription subscription, RpcParams params) throws RpcException {
    if (subscribers.size() >= limits.maxSubscriptions()) {
      throw new RpcException(-32006, "Too many subscriptions on the connection");
    }
    String id = "dev" + Long.toString(ids.incrementAndGet(), 36) + "sub";
    return new Subscriber(id, subscription.notification(), subscription.source().open(params));
  }

  /** Lets a flow send, from what it has now on. */
  void start(Subscriber subscriber) {
    subscribers.put(subscriber.id(), subscriber);
    push(subscriber);
  }

  boolean unsubscribe(String id) {
    return subscribers.remove(id) != null;
  }

  /** Sends what is new to each subscriber. */
  void pushAll() {
    subscribers.values().forEach(this::push);
  }

  void drop() {
    socket.close((short) 1011, "connection dropped");
  }

  private void push(Subscriber subscriber) {
    synchronized (subscriber.flow()) {
      try {
        for (Object result : subscriber.flow().next()) {
          send(JsonRpc.notification(subscriber.notification(), subscriber.id(), result));
        }
        if (subscriber.flow().ended()) {
          subscribers.remove(subscriber.id());
        }
      } catch (RpcException e) {
        LOG.debug("notification skipped subscription={} error={}", subscriber.id(), e.getMessage());
      }
    }
  }

  void send(String text) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      LOG.warn("connection cut, its reader is too slow remote={}", socket.remoteAddress());
      drop();
      return;
    }
    socket.writeTextMessage(text);
  }
}
