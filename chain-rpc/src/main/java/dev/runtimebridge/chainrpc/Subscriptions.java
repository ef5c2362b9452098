package dev.runtimebridge.chainrpc;

import dev.runtimebridge.chainrpc.RpcException.Unavailable;
import dev.runtimebridge.chainrpc.RpcMessage.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who gets which notifications of one connection. */
final class Subscriptions {
  private final Map<Long, Feed<?>> expected = new ConcurrentHashMap<>();
  private final Map<String, Feed<?>> bound = new ConcurrentHashMap<>();

  private record Feed<T>(JsonReader<T> reader, Subscriber<T> subscriber) {
    void take(RpcMessage message) throws IOException {
      subscriber.next(message.notice(reader));
    }
  }

  /** The answer to request {@code id} will name a subscription. */
  <T> void expect(long id, JsonReader<T> reader, Subscriber<T> subscriber) {
    expected.put(id, new Feed<>(reader, subscriber));
  }

  void expectNoMore(long id) {
    expected.remove(id);
  }

  /** Binds the subscription that {@code answer} names, if its request was one. */
  void bind(RpcMessage answer) throws IOException {
    Feed<?> feed = answer.id() == null ? null : expected.remove(answer.id());
    if (feed != null
        && answer.answer(RpcMessage::subscriptionId) instanceof Answer.Result<String>(String id)) {
      bound.put(id, feed);
    }
  }

  /** Hands a notification on; one that nobody wants any more is dropped. */
  void take(RpcMessage notification) throws IOException {
    Feed<?> feed =
        notification.subscription() == null ? null : bound.get(notification.subscription());
    if (feed != null) {
      feed.take(notification);
    }
  }

  /** Whether there was such a subscription. */
  boolean remove(String id) {
    return bound.remove(id) != null;
  }

  /** Tells every subscriber, once, that nothing more comes. */
  void end(Unavailable why) {
    for (String id : List.copyOf(bound.keySet())) {
      Feed<?> feed = bound.remove(id);
      if (feed != null) {
        feed.subscriber().ended(why);
      }
    }
  }
}
