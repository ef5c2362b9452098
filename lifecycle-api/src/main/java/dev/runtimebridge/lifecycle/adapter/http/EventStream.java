package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.Context;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A call with a stream of answers, as server-sent events: {@code data} is one message, {@code id}
 * its resume token. While much waits to be sent the service is told that the caller is not ready,
 * as over gRPC.
 */
final class EventStream extends HttpCall {
  private final EventWriter writer;
  private final String event;
  private final @Nullable FieldDescriptor token;

  /** A stream that has its answer for itself. */
  EventStream(RoutingContext http, Binding binding, Context.CancellableContext context) {
    this(http, binding, context, new EventWriter(http), "");
  }

  /** A stream that shares its answer with others: its events have a name, and no id. */
  EventStream(
      RoutingContext http,
      Binding binding,
      Context.CancellableContext context,
      EventWriter writer,
      String name) {
    super(http, binding, context);
    this.writer = writer;
    event = name.isEmpty() ? "" : "event: " + name + "\n";
    token = name.isEmpty() ? resumeToken(binding) : null;
    writer.whenReady(this::ready);
  }

  @Override
  public boolean isReady() {
    return writer.isReady();
  }

  @Override
  protected void write(Message message) {
    String id = token == null ? "" : (String) message.getField(token);
    writer.add(
        (id.isEmpty() ? "" : "id: " + id + "\n")
            + event
            + "data: "
            + JsonText.of(message)
            + "\n\n");
  }

  @Override
  protected void finish(Status status) {
    writer.finish(status);
  }

  private static @Nullable FieldDescriptor resumeToken(Binding binding) {
    var marshaller =
        (io.grpc.MethodDescriptor.PrototypeMarshaller<Message>)
            binding.method().getMethodDescriptor().getResponseMarshaller();
    Message prototype = marshaller.getMessagePrototype();
    return prototype == null
        ? null
        : prototype.getDescriptorForType().findFieldByName("resume_token");
  }
}
