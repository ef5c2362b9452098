package dev.runtimebridge.lifecycle.adapter.http;

import com.google.protobuf.util.Timestamps;
import dev.runtimebridge.lifecycle.BuildInfo;
import dev.runtimebridge.lifecycle.adapter.security.AddressFile;
import dev.runtimebridge.lifecycle.adapter.security.TokenGate;
import dev.runtimebridge.lifecycle.config.ApiConfig;
import dev.runtimebridge.schemas.v1.CreateSignInCodeRequest;
import dev.runtimebridge.schemas.v1.GetSettingsRequest;
import dev.runtimebridge.schemas.v1.OperationsGrpc;
import dev.runtimebridge.schemas.v1.SettingsView;
import dev.runtimebridge.schemas.v1.SignInCode;
import dev.runtimebridge.schemas.v1.WhoAmIRequest;
import dev.runtimebridge.schemas.v1.WhoAmIResponse;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Instant;
import org.eclipse.microprofile.config.Config;

/** The bridge itself: who calls, how it is set up, how a browser signs in. */
@GrpcService
public class OperationsService extends OperationsGrpc.OperationsImplBase {
  private final Instant started = Instant.now();
  private final BuildInfo build = BuildInfo.ofThis();
  private final SettingsTable settings = SettingsTable.ofManual();
  private final Config config;
  private final ApiConfig api;
  private final Sessions sessions;
  private volatile String monitor;

  OperationsService(Config config, ApiConfig api, Sessions sessions) {
    this.config = config;
    this.api = api;
    this.sessions = sessions;
    this.monitor = api.monitor().orElse("");
  }

  void listening(@ObservesAsync HttpServerStart server) {
    if (api.monitor().isEmpty()) {
      int port = server.options().getPort();
      if (port <= 0) {
        port = config.getValue("quarkus.http.port", Integer.class);
      }
      monitor = "http://" + AddressFile.reachable(server.options().getHost(), port);
    }
  }

  @Override
  public void whoAmI(WhoAmIRequest request, StreamObserver<WhoAmIResponse> observer) {
    observer.onNext(WhoAmIResponse.newBuilder().setRole(TokenGate.ROLE.get().text()).build());
    observer.onCompleted();
  }

  @Override
  public void getSettings(GetSettingsRequest request, StreamObserver<SettingsView> observer) {
    observer.onNext(
        SettingsView.newBuilder()
            .setVersion(build.version())
            .setRevision(build.revision())
            .setStarted(Timestamps.fromMillis(started.toEpochMilli()))
            .setSs58Prefix(api.ss58Prefix())
            .addAllSettings(settings.of(config))
            .build());
    observer.onCompleted();
  }

  @Override
  public void createSignInCode(
      CreateSignInCodeRequest request, StreamObserver<SignInCode> observer) {
    Sessions.SignInSecret code = sessions.newCode(TokenGate.ROLE.get());
    var answer =
        SignInCode.newBuilder()
            .setCode(code.secret())
            .setExpires(Timestamps.fromMillis(code.until().toEpochMilli()));
    if (!monitor.isEmpty()) {
      // Behind the hash, so that a browser keeps it to itself.
      answer.setLink(monitor + "/#code=" + code.secret());
    }
    observer.onNext(answer.build());
    observer.onCompleted();
  }
}
