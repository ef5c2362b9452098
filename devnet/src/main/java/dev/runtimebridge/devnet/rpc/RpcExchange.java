package dev.runtimebridge.devnet.rpc;

import java.util.ArrayList;
import java.util.List;

/**
 * One message on a WebSocket connection and its answer. Subscriptions that the message opens start
 * to send only after the answer, since the client learns their ids from it.
 */
final class RpcExchange {
  private final RpcSession session;
  private final List<RpcSession.Subscriber> opened = new ArrayList<>();

  RpcExchange(RpcSession session) {
    this.session = session;
  }

  String subscribe(RpcSubscription subscription, RpcParams params) throws RpcException {
    RpcSession.Subscriber subscriber = session.open(subscription, params);
    opened.add(subscriber);
    return subscriber.id();
  }

  boolean unsubscribe(String id) {
    return session.unsubscribe(id);
  }

  void answer(String text) {
    if (!text.isEmpty()) {
      session.send(text);
    }
    opened.forEach(session::start);
  }
}
