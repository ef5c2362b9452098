package dev.runtimebridge.lifecycle.adapter.security;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
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

  private static final int FIRST = 1_000;
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final Pattern SCHEME = Pattern.compile("(?i)bearer ");

  private volatile @Nullable Tokens tokens;

  /** The tokens that are good from now on; before the first ones no call passes. */
  public void open(Tokens good) {
    tokens = good;
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
          Status.UNAVAILABLE.withDescription(
              "the API is switched off in this process or still starting: set bridge.api.enabled=true or try again"));
    }
    String authorization = headers.get(AUTHORIZATION);
    if (authorization == null || !SCHEME.matcher(authorization).lookingAt()) {
      return refuse(
          call,
          Status.UNAUTHENTICATED.withDescription(
              "the call has no token: send the metadata \"authorization: Bearer <token>\" with a token from the file "
                  + TokenFile.NAME
                  + " in the API's data folder"));
    }
    Optional<Role> role = good.roleOf(authorization.substring("bearer ".length()).strip());
    if (role.isEmpty()) {
      return refuse(
          call,
          Status.UNAUTHENTICATED.withDescription(
              "the token is not one of this API: take it from the file "
                  + TokenFile.NAME
                  + " in the data folder of the API that you call"));
    }
    if (!role.get().covers(needed.get())) {
      return refuse(
          call,
          Status.PERMISSION_DENIED.withDescription(
              "the role %s may not call %s: use the token of the role %s"
                  .formatted(
                      role.get().text(),
                      call.getMethodDescriptor().getBareMethodName(),
                      needed.get().text())));
    }
    return Contexts.interceptCall(
        Context.current().withValue(ROLE, role.get()), call, headers, next);
  }

  @Override
  public int getPriority() {
    return FIRST;
  }

  private static <ReqT, RespT> ServerCall.Listener<ReqT> refuse(
      ServerCall<ReqT, RespT> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
