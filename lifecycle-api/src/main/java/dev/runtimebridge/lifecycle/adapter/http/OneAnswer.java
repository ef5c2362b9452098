package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.Context;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** A call with one answer: its body is the message, or the status. */
final class OneAnswer extends HttpCall {
  private @Nullable Message answer;

  OneAnswer(RoutingContext http, Binding binding, Context.CancellableContext context) {
    super(http, binding, context);
  }

  @Override
  protected void write(Message message) {
    answer = message;
  }

  @Override
  protected void finish(Status status) {
    if (answer == null || status.getCode() != 0) {
      Answer.send(http, status);
    } else {
      Answer.send(http, 200, JsonText.of(answer), etag(answer));
    }
  }

  private static String etag(Message message) {
    FieldDescriptor field = message.getDescriptorForType().findFieldByName("etag");
    return field == null ? "" : (String) message.getField(field);
  }
}
