package dev.runtimebridge.lifecycle.adapter.security;

import dev.runtimebridge.lifecycle.adapter.status.RefusalStatus;
import dev.runtimebridge.lifecycle.domain.Refusal;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.quarkus.grpc.GlobalInterceptor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.Prioritized;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lets a call pass whose token has the role that the method needs. */
@ApplicationScoped
@GlobalInterceptor
public class TokenGate implements ServerInterceptor, Prioritized {
  /** Role of the call that runs. */
  public static final Context.Key<Role> ROLE = Context.key("role");

  /**
   * Role of a caller who has proved it before the call began. Only what runs in this process can
   * set it: nothing of a call over the network becomes part of its context.
   */
  public static final Context.Key<Role> SIGNED_IN = Context.key("signed-in");

  private static final int FIRST = 1_000;
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern SCHEME = Pattern.compile("(?i)bearer ");

  private volatile @Nullable Tokens tokens;

  /** The tokens that are good from now on; before the first ones no call passes. */
  public void open(Tokens good) {
    tokens = good;
  }

  /** The role of a token; empty for one that is not good, and before the first ones are. */
  public Optional<Role> roleOf(String token) {
    Tokens good = tokens;
    return good == null ? Optional.empty() : good.roleOf(token);
  }

  @Override
  public <ReqT, RespT> ServerCall.Listener<ReqT> interceptCall(
      ServerCall<ReqT, RespT> call, Metadata headers, ServerCallHandler<ReqT, RespT> next) {
    Optional<Role> needed = Access.neededFor(call.getMethodDescriptor());
    if (needed.isEmpty()) {
      return next.startCall(call, headers);
    }
    Tokens good = tokens;
    if (good == null) {
      return refuse(
          call,
          new Refusal(
              Refusal.Reason.UNAVAILABLE,
              "the API is switched off in this process or still starting: set bridge.api.enabled=true or try again"));
    }
    Role signedIn = SIGNED_IN.get();
    if (signedIn != null) {
      return enter(signedIn, needed.get(), call, headers, next);
    }
    String authorization = headers.get(AUTHORIZATION);
    if (authorization == null || !SCHEME.matcher(authorization).lookingAt()) {
      return refuse(
          call,
          new Refusal(
              Refusal.Reason.NOT_SIGNED_IN,
              "the call has no token: send the metadata \"authorization: Bearer <token>\" with a token from the file "
                  + TokenFile.NAME
                  + " in the API's data folder"));
    }
    Optional<Role> role = good.roleOf(authorization.substring("bearer ".length()).strip());
    if (role.isEmpty()) {
      return refuse(
          call,
          new Refusal(
              Refusal.Reason.NOT_SIGNED_IN,
              "the token is not one of this API: take it from the file "
                  + TokenFile.NAME
                  + " in the data folder of the API that you call"));
    }
    return enter(role.get(), needed.get(), call, headers, next);
  }

  @Override
  public int getPriority() {
    return FIRST;
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> enter(
      Role role,
      Role needed,
      ServerCall<ReqT, RespT> call,
      Metadata headers,
      ServerCallHandler<ReqT, RespT> next) {
    if (!role.covers(needed)) {
      return refuse(
          call,
          new Refusal(
              Refusal.Reason.NOT_ALLOWED,
              "the role %s may not call %s: use the token of the role %s"
                  .formatted(
                      role.text(), call.getMethodDescriptor().getBareMethodName(), needed.text())));
    }
    return Contexts.interceptCall(Context.current().withValue(ROLE, role), call, headers, next);
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> refuse(
      ServerCall<ReqT, RespT> call, Refusal refusal) {
    RefusalStatus.close(call, refusal);
    return new ServerCall.Listener<>() {};
  }
}
