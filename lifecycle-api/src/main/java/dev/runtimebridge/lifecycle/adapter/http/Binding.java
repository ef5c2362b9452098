package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.ServerMethodDefinition;
import org.jspecify.annotations.Nullable;

/**
 * One way over HTTP to one call.
 *
 * @param verb method of HTTP
 * @param wholeBody whether the body is the request; otherwise its fields are query parameters
 * @param method what answers the call, behind all gates
 * @param prototype an empty request
 */
record Binding(
    String verb,
    PathTemplate path,
    boolean wholeBody,
    ServerMethodDefinition<Message, Message> method,
    Message prototype) {

  /** Whether the answer is a stream of events. */
  boolean streams() {
    return !method.getMethodDescriptor().getType().serverSendsOneMessage();
  }

  /** Whether the call changes nothing. */
  boolean reads() {
    return verb.equals("GET");
  }

  /** A field of the request by its name in the contract. */
  @Nullable FieldDescriptor field(String name) {
    return prototype.getDescriptorForType().findFieldByName(name);
  }
}
